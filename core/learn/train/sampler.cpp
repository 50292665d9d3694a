// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/sampler.h"

#include "core/data/base/error.h"
#include "core/learn/train/propensity.h"

#include <algorithm>
#include <limits>
#include <ranges>

namespace haberdash {

NegativePool::Source negativeSource(const ItemInputs& inputs) {
    return {inputs.isKnown, inputs.shoppers, inputs.categories};
}

Sampler::Sampler(const Dataset& dataset,
                 const ItemInputs& inputs,
                 const TrainOptions& options,
                 const BatchShare share)
    : dataset_(dataset),
      options_(options),
      share_(share),
      negatives_(options.negatives, negativeSource(inputs)),
      maker_(inputs, options) {
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        addShopper(shopper);
    }
    evenBoosts();
    firstSeen_.assign(inputs.count, std::numeric_limits<std::int64_t>::max());
    for (const PastEvent& event : events_ | std::views::join) {
        firstSeen_[event.row] = std::min(firstSeen_[event.row], event.time);
    }
    if (std::ranges::none_of(examples_, &Example::isPositive)) {
        throw Error(ErrorKind::Unavailable,
                    "The training part holds nothing that a shopper chose; import more events or "
                    "take another split (data.protocol).");
    }
}

void Sampler::addShopper(const std::size_t shopper) {
    std::vector<PastEvent> events;
    std::vector<float> boosts;
    const auto all = dataset_.eventsOf(shopper);
    const auto parts = dataset_.partsOf(shopper);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (parts[i] == Part::Train) {
            events.push_back(all[i]);
            const double looks =
                dataset_.looks.empty() ? 0 : dataset_.looks[dataset_.begins[shopper] + i];
            boosts.push_back(static_cast<float>(inversePropensity(looks, options_.propensityClip)));
        }
    }
    std::vector<Example> found;
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        const PastEvent& event = events[i];
        const auto known = std::ranges::find(found, event.row, &Example::row);
        const bool isPositive = event.kind != EventKind::Dislike;
        const auto weight = isPositive ? static_cast<float>(kindWeight(event.kind) / 3) : 1.0F;
        if (known == found.end()) {
            found.push_back({.shopper = static_cast<std::uint32_t>(shopper),
                             .row = event.row,
                             .event = i,
                             .weight = weight,
                             .boost = boosts[i],
                             .isPositive = isPositive});
        } else if (known->isPositive || event.kind != EventKind::View) {
            known->weight =
                isPositive == known->isPositive ? std::max(known->weight, weight) : weight;
            known->isPositive = isPositive;
        }
    }
    std::vector<std::uint32_t> met;
    std::vector<std::uint32_t> disliked;
    for (const Example& example : found) {
        met.push_back(example.row);
        if (!example.isPositive) {
            disliked.push_back(example.row);
        }
    }
    std::ranges::sort(met);
    examples_.insert(examples_.end(), found.begin(), found.end());
    events_.push_back(std::move(events));
    met_.push_back(std::move(met));
    disliked_.push_back(std::move(disliked));
}

// Positives as a whole keep their weight against what is drawn beside them.
void Sampler::evenBoosts() {
    double plain = 0;
    double boosted = 0;
    for (const Example& example : examples_) {
        if (example.isPositive) {
            plain += example.weight;
            boosted += example.weight * example.boost;
        }
    }
    for (Example& example : examples_) {
        example.boost = example.isPositive
                            ? static_cast<float>(example.boost * plain / std::max(boosted, 1e-9))
                            : 1.0F;
    }
}

std::size_t Sampler::batchCount() const noexcept {
    const auto size = static_cast<std::size_t>(options_.batchSize);
    return (examples_.size() + size - 1) / size;
}

void Sampler::startEpoch(const std::uint64_t epoch) {
    epoch_ = epoch;
    // From the same order every time, so that an epoch does not depend on those before it.
    std::ranges::sort(examples_, [](const Example& a, const Example& b) {
        return a.shopper != b.shopper ? a.shopper < b.shopper : a.row < b.row;
    });
    Draws random(mixed(static_cast<std::uint64_t>(options_.seed)) ^ epoch);
    random.shuffle(examples_);
}

