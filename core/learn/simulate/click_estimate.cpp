// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/click_estimate.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace haberdash {

namespace {

constexpr double kDrop = 1.920729;  // half of the 95 % point of chi squared, one degree of freedom

using Curve = std::function<double(double)>;

struct Peak {
    double place = 0;
    double height = 0;
};

/// Of a curve with one peak within low to high, to the width `fine` (golden section).
Peak peakOf(const Curve& curve, double low, double high, const double fine) {
    constexpr double kGolden = 0.6180339887498949;
    double left = high - kGolden * (high - low);
    double right = low + kGolden * (high - low);
    double atLeft = curve(left);
    double atRight = curve(right);
    while (high - low > fine) {
        if (atLeft >= atRight) {
            high = right;
            right = left;
            atRight = atLeft;
            left = high - kGolden * (high - low);
            atLeft = curve(left);
        } else {
            low = left;
            left = right;
            atLeft = atRight;
            right = low + kGolden * (high - low);
            atRight = curve(right);
        }
    }
    return atLeft >= atRight ? Peak{left, atLeft} : Peak{right, atRight};
}

/// Where the curve falls below `level` on the way from `inside` to `end`; `end` where it does not.
double crossing(
    const Curve& curve, double inside, double end, const double level, const double fine) {
    if (curve(end) >= level) {
        return end;
    }
    while (std::abs(end - inside) > fine) {
        const double middle = (inside + end) / 2;
        (curve(middle) >= level ? inside : end) = middle;
    }
    return end;
}

ParameterEstimate estimateOf(const std::string& name, const Curve& profile, const double most) {
    constexpr double kFine = 1e-4;
    Peak peak = peakOf(profile, 0, most, kFine);
    for (const double edge : {0.0, most}) {
        const double height = profile(edge);
        peak = height >= peak.height ? Peak{edge, height} : peak;
    }
    const double level = peak.height - kDrop;
    return {name,
            peak.place,
            crossing(profile, peak.place, 0, level, kFine),
            crossing(profile, peak.place, most, level, kFine)};
}

/// rank^exponent for ranks from 1.
std::vector<double> powersOf(const std::span<const ClickedList> lists, const auto& power) {
    std::size_t longest = 0;
    for (const ClickedList& list : lists) {
        longest = std::max(longest, list.attraction.size());
    }
    std::vector<double> powers;
    for (std::size_t place = 0; place < longest; ++place) {
        powers.push_back(power(static_cast<double>(place + 1)));
    }
    return powers;
}

double byPosition(const ClickModel& model, const std::span<const ClickedList> lists) {
    const std::vector<double> looked =
        powersOf(lists, [&](const double rank) { return std::pow(rank, -model.decay); });
    double sum = 0;
    for (const ClickedList& list : lists) {
        auto click = list.clicked.begin();
        for (std::size_t place = 0; place < list.attraction.size(); ++place) {
            const bool isClicked = click != list.clicked.end() && *click == place;
            click += isClicked ? 1 : 0;
            const double chance = looked[place] * list.attraction[place];
            sum += std::log(isClicked ? chance : 1 - chance);
        }
    }
    return sum;
}

/// Probability of no click from `place` on, which is looked at: from the end back, the next place
/// is looked at with the patience.
double noneFrom(const ClickedList& list, const std::size_t place, const double patience) {
    double none = 1;
    for (std::size_t at = list.attraction.size(); at > place; --at) {
        none = (1 - list.attraction[at - 1]) * (1 - patience + patience * none);
    }
    return none;
}

double topDown(const ClickModel& model, const std::span<const ClickedList> lists) {
    const bool leaves = model.kind == ClickKind::Cascade;
    const std::vector<double> goesOn = powersOf(
        lists, [&](const double rank) { return leaves ? 0.0 : std::pow(model.persistence, rank); });
    double sum = 0;
    for (const ClickedList& list : lists) {
        double chance = 1;
        std::size_t place = 0;
        double isLookedAt = 1;  // at `place`, given the clicks before it
        for (const std::size_t clicked : list.clicked) {
            chance *= isLookedAt;
            for (; place < clicked; ++place) {
                chance *= (1 - list.attraction[place]) * model.patience;
            }
            chance *= list.attraction[place];
            isLookedAt = goesOn[place];
            ++place;
        }
        if (place < list.attraction.size()) {
            chance *= 1 - isLookedAt + isLookedAt * noneFrom(list, place, model.patience);
        }
        sum += std::log(chance);
    }
    return sum;
}

}  // namespace

double logLikelihood(const ClickModel& model, const std::span<const ClickedList> lists) {
    return model.kind == ClickKind::Position ? byPosition(model, lists) : topDown(model, lists);
}

std::vector<ParameterEstimate> estimateClicks(const ClickKind kind,
                                              const std::span<const ClickedList> lists) {
    const bool isPossible = std::isfinite(logLikelihood({.kind = kind}, lists));
    constexpr double kMostDecay = 10;
    constexpr double kFine = 1e-4;  // of the parameter that is not looked at
    if (lists.empty() || !isPossible) {
        return {};
    }
    const auto at = [&](const double patience, const double persistence) {
        return logLikelihood({.kind = kind, .patience = patience, .persistence = persistence},
                             lists);
    };
    if (kind == ClickKind::Position) {
        const Curve byDecay = [&](const double decay) {
            return logLikelihood({.kind = kind, .decay = decay}, lists);
        };
        return {estimateOf("decay", byDecay, kMostDecay)};
    }
    if (kind == ClickKind::Cascade) {
        return {estimateOf(
            "patience", [&](const double patience) { return at(patience, 0); }, 1)};
    }
    const Curve byPatience = [&](const double patience) {
        return peakOf([&](const double other) { return at(patience, other); }, 0, 1, kFine).height;
    };
    const Curve byPersistence = [&](const double persistence) {
        return peakOf([&](const double other) { return at(other, persistence); }, 0, 1, kFine)
            .height;
    };
    return {estimateOf("patience", byPatience, 1), estimateOf("persistence", byPersistence, 1)};
}

}  // namespace haberdash
