// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/replay.h"

#include "core/data/base/list_agreement.h"
#include "core/learn/metrics/draws.h"
#include "core/learn/metrics/ranking.h"
#include "core/learn/simulate/random.h"
#include "core/learn/simulate/shopping.h"
#include "core/learn/simulate/taste.h"

#include <algorithm>
#include <cassert>

namespace haberdash {

namespace {

constexpr std::size_t kResamples = 1000;

bool holds(const std::span<const HistoryEvent> history, const ItemId item) {
    return std::ranges::find(history, item, &HistoryEvent::item) != history.end();
}

/// From 1: as many candidates stand before it, by score and then by place. What the history holds
/// is no candidate, but for the product itself.
std::optional<std::size_t> rankOf(const std::span<const ItemId> items,
                                  const std::span<const float> masked,
                                  const std::span<const float> scores,
                                  const ItemId item) {
    const auto found = std::ranges::lower_bound(items, item);
    if (found == items.end() || *found != item) {
        return std::nullopt;
    }
    const auto row = static_cast<std::size_t>(found - items.begin());
    std::size_t before = 0;
    for (std::size_t other = 0; other < masked.size(); ++other) {
        const bool isBetter = masked[other] > scores[row];
        before += isBetter || (masked[other] == scores[row] && other < row) ? 1 : 0;
    }
    return before + 1;
}

/// What one model shows, and the ranking that begins with it.
struct Ranked {
    ReplayList list;
    std::vector<ItemId> whole;  ///< no longer than the list where nothing is compared with it
};

Ranked rankedBy(Recommender& model,
                const std::span<const HistoryEvent> history,
                const HistoryEvent* const next,
                const std::size_t k,
                const bool isWhole) {
    Ranked ranked;
    const std::vector<float> scores = model.scores(history);
    std::vector<float> masked = scores;
    maskSeen(model.items(), {.history = {history.begin(), history.end()}}, masked);
    for (const std::uint32_t row : topRows(masked, isWhole ? masked.size() : k)) {
        const ItemId item = model.items()[row];
        ranked.whole.push_back(item);
        if (ranked.list.items.size() < k) {
            ranked.list.items.push_back({item, scores[row], model.probability(scores[row])});
        }
    }
    if (next) {
        ranked.list.rank = rankOf(model.items(), masked, scores, next->item);
    }
    return ranked;
}

/// A product of a list as it is judged in every draw.
struct Judged {
    double worth = 0;                  ///< its utility, or without a taste its attraction
    std::optional<std::size_t> place;  ///< in the taste's products; empty: of no taste
};

/// The list's products as the request says how they attract before the event `step`.
std::vector<Judged> judgedOf(const ReplayList& list,
                             const ReplayRequest& request,
                             const std::size_t step) {
    const ReplayClicks& clicks = request.clicks;
    const std::span<const HistoryEvent> next = std::span(request.session).subspan(step);
    std::vector<Judged> judged;
    for (const ScoredItem& scored : list.items) {
        if (!clicks.taste) {
            const bool isWanted = std::ranges::any_of(next, [&](const HistoryEvent& event) {
                return event.item == scored.item && event.kind != EventKind::Dislike;
            });
            judged.push_back({.worth = isWanted ? clicks.wanted : clicks.other});
            continue;
        }
        const auto found = std::ranges::lower_bound(clicks.taste->items, scored.item);
        if (found == clicks.taste->items.end() || *found != scored.item) {
            judged.push_back({});
            continue;
        }
        const auto place = static_cast<std::size_t>(found - clicks.taste->items.begin());
        judged.push_back({clicks.taste->utility[place], place});
    }
    return judged;
}

/// A judgement of the same product at the same moment of a draw is the same, whichever model shows
/// it.
double clicksOn(const std::span<const Judged> list,
                const ReplayClicks& clicks,
                const std::size_t step,
                const std::size_t draw) {
    std::vector<double> attractions;
    for (const Judged& judged : list) {
        if (!judged.place) {
            attractions.push_back(judged.worth);
            continue;
        }
        Random random(clicks.seed, mixed(mixed(draw) ^ mixed(~step)) ^ mixed(*judged.place));
        const double judgement = judged.worth + clicks.taste->noise * random.normal();
        attractions.push_back(isRuledOut(judged.worth) ? 0 : attractionOf(judgement));
    }
    Random random(clicks.seed, mixed(mixed(step) ^ draw));
    return static_cast<double>(react(clicks.model, attractions, random).clicked.size());
}

/// Draws the session again and again; the figures of the lists and of the whole.
void drawClicks(ReplayReport& report, const ReplayRequest& request, const std::size_t models) {
    const std::size_t draws = request.clicks.draws;
    // One column a model and, of two, the second less the first.
    const std::size_t columns = models == 2 ? 3 : models;
    std::vector<double> totals(draws * columns, 0);
    for (std::size_t step = 0; step < report.steps.size(); ++step) {
        for (std::size_t model = 0; model < models; ++model) {
            ReplayList& list = report.steps[step].lists[model];
            const std::vector<Judged> judged = judgedOf(list, request, step);
            for (std::size_t draw = 0; draw < draws; ++draw) {
                const double count = clicksOn(judged, request.clicks, step, draw);
                list.clicks += count / static_cast<double>(draws);
                totals[draw * columns + model] += count;
            }
        }
    }
    for (std::size_t draw = 0; models == 2 && draw < draws; ++draw) {
        double* const total = &totals[draw * columns];
        total[2] = total[1] - total[0];
    }
    report.clicks = bootstrapMeans(totals, columns, kResamples, request.clicks.seed);
    if (models == 2) {
        report.advantage = report.clicks.back();
        report.clicks.pop_back();
    }
}

void addLikings(ReplayReport& report, const KnownTaste& taste, const std::size_t models) {
    std::vector<double> sorted = taste.utility;
    std::ranges::sort(sorted);
    const auto shareBelow = [&](const ItemId item) {
        const auto found = std::ranges::lower_bound(taste.items, item);
        if (found == taste.items.end() || *found != item || sorted.size() < 2) {
            return 0.0;
        }
        const double utility = taste.utility[static_cast<std::size_t>(found - taste.items.begin())];
        const auto equal = std::ranges::equal_range(sorted, utility);
        const auto below = static_cast<double>(equal.begin() - sorted.begin());
        const auto others = static_cast<double>(equal.size() - 1);
        return (below + others / 2) / static_cast<double>(sorted.size() - 1);
    };
    report.likings.assign(models, 0);
    for (ReplayStep& step : report.steps) {
        for (std::size_t model = 0; model < models; ++model) {
            ReplayList& list = step.lists[model];
            double sum = 0;
            for (const ScoredItem& scored : list.items) {
                sum += shareBelow(scored.item);
            }
            list.liking = list.items.empty() ? 0 : sum / static_cast<double>(list.items.size());
            report.likings[model] += *list.liking / static_cast<double>(report.steps.size());
        }
    }
}

void compare(ReplayStep& step,
             const std::span<const ItemId> first,
             const std::span<const ItemId> second,
             const std::size_t k) {
    ListAgreement agreement = agreementOf(first, second, k);
    step.overlap = agreement.overlap;
    step.tau = agreement.tau;
    step.lists[0].otherRanks = std::move(agreement.firstInSecond);
    step.lists[1].otherRanks = std::move(agreement.secondInFirst);
}

// What was disliked is no success of the list that held it.
void averageRanks(ReplayReport& report,
                  const std::span<const HistoryEvent> session,
                  const std::size_t models) {
    report.reciprocalRanks.assign(models, 0);
    std::size_t count = 0;
    for (std::size_t at = 0; at < session.size(); ++at) {
        const ReplayStep& step = report.steps[at];
        if (step.isSeen || !step.lists.front().rank || session[at].kind == EventKind::Dislike) {
            continue;
        }
        ++count;
        for (std::size_t model = 0; model < models; ++model) {
            const double rank = static_cast<double>(step.lists[model].rank.value_or(0));
            report.reciprocalRanks[model] += rank > 0 ? 1 / rank : 0;
        }
    }
    if (count == 0) {
        report.reciprocalRanks.clear();
    }
    for (double& mean : report.reciprocalRanks) {
        mean /= static_cast<double>(count);
    }
}

}  // namespace

ReplayReport replay(const std::span<Recommender* const> models, const ReplayRequest& request) {
    assert(models.size() == 1 || models.size() == 2);
    ReplayReport report;
    std::vector<HistoryEvent> history = request.earlier;
    for (std::size_t event = 0; event <= request.session.size(); ++event) {
        const HistoryEvent* const next =
            event < request.session.size() ? &request.session[event] : nullptr;
        ReplayStep step{.isSeen = next && holds(history, next->item)};
        std::vector<std::vector<ItemId>> rankings;
        for (Recommender* const model : models) {
            Ranked ranked = rankedBy(*model, history, next, request.k, models.size() == 2);
            step.lists.push_back(std::move(ranked.list));
            rankings.push_back(std::move(ranked.whole));
        }
        if (models.size() == 2) {
            compare(step, rankings[0], rankings[1], request.k);
        }
        report.steps.push_back(std::move(step));
        if (next) {
            history.push_back(*next);
        }
    }
    drawClicks(report, request, models.size());
    averageRanks(report, request.session, models.size());
    if (request.clicks.taste) {
        addLikings(report, *request.clicks.taste, models.size());
    }
    return report;
}

}  // namespace haberdash
