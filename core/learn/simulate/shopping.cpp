// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/shopping.h"

#include "core/data/base/error.h"
#include "core/learn/metrics/binary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace haberdash {

namespace {

constexpr std::int64_t kDay = 86'400;
constexpr double kOpenToAll = -5;    ///< utilities below are ruled out
constexpr double kNewFor = 6;        ///< days after which a ware is a third as new
constexpr double kPopularity = 1.5;  ///< weight of appeal against Gumbel noise in what is popular

/// The `count` wares with the least keys, ascending; of equal keys that which came first.
class Least {
  public:
    explicit Least(const std::size_t count) : count_(count) {}

    /// A key that is not below it has no place any more.
    double bound() const {
        return kept_.size() < count_ ? std::numeric_limits<double>::infinity()
               : kept_.empty()       ? -std::numeric_limits<double>::infinity()
                                     : kept_.back().first;
    }

    void put(const double key, const std::size_t ware) {
        if (key >= bound()) {
            return;
        }
        const auto place =
            std::ranges::upper_bound(kept_, key, {}, &std::pair<double, std::size_t>::first);
        kept_.insert(place, {key, ware});
        kept_.resize(std::min(count_, kept_.size()));
    }

    std::vector<std::size_t> wares() const {
        std::vector<std::size_t> wares;
        for (const auto& [key, ware] : kept_) {
            wares.push_back(ware);
        }
        return wares;
    }

  private:
    std::size_t count_;
    std::vector<std::pair<double, std::size_t>> kept_;
};

/// exp(scale * of each).
std::vector<double> weightsOf(const std::vector<double>& values, const double scale) {
    std::vector<double> weights;
    for (const double value : values) {
        weights.push_back(std::exp(scale * value));
    }
    return weights;
}

std::vector<double> appealsOf(const Market& market) {
    std::vector<double> appeals;
    for (const Ware& ware : market.wares) {
        appeals.push_back(ware.appeal);
    }
    return appeals;
}

/// What being on sale for so many days multiplies the weight of a ware by.
std::vector<double> newnessByAge(const ShoppingHabits& habits) {
    std::vector<double> factors;
    for (std::int64_t age = 0; age < habits.days; ++age) {
        factors.push_back(std::exp(habits.novelty * std::exp(-static_cast<double>(age) / kNewFor)));
    }
    return factors;
}

/// One shopper on the way through all visits.
class Stroll {
  public:
    Stroll(const Market& market,
           const std::vector<double>& utility,
           const double noise,
           const ShoppingHabits& habits,
           Random& random)
        : market_(market),
          utility_(utility),
          noise_(noise),
          habits_(habits),
          random_(random),
          isSeen_(market.wares.size(), false),
          wanted_(weightsOf(utility, habits.keenness)),
          popular_(habits.run ? std::vector<double>() : weightsOf(appealsOf(market), kPopularity)),
          even_(market.wares.size(), 1),
          newness_(newnessByAge(habits)) {}

    Visit visit(const std::int64_t start) {
        Visit visit{.startedAt = start};
        time_ = start;
        day_ = (start - habits_.start) / kDay;
        if (!waiting_.empty() && random_.chance(0.25)) {
            comeBack(visit);
        }
        const auto lists = static_cast<std::size_t>(
            std::max(1.0, std::round(habits_.lists + 1.2 * random_.normal())));
        for (std::size_t list = 0; list < lists; ++list) {
            browse(visit);
        }
        visit.shownUtility /= std::max<double>(1, static_cast<double>(shownIn(visit)));
        buy(visit);
        return visit;
    }

  private:
    double judged(const std::size_t ware) { return utility_[ware] + noise_ * random_.normal(); }

    void act(Visit& visit, const std::size_t ware, const EventKind kind) {
        visit.acts.push_back({ware, kind, time_});
        if (habits_.run) {
            past_.push_back(visit.acts.back());
        }
        time_ += 8 + static_cast<std::int64_t>(random_.index(90));
    }

    /// Something left in the cart of an earlier visit is looked at again.
    void comeBack(Visit& visit) {
        const std::size_t place = random_.index(waiting_.size());
        const std::size_t ware = waiting_[place];
        act(visit, ware, EventKind::View);
        if (random_.chance(0.4)) {
            act(visit, ware, EventKind::Purchase);
            waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(place));
        }
    }

    double newness(const std::size_t ware) const {
        const std::int64_t arrival = market_.wares[ware].arrival;
        const auto age = static_cast<std::size_t>(day_ - arrival);
        return arrival == 0 ? 1 : newness_[std::min(age, newness_.size() - 1)];
    }

