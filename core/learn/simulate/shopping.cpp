// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/shopping.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace haberdash {

namespace {

constexpr std::int64_t kDay = 86'400;
constexpr double kOpenToAll = -5;  ///< utilities below are ruled out
constexpr double kNewFor = 6;      ///< days after which a ware is a third as new

double sigmoid(const double x) {
    return 1 / (1 + std::exp(-x));
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
          isSeen_(market.wares.size(), false) {}

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
        visit.shownUtility /= std::max<double>(1, static_cast<double>(visit.shown));
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
        const auto age = static_cast<double>(day_ - arrival);
        return arrival == 0 ? 0 : habits_.novelty * std::exp(-age / kNewFor);
    }

    /// The `count` wares with most of score plus newness plus Gumbel noise: a draw without
    /// repetition by softmax.
    template <class Score>
    std::vector<std::size_t> draw(const std::size_t count, const Score& score) {
        std::vector<std::pair<double, std::size_t>> keyed;
        for (std::size_t ware = 0; ware < market_.wares.size(); ++ware) {
            if (isOpenTo(ware)) {
                keyed.emplace_back(-(score(ware) + newness(ware) + random_.gumbel()), ware);
            }
        }
        const std::size_t taken = std::min(count, keyed.size());
        std::ranges::partial_sort(keyed, keyed.begin() + static_cast<std::ptrdiff_t>(taken));
        std::vector<std::size_t> wares;
        for (std::size_t i = 0; i < taken; ++i) {
            wares.push_back(keyed[i].second);
        }
        return wares;
    }

    bool isOpenTo(const std::size_t ware) const {
        return utility_[ware] > kOpenToAll && !isSeen_[ware] && market_.wares[ware].arrival <= day_;
    }

    std::vector<std::size_t> drawSearched(const std::size_t count) {
        return draw(count,
                    [this](const std::size_t ware) { return habits_.keenness * utility_[ware]; });
    }

    /// The `count` best by the run's scores, best first, which are not on the list.
    std::vector<std::size_t> rankedByRun(const std::size_t count,
                                         const std::vector<std::size_t>& list) {
        if (scores_.empty() || scoredFor_ != past_.size()) {
            scores_ = habits_.run->scores(past_);
            scoredFor_ = past_.size();
        }
        std::vector<std::pair<float, std::size_t>> keyed;
        for (std::size_t ware = 0; ware < scores_.size(); ++ware) {
            if (isOpenTo(ware) && std::ranges::find(list, ware) == list.end()) {
                keyed.emplace_back(-scores_[ware], ware);
            }
        }
        const std::size_t taken = std::min(count, keyed.size());
        std::ranges::partial_sort(keyed, keyed.begin() + static_cast<std::ptrdiff_t>(taken));
        std::vector<std::size_t> wares;
        for (std::size_t i = 0; i < taken; ++i) {
            wares.push_back(keyed[i].second);
        }
        return wares;
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
            std::vector<std::size_t> list = drawSearched(found);
            mixIn(list, rankedByRun(habits_.length - found, list));
            return list;
        }
        const bool isPopular = habits_.exposure == Exposure::Popularity ||
                               (habits_.exposure == Exposure::Mixture && random_.chance(0.5));
        std::vector<std::size_t> list = drawSearched(found);
        const std::vector<std::size_t> pushed =
            draw(habits_.length - found, [this, isPopular](const std::size_t ware) {
                return isPopular ? 1.5 * market_.wares[ware].appeal : 0.0;
            });
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
        for (const std::size_t ware : list) {
            attraction.push_back(attractionOf(judged(ware)));
            visit.shownUtility += utility_[ware];
        }
        visit.shown += list.size();
        const Reaction reaction = react(habits_.clicks, attraction, random_);
        for (const std::size_t rank : reaction.examined) {
            const bool isClicked =
                std::ranges::find(reaction.clicked, rank) != reaction.clicked.end();
            isClicked ? click(visit, list[rank]) : passOver(visit, list[rank]);
        }
    }

    void click(Visit& visit, const std::size_t ware) {
        ++visit.clicks;
        isSeen_[ware] = true;
        act(visit, ware, EventKind::View);
        if (random_.chance(sigmoid(1.4 * (judged(ware) - 2.9)))) {
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
            if (random_.chance(sigmoid(1.2 * (judged(ware) - 2.6)))) {
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
    std::vector<std::size_t> cart_;
    std::vector<std::size_t> waiting_;
    std::vector<Act> past_;      ///< of all visits, kept for a run
    std::vector<float> scores_;  ///< of a run
    std::size_t scoredFor_ = 0;  ///< acts that they are for
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
    return sigmoid(2.0 * (judgement - 1.3));
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
