// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/split.h"

#include "core/data/base/error.h"
#include "core/learn/metrics/draws.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace haberdash {

namespace {

Part partOfHash(const double hash, const TrainOptions& options) {
    if (hash < options.testShare) {
        return Part::Test;
    }
    return hash < options.testShare + options.validationShare ? Part::Validation : Part::Train;
}

std::uint64_t wordOfId(const auto id) {
    return static_cast<std::uint64_t>(raw(id));
}

// The moments before which lie the wanted shares of what counts as relevant.
std::vector<std::int64_t> timeCuts(const Dataset& dataset, const TrainOptions& options) {
    std::vector<std::int64_t> times;
    for (const PastEvent& event : dataset.events) {
        if (dataset.isRelevant(event.kind)) {
            times.push_back(event.time);
        }
    }
    if (times.empty()) {
        constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
        return {kNever, kNever};
    }
    std::ranges::sort(times);
    const auto momentAfter = [&](const double share) {
        const auto place = static_cast<std::size_t>(share * static_cast<double>(times.size()));
        return times[std::min(place, times.size() - 1)];
    };
    return {momentAfter(1 - options.validationShare - options.testShare),
            momentAfter(1 - options.testShare)};
}

void splitByTime(Dataset& dataset) {
    for (std::size_t i = 0; i < dataset.events.size(); ++i) {
        const std::int64_t time = dataset.events[i].time;
        dataset.parts[i] = time >= dataset.cuts[1]   ? Part::Test
                           : time >= dataset.cuts[0] ? Part::Validation
                                                     : Part::Train;
    }
}

// A product that counts for a shopper, by the places of two events.
struct Met {
    std::size_t first = 0;     ///< the first of any kind
    std::size_t relevant = 0;  ///< the first that counts
};

// By the first event.
std::vector<Met> productsMet(const Dataset& dataset, const std::size_t shopper) {
    std::map<std::uint32_t, std::size_t> firsts;
    std::set<std::uint32_t> counted;
    std::vector<Met> met;
    for (std::size_t i = dataset.begins[shopper]; i < dataset.begins[shopper + 1]; ++i) {
        const PastEvent& event = dataset.events[i];
        const std::size_t first = firsts.try_emplace(event.row, i).first->second;
        if (dataset.isRelevant(event.kind) && counted.insert(event.row).second) {
            met.push_back({.first = first, .relevant = i});
        }
    }
    std::ranges::sort(met, {}, &Met::first);
    return met;
}

// Test begins where the last product that counts was met first, were it only looked at: what was
// met before is masked. Validation begins likewise with the last one that counts before test. A
// shopper with fewer than three products that count is trained on only.
void splitByLast(Dataset& dataset) {
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        const std::vector<Met> met = productsMet(dataset, shopper);
        if (met.size() < 3) {
            continue;
        }
        const std::size_t test = met.back().first;
        std::size_t validation = test;
        for (std::size_t i = 1; i + 1 < met.size(); ++i) {
            validation = met[i].relevant < test ? met[i].first : validation;
        }
        std::fill(dataset.parts.begin() + static_cast<std::ptrdiff_t>(validation),
                  dataset.parts.begin() + static_cast<std::ptrdiff_t>(test),
                  Part::Validation);
        std::fill(dataset.parts.begin() + static_cast<std::ptrdiff_t>(test),
                  dataset.parts.begin() + static_cast<std::ptrdiff_t>(dataset.begins[shopper + 1]),
                  Part::Test);
    }
}

void splitByPair(Dataset& dataset, const TrainOptions& options) {
    const auto seed = static_cast<std::uint64_t>(options.splitSeed);
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        for (std::size_t i = dataset.begins[shopper]; i < dataset.begins[shopper + 1]; ++i) {
            const ItemId item = dataset.items[dataset.events[i].row];
            dataset.parts[i] = partOfHash(
                unitHash(seed, wordOfId(dataset.shoppers[shopper]), wordOfId(item)), options);
        }
    }
}

void splitByItem(Dataset& dataset, const TrainOptions& options) {
    const auto seed = static_cast<std::uint64_t>(options.splitSeed);
    dataset.itemParts.reserve(dataset.items.size());
    for (const ItemId item : dataset.items) {
        dataset.itemParts.push_back(partOfHash(unitHash(seed, wordOfId(item)), options));
    }
    for (std::size_t i = 0; i < dataset.events.size(); ++i) {
        dataset.parts[i] = dataset.itemParts[dataset.events[i].row];
    }
}

void splitAsGiven(Dataset& dataset, const std::vector<std::optional<GivenSplit>>& given) {
    for (std::size_t i = 0; i < dataset.events.size(); ++i) {
        dataset.parts[i] = given[i].value_or(Part::Train);
    }
}

}  // namespace

void splitDataset(Dataset& dataset,
                  const TrainOptions& options,
                  const std::vector<std::optional<GivenSplit>>& given,
                  const std::vector<std::int64_t>& cuts) {
    const bool hasGiven =
        std::ranges::any_of(given, [](const auto& split) { return split.has_value(); });
    dataset.protocol = options.protocol;
    if (options.protocol == "global-time" && !dataset.hasTimes) {
        dataset.protocol = hasGiven ? "given" : "ratio";
        dataset.notes.push_back("The events have no times: the split is \"" + dataset.protocol +
                                "\" instead of global-time.");
    }
    dataset.parts.assign(dataset.events.size(), Part::Train);
    if (dataset.protocol == "global-time") {
        dataset.cuts = cuts.size() == 2 ? cuts : timeCuts(dataset, options);
        splitByTime(dataset);
    } else if (dataset.protocol == "leave-last") {
        splitByLast(dataset);
    } else if (dataset.protocol == "ratio") {
        splitByPair(dataset, options);
    } else if (dataset.protocol == "cold-items") {
        splitByItem(dataset, options);
    } else if (hasGiven) {
        splitAsGiven(dataset, given);
    } else {
        throw Error(ErrorKind::Input,
                    "The option data.protocol cannot be \"given\" here: the events of this project "
                    "bring no split of their own; take global-time or ratio.");
    }
}

}  // namespace haberdash