    /// `count` wares without repetition, each in proportion to its weight times its newness, the
    /// first drawn first: those with the least of e / weight, e exponential of mean 1 (Efraimidis &
    /// Spirakis 2006). e = -ln(1 - u) is at least u, so that most need no logarithm.
    std::vector<std::size_t> draw(const std::size_t count, const std::vector<double>& weights) {
        Least least(count);
        for (std::size_t ware = 0; ware < weights.size(); ++ware) {
            if (!isOpenTo(ware)) {
                continue;
            }
            const double u = random_.uniform();
            const double weight = weights[ware] * newness(ware);
            if (u < least.bound() * weight) {
                least.put(-std::log1p(-u) / weight, ware);
            }
        }
        return least.wares();
    }

    bool isOpenTo(const std::size_t ware) const {
        return utility_[ware] > kOpenToAll && !isSeen_[ware] && market_.wares[ware].arrival <= day_;
    }

    /// The `count` best by the run's scores, best first, which are not on the list.
    std::vector<std::size_t> rankedByRun(const std::size_t count,
                                         const std::vector<std::size_t>& list) {
        scoreOpen();
        Least least(count);
        for (std::size_t i = 0; i < open_.size(); ++i) {
            const double key = -static_cast<double>(scores_[i]);
            if (key < least.bound() && std::ranges::find(list, open_[i]) == list.end()) {
                least.put(key, open_[i]);
            }
        }
        return least.wares();
    }

    /// By the run, unless it was done since the shopper last did something: only that and a new day
    /// change what is open.
    void scoreOpen() {
        if (scoredFor_ == std::pair(past_.size(), day_)) {
            return;
        }
        scoredFor_ = {past_.size(), day_};
        open_.clear();
        for (std::size_t ware = 0; ware < utility_.size(); ++ware) {
            if (isOpenTo(ware)) {
                open_.push_back(static_cast<std::uint32_t>(ware));
            }
        }
        scores_ = habits_.run->scores(past_, open_);
    }

    /// What the run shows stands among what the shopper's own search found, best first.
    void mixIn(std::vector<std::size_t>& list, const std::vector<std::size_t>& shown) {
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < shown.size(); ++i) {
            places.push_back(random_.index(list.size() + 1));
        }
        std::ranges::sort(places);
        for (std::size_t i = 0; i < shown.size(); ++i) {
            list.insert(list.begin() + static_cast<std::ptrdiff_t>(places[i] + i), shown[i]);
        }
    }

    std::vector<std::size_t> listToShow() {
        const auto found = static_cast<std::size_t>(
            std::lround(habits_.searched * static_cast<double>(habits_.length)));
        if (habits_.run) {
            std::vector<std::size_t> list = draw(found, wanted_);
            mixIn(list, rankedByRun(habits_.length - found, list));
            return list;
        }
        const bool isPopular = habits_.exposure == Exposure::Popularity ||
                               (habits_.exposure == Exposure::Mixture && random_.chance(0.5));
        std::vector<std::size_t> list = draw(found, wanted_);
        const std::vector<std::size_t> pushed =
            draw(habits_.length - found, isPopular ? popular_ : even_);
        for (const std::size_t ware : pushed) {
            if (std::ranges::find(list, ware) == list.end()) {
                list.insert(
                    list.begin() + static_cast<std::ptrdiff_t>(random_.index(list.size() + 1)),
                    ware);
            }
        }
        return list;
    }

    void browse(Visit& visit) {
        const std::vector<std::size_t> list = listToShow();
        std::vector<double> attraction;
        ShownList shown;
        for (const std::size_t ware : list) {
            attraction.push_back(attractionOf(judged(ware)));
            shown.items.push_back(market_.wares[ware].item);
            visit.shownUtility += utility_[ware];
        }
        const Reaction reaction = react(habits_.clicks, attraction, random_);
        shown.clicked = reaction.clicked;
        visit.lists.push_back(std::move(shown));
        for (const std::size_t rank : reaction.examined) {
            const bool isClicked =
                std::ranges::find(reaction.clicked, rank) != reaction.clicked.end();
            isClicked ? click(visit, list[rank]) : passOver(visit, list[rank]);
        }
    }

    void click(Visit& visit, const std::size_t ware) {
        isSeen_[ware] = true;
        act(visit, ware, EventKind::View);
        if (random_.chance(logistic(1.4 * (judged(ware) - 2.9)))) {
            act(visit, ware, EventKind::Cart);
            cart_.push_back(ware);
        }
    }

    void passOver(Visit& visit, const std::size_t ware) {
        constexpr double kMinded = 0.08;
        if (utility_[ware] < -0.7 && random_.chance(kMinded)) {
            isSeen_[ware] = true;
            act(visit, ware, EventKind::Dislike);
        }
    }

    /// At the end of a visit the cart is paid for, product by product, or left for another day.
    void buy(Visit& visit) {
        for (const std::size_t ware : cart_) {
            if (random_.chance(logistic(1.2 * (judged(ware) - 2.6)))) {
                act(visit, ware, EventKind::Purchase);
            } else {
                waiting_.push_back(ware);
            }
        }
        cart_.clear();
    }

    const Market& market_;
    const std::vector<double>& utility_;
    double noise_;
    const ShoppingHabits& habits_;
    Random& random_;
    std::vector<bool> isSeen_;
    std::vector<double> wanted_;   ///< by ware: weights of the shopper's own search
    std::vector<double> popular_;  ///< and of a shop that shows what is popular
    std::vector<double> even_;
    std::vector<double> newness_;  ///< by age in days
    std::vector<std::size_t> cart_;
    std::vector<std::size_t> waiting_;
    std::vector<Act> past_;                                  ///< of all visits, kept for a run
    std::vector<std::uint32_t> open_;                        ///< wares that a run scored
    std::vector<float> scores_;                              ///< of each
    std::pair<std::size_t, std::int64_t> scoredFor_{0, -1};  ///< acts and day that they are for
    std::int64_t time_ = 0;
    std::int64_t day_ = 0;
};

