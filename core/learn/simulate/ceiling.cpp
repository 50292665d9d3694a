// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sessions/event_store.h"
#include "core/learn/simulate/simulate.h"
#include "core/learn/simulate/taste.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace haberdash {

namespace {

constexpr std::size_t kDepth = 10;

/// Binary NDCG@10 of ranking by `score`, without the wares of `seen`; ties by place.
double ndcg(const std::vector<double>& score,
            const std::set<std::size_t>& seen,
            const std::set<std::size_t>& relevant) {
    std::vector<std::size_t> order;
    for (std::size_t ware = 0; ware < score.size(); ++ware) {
        if (!seen.contains(ware)) {
            order.push_back(ware);
        }
    }
    const std::size_t depth = std::min(kDepth, order.size());
    std::ranges::partial_sort(order,
                              order.begin() + static_cast<std::ptrdiff_t>(depth),
                              [&score](const std::size_t a, const std::size_t b) {
                                  return score[a] != score[b] ? score[a] > score[b] : a < b;
                              });
    double gain = 0;
    double ideal = 0;
    for (std::size_t rank = 0; rank < depth; ++rank) {
        const double discount = 1 / std::log2(static_cast<double>(rank) + 2);
        gain += relevant.contains(order[rank]) ? discount : 0;
        ideal += rank < relevant.size() ? discount : 0;
    }
    return gain / ideal;
}

struct Past {
    std::set<std::size_t> seen;      ///< before the cut
    std::set<std::size_t> relevant;  ///< new after the cut, no dislikes
};

}  // namespace

Ceiling measureCeiling(Project& project, const double lastShare, const std::uint64_t seed) {
    const Market market = loadMarket(project, seed);
    EventStore store(project.database());
    std::map<std::int64_t, std::size_t> places;
    for (std::size_t i = 0; i < market.wares.size(); ++i) {
        places[raw(market.wares[i].item)] = i;
    }
    std::vector<std::int64_t> times;
    store.forEach([&times](const Event& event) { times.push_back(event.time); });
    if (times.empty()) {
        return {};
    }
    std::ranges::sort(times);
    const std::int64_t cut =
        times[static_cast<std::size_t>(static_cast<double>(times.size() - 1) * (1 - lastShare))];
    std::map<std::int64_t, Past> pasts;
    std::vector<double> counts(market.wares.size(), 0);
    store.forEach([&](const Event& event) {
        const std::size_t ware = places.at(raw(event.item));
        Past& past = pasts[raw(event.shopper)];
        if (event.time <= cut) {
            past.seen.insert(ware);
            counts[ware] += event.kind == EventKind::Dislike ? 0 : 1;
        } else if (event.kind != EventKind::Dislike && !past.seen.contains(ware)) {
            past.relevant.insert(ware);
        }
    });
    Ceiling ceiling;
    for (const auto& [id, past] : pasts) {
        const std::optional<Shopper> shopper = store.shopper(ShopperId{id});
        if (past.relevant.empty() || !shopper || shopper->taste.empty()) {
            continue;
        }
        ceiling.oracle +=
            ndcg(utilities(market, tasteFrom(shopper->taste)), past.seen, past.relevant);
        ceiling.popularity += ndcg(counts, past.seen, past.relevant);
        ++ceiling.shoppers;
    }
    const double shoppers = std::max<double>(1, static_cast<double>(ceiling.shoppers));
    ceiling.oracle /= shoppers;
    ceiling.popularity /= shoppers;
    return ceiling;
}

}  // namespace haberdash
