// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/recommend/merchandise.h"

#include "core/learn/metrics/ranking.h"
#include "core/learn/metrics/statistics.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace haberdash {

namespace {

// To find so many more in an index takes as long as to score a large catalog.
constexpr std::size_t kMostHidden = 1000;

}  // namespace

Merchandising::Merchandising(const std::span<const Rule> rules,
                             const std::span<const Item> catalog,
                             const std::int64_t now) {
    std::unordered_map<std::string, std::uint32_t> rowOfSku;
    for (std::size_t row = 0; row < catalog.size(); ++row) {
        rowOfSku.emplace(catalog[row].sku, static_cast<std::uint32_t>(row));
    }
    for (const auto& [place, sku] : pinsOf(rules, now)) {
        if (const auto found = rowOfSku.find(sku); found != rowOfSku.end()) {
            pins_.emplace(place - 1, found->second);
        }
    }
    std::map<std::uint32_t, float> lifts;
    for (const Rule& rule : rules) {
        if (!rule.isActive(now) || rule.kind == RuleKind::Pin) {
            continue;
        }
        for (std::size_t row = 0; row < catalog.size(); ++row) {
            if (!holdsFor(rule, catalog[row])) {
                continue;
            }
            if (rule.kind == RuleKind::Hide) {
                hidden_.push_back(static_cast<std::uint32_t>(row));
            } else {
                const double sign = rule.kind == RuleKind::Boost ? 1 : -1;
                lifts[static_cast<std::uint32_t>(row)] += static_cast<float>(sign * rule.strength);
            }
        }
    }
    lifts_.assign(lifts.begin(), lifts.end());
    std::ranges::sort(hidden_);
    const auto repeated = std::ranges::unique(hidden_);
    hidden_.erase(repeated.begin(), repeated.end());
    std::erase_if(pins_,
                  [&](const auto& pin) { return std::ranges::binary_search(hidden_, pin.second); });
}

void Merchandising::adjust(const std::span<float> scores) const {
    const double spread = lifts_.empty() ? 0 : deviation(scores);
    for (const auto& [row, strength] : lifts_) {
        scores[row] += static_cast<float>(spread) * strength;
    }
    for (const std::uint32_t row : hidden_) {
        scores[row] = kMasked;
    }
}

std::vector<std::uint32_t> Merchandising::pinned(const std::size_t k) const {
    std::vector<std::uint32_t> rows;
    for (const auto& [place, row] : pins_) {
        if (place < k && std::ranges::find(rows, row) == rows.end()) {
            rows.push_back(row);
        }
    }
    return rows;
}

std::vector<std::uint32_t> Merchandising::withPins(const std::span<const std::uint32_t> others,
                                                   const std::size_t k) const {
    std::vector<std::uint32_t> ranked;
    auto next = others.begin();
    std::unordered_set<std::uint32_t> shown;
    for (std::size_t place = 0; place < k; ++place) {
        const auto pin = pins_.find(place);
        if (pin != pins_.end() && shown.insert(pin->second).second) {
            ranked.push_back(pin->second);
        } else if (next != others.end()) {
            ranked.push_back(*next++);
        }
    }
    return ranked;
}

std::vector<std::uint32_t> Merchandising::rank(const std::span<float> scores,
                                               const std::size_t k) const {
    adjust(scores);
    for (const std::uint32_t row : pinned(k)) {
        scores[row] = kMasked;
    }
    return withPins(topRows(scores, k), k);
}

namespace {

// Empty: there is no index, or it cannot say what the rules ask for.
std::vector<ScoredItem> recommendFromIndex(Recommender& recommender,
                                           const RecommendRequest& request,
                                           const Merchandising& rules) {
    if (rules.needsAllScores() || rules.hidden().size() > kMostHidden) {
        return {};
    }
    const std::span<const ItemId> items = recommender.items();
    const std::vector<std::uint32_t> pinned = rules.pinned(request.k);
    RecommendRequest others = request;
    for (const auto& rows : {rules.hidden(), pinned}) {
        for (const std::uint32_t row : rows) {
            others.hidden.push_back(items[row]);
        }
    }
    std::vector<std::uint32_t> rows;
    std::unordered_map<std::uint32_t, ScoredItem> known;
    for (const ScoredItem& found : recommendFromIndex(recommender, others)) {
        rows.push_back(rowOf(items, found.item));
        known.emplace(rows.back(), found);
    }
    if (rows.empty()) {
        return {};
    }
    for (const std::uint32_t row : pinned) {
        const double score = recommender.scoreOf(request.history, request.shopper, row);
        known.emplace(row, ScoredItem{items[row], score, recommender.probability(score)});
    }
    std::vector<ScoredItem> ranking;
    for (const std::uint32_t row : rules.withPins(rows, request.k)) {
        ranking.push_back(known.at(row));
    }
    return ranking;
}

}  // namespace

std::vector<ScoredItem> recommend(Recommender& recommender,
                                  const RecommendRequest& request,
                                  const Merchandising& rules) {
    if (rules.isEmpty()) {
        return recommend(recommender, request);
    }
    std::vector<ScoredItem> found = recommendFromIndex(recommender, request, rules);
    if (!found.empty()) {
        return found;
    }
    std::vector<float> scores = recommender.scores(request.history, request.shopper);
    const std::vector<float> own = scores;
    maskSeen(recommender.items(), request, scores);
    std::vector<ScoredItem> ranking;
    for (const std::uint32_t row : rules.rank(scores, request.k)) {
        ranking.push_back({recommender.items()[row], own[row], recommender.probability(own[row])});
    }
    return ranking;
}

}  // namespace haberdash