/// Starts of visits: any day, mostly in the evening, never two within an hour and a half.
std::vector<std::int64_t> drawStarts(const ShoppingHabits& habits, Random& random) {
    constexpr std::int64_t kApart = 5'400;
    const double drawn = habits.sessions * std::exp(0.35 * random.normal() - 0.06);
    const auto count = static_cast<std::size_t>(std::max(1.0, std::round(drawn)));
    std::vector<std::int64_t> starts;
    for (std::size_t i = 0; i < count; ++i) {
        const auto day =
            static_cast<std::int64_t>(random.index(static_cast<std::size_t>(habits.days)));
        const double hour = std::clamp(18.5 + 3.2 * random.normal(), 6.0, 23.4);
        starts.push_back(habits.start + day * kDay + static_cast<std::int64_t>(hour * 3'600));
    }
    std::ranges::sort(starts);
    for (std::size_t i = 1; i < starts.size(); ++i) {
        starts[i] = std::max(starts[i], starts[i - 1] + kApart);
    }
    return starts;
}

}  // namespace

double attractionOf(const double judgement) {
    return logistic(2.0 * (judgement - 1.3));
}

double meanAttraction(const double utility, const double noise) {
    constexpr double kStep = 0.25;
    constexpr int kSteps = 20;
    double sum = 0;
    double total = 0;
    for (int step = -kSteps; step <= kSteps; ++step) {
        const double z = kStep * step;
        const double density = std::exp(-z * z / 2);
        sum += density * attractionOf(utility + noise * z);
        total += density;
    }
    return sum / total;
}

std::size_t shownIn(const Visit& visit) {
    std::size_t shown = 0;
    for (const ShownList& list : visit.lists) {
        shown += list.items.size();
    }
    return shown;
}

std::size_t clicksIn(const Visit& visit) {
    std::size_t clicks = 0;
    for (const ShownList& list : visit.lists) {
        clicks += list.clicked.size();
    }
    return clicks;
}

const char* wordOf(const Exposure exposure) noexcept {
    switch (exposure) {
        case Exposure::Popularity:
            return "popularity";
        case Exposure::Random:
            return "random";
        case Exposure::Mixture:
            return "mixture";
    }
    return "mixture";
}

Exposure exposureFrom(const std::string_view word) {
    for (const Exposure exposure : {Exposure::Popularity, Exposure::Random, Exposure::Mixture}) {
        if (word == wordOf(exposure)) {
            return exposure;
        }
    }
    throw Error(ErrorKind::Input,
                fmt::format("There is no policy \"{}\" to show products by; it is one of "
                            "popularity, random, mixture or the id of a trained run.",
                            word));
}

std::vector<Visit> shop(const Market& market,
                        const std::vector<double>& utility,
                        const double noise,
                        const ShoppingHabits& habits,
                        Random& random) {
    Stroll stroll(market, utility, noise, habits, random);
    std::vector<Visit> visits;
    for (const std::int64_t start : drawStarts(habits, random)) {
        visits.push_back(stroll.visit(start));
    }
    return visits;
}

}  // namespace haberdash
