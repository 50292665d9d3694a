// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sessions/event.h"
#include "core/data/sessions/shown_list.h"
#include "core/learn/simulate/click_model.h"
#include "core/learn/simulate/taste.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// What a shop shows beside that which shoppers find by their own filters and searches.
enum class Exposure { Popularity, Random, Mixture };

const char* wordOf(Exposure exposure) noexcept;  ///< "popularity", "random", "mixture"

/// Throws Error(Input) that names the three words.
Exposure exposureFrom(std::string_view word);

/// Probability that a product which is judged to be worth so much (standard deviations of utility)
/// is clicked once it is looked at.
double attractionOf(double judgement);

/// Its mean over judgements with this noise: the probability that a product of this utility is
/// clicked once it is looked at, to about 1e-5.
double meanAttraction(double utility, double noise);

struct Act;

/// A trained run that decides what is shown: the best by its scores of what the shopper did not
/// see, ranked again when the shopper did something.
struct RunPolicy {
    std::string run;  ///< its id, for the record
    /// Scores of some wares, ascending, for what the shopper did so far, oldest first; empty:
    /// nobody yet. Callable from several threads at once.
    std::function<std::vector<float>(std::span<const Act> past,
                                     std::span<const std::uint32_t> wares)>
        scores;
};

/// How sessions come about. The numbers of a list are visible in each session's detail.
struct ShoppingHabits {
    double sessions = 14;     ///< of a shopper, on average
    double lists = 4;         ///< of a session, on average
    std::size_t length = 12;  ///< products of a list
    double searched = 0.75;   ///< share of a list that the shopper's own search found
    double keenness =
        3.5;  ///< how well searches meet the taste: weight of utility against Gumbel noise
    double newShare = 0.8;  ///< of the catalog, what comes in while the shoppers are about
    double novelty = 3;     ///< what being just in adds to keenness times utility; fades in a week
    Exposure exposure = Exposure::Mixture;
    std::optional<RunPolicy> run;  ///< in the place of `exposure`
    ClickModel clicks;
    std::int64_t start = 0;  ///< Unix seconds
    std::int64_t days = 120;
};

struct Act {
    std::size_t ware = 0;  ///< index into Market::wares
    EventKind kind = EventKind::View;
    std::int64_t time = 0;
};

struct Visit {
    std::int64_t startedAt = 0;
    std::vector<Act> acts;         ///< in order of time
    std::vector<ShownList> lists;  ///< what was exposed, in the order of time
    double shownUtility = 0;       ///< mean utility of what was exposed
};

std::size_t shownIn(const Visit& visit);   ///< products exposed
std::size_t clicksIn(const Visit& visit);  ///< on lists

/// All visits of one shopper, oldest first. Wares are shown from their day of arrival on, the new
/// ones more often: a shop changes, and a model has to rank what nobody bought yet. `utility` as
/// utilities() gives it for the shopper.
std::vector<Visit> shop(const Market& market,
                        const std::vector<double>& utility,
                        double noise,
                        const ShoppingHabits& habits,
                        Random& random);

}  // namespace haberdash