std::vector<PastEvent> Sampler::historyOf(const Example& example) const {
    const std::vector<PastEvent>& events = events_[example.shopper];
    std::vector<PastEvent> history;
    for (std::size_t i = 0; i < (dataset_.hasTimes ? example.event : events.size()); ++i) {
        if (events[i].row != example.row) {
            history.push_back(events[i]);
        }
    }
    return history;
}

std::uint32_t Sampler::draw(const Example& example,
                            const std::span<const Example> batch,
                            Draws& random) const {
    constexpr int kTries = 20;
    const auto& met = met_[example.shopper];
    for (int tries = options_.negatives == "in-batch" ? kTries : 0; tries > 0; --tries) {
        const Example& other = batch[random.below(batch.size())];
        if (other.isPositive && !std::ranges::binary_search(met, other.row)) {
            return other.row;
        }
    }
    return negatives_.draw(random, example.row, met);
}

std::uint32_t Sampler::drawOnSale(const Example& example,
                                  const std::span<const Example> batch,
                                  Draws& random) const {
    constexpr int kTries = 20;
    const std::int64_t time = events_[example.shopper][example.event].time;
    std::uint32_t row = draw(example, batch, random);
    for (int tried = 1; dataset_.hasTimes && firstSeen_[row] > time && tried < kTries; ++tried) {
        row = draw(example, batch, random);
    }
    return row;
}

// The example's own row, then those drawn beside it.
std::vector<std::uint32_t> Sampler::rowsOf(const Example& example,
                                           const std::span<const Example> batch,
                                           Draws& random) const {
    std::vector<std::uint32_t> rows{example.row};
    const std::vector<std::uint32_t>& disliked = disliked_[example.shopper];
    if (options_.loss != "bce" && !disliked.empty()) {
        rows.push_back(disliked[random.below(disliked.size())]);
    }
    while (rows.size() <= static_cast<std::size_t>(options_.negativesPerPositive)) {
        rows.push_back(drawOnSale(example, batch, random));
    }
    return rows;
}

void Sampler::put(const std::size_t place,
                  const Example& example,
                  const std::span<const std::uint32_t> rows) {
    maker_.put(place, historyOf(example), rows);
    for (std::size_t candidate = 0; candidate < rows.size(); ++candidate) {
        const bool isOwn = candidate == 0;
        // A dislike is a negative by itself: it needs no drawn ones beside it.
        maker_.set(place,
                   candidate,
                   isOwn && example.isPositive ? 1.0F : 0.0F,
                   isOwn                ? example.weight * example.boost
                   : example.isPositive ? example.weight
                                        : 0.0F,
                   negatives_.logShare(rows[candidate], example.row));
    }
}

Batch Sampler::batch(const std::size_t index) {
    const auto size = static_cast<std::size_t>(options_.batchSize);
    const std::size_t begin = index * size;
    const std::size_t count = std::min(size, examples_.size() - begin);
    const std::size_t own = (count + share_.size - 1 - share_.rank) / share_.size;
    maker_.begin(own, 1 + static_cast<std::size_t>(options_.negativesPerPositive));
    Draws random(mixed(mixed(static_cast<std::uint64_t>(options_.seed)) ^ mixed(epoch_) ^ index));
    const auto examples = std::span(examples_).subspan(begin, count);
    std::vector<std::uint32_t> shoppers;
    for (std::size_t place = 0; place < count; ++place) {
        const std::vector<std::uint32_t> rows = rowsOf(examples[place], examples, random);
        if (place % share_.size == share_.rank) {
            put(place / share_.size, examples[place], rows);
            shoppers.push_back(examples[place].shopper);
        }
    }
    Batch made = maker_.take();
    made.shoppers = std::move(shoppers);
    return made;
}

}  // namespace haberdash
