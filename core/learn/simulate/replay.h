// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A session shown again, event by event, to one or two models: what each would have ranked, where
// it had the product that came next, and what would have been clicked. The clicks are simulated.

#include "core/learn/metrics/statistics.h"
#include "core/learn/recommend/recommender.h"
#include "core/learn/simulate/click_model.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace haberdash {

/// What a shopper likes, where a simulation knows it.
struct KnownTaste {
    std::vector<ItemId> items;    ///< ascending
    std::vector<double> utility;  ///< of each, as utilities() gives it; what is ruled out is never
                                  ///< clicked
    double noise = 0;             ///< standard deviation of a single judgement
};

/// How clicks on the lists are simulated.
struct ReplayClicks {
    ClickModel model;
    double wanted = 0.62;  ///< attraction of products that the session goes on to, without a taste
    double other = 0.05;   ///< attraction of all others, without a taste
    std::optional<KnownTaste> taste;  ///< whose judgement gives the attraction instead
    std::size_t draws = 400;          ///< times that the whole session is drawn
    std::uint64_t seed = 7;
};

struct ReplayRequest {
    std::vector<HistoryEvent> earlier;  ///< what came before the session, oldest first
    std::vector<HistoryEvent> session;  ///< the events that are shown again, oldest first
    std::size_t k = 5;                  ///< length of the lists
    ReplayClicks clicks;
};

/// What one model shows at one moment.
struct ReplayList {
    std::vector<ScoredItem> items;    ///< the best k of what the history does not hold
    std::optional<std::size_t> rank;  ///< from 1, of the product that comes next; not at the end
    /// Of each product, its place in the other model's whole ranking, from 1; empty: no other.
    std::vector<std::optional<std::size_t>> otherRanks;
    double clicks = 0;  ///< simulated: mean over the draws
    /// How much the taste likes what is shown, where it is known: mean over the list of the share
    /// of the catalog that it likes less, what it likes equally (all that it rules out) counting
    /// half: from 0 to 1, a list by chance has about 0.5.
    std::optional<double> liking;
};

/// The moment before an event, or (the last one) after all of them.
struct ReplayStep {
    bool isSeen = false;            ///< the product that comes next is of the history already
    std::vector<ReplayList> lists;  ///< one a model
    std::size_t overlap = 0;        ///< of the first two lists
    std::optional<double> tau;      ///< Kendall's, see agreementOf()
};

struct ReplayReport {
    std::vector<ReplayStep> steps;      ///< one an event and one more
    std::vector<Interval> clicks;       ///< simulated, of all lists together, one a model
    std::optional<Interval> advantage;  ///< of the second model's clicks over the first's, paired
    std::vector<double> likings;        ///< means over the lists, one a model; empty: no taste
    /// Means over products that were new and not disliked, one a model; empty: there was none.
    std::vector<double> reciprocalRanks;
};

/// `models` one or two, all of one catalog that holds every product of the request. They are asked
/// as for nobody who is stored (see Asker), so that a vector learned of the shopper cannot know how
/// the session goes on. Both models meet the same draws: equal lists are clicked equally. The
/// intervals are bootstrapped over the draws.
ReplayReport replay(std::span<Recommender* const> models, const ReplayRequest& request);

}  // namespace haberdash
