// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/sampler.h"

#include "core/data/base/error.h"
#include "core/learn/model/floors.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace haberdash {

NegativePool::Source negativeSource(const ItemInputs& inputs) {
    return {inputs.isKnown, inputs.shoppers, inputs.categories};
}

Sampler::Sampler(const Dataset& dataset, const ItemInputs& inputs, const TrainOptions& options)
    : dataset_(dataset),
      inputs_(inputs),
      options_(options),
      negatives_(options.negatives, negativeSource(inputs)),
      placeOfRow_(inputs.count, -1) {
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        addShopper(shopper);
    }
    if (std::ranges::none_of(examples_, &Example::isPositive)) {
        throw Error(ErrorKind::Unavailable,
                    "The training part holds nothing that a shopper chose; import more events or "
                    "take another split (data.protocol).");
    }
}

void Sampler::addShopper(const std::size_t shopper) {
    std::vector<PastEvent> events;
    const auto all = dataset_.eventsOf(shopper);
    const auto parts = dataset_.partsOf(shopper);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (parts[i] == Part::Train) {
            events.push_back(all[i]);
        }
    }
    std::vector<Example> found;
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        const PastEvent& event = events[i];
        const auto known = std::ranges::find(found, event.row, &Example::row);
        const bool isPositive = event.kind != EventKind::Dislike;
        const auto weight = isPositive ? static_cast<float>(kindWeight(event.kind) / 3) : 1.0F;
        if (known == found.end()) {
            found.push_back(
                {static_cast<std::uint32_t>(shopper), event.row, i, weight, isPositive});
        } else {
            known->weight =
                isPositive == known->isPositive ? std::max(known->weight, weight) : weight;
            known->isPositive = isPositive;
        }
    }
    std::vector<std::uint32_t> met;
    for (const Example& example : found) {
        met.push_back(example.row);
    }
    std::ranges::sort(met);
    examples_.insert(examples_.end(), found.begin(), found.end());
    events_.push_back(std::move(events));
    met_.push_back(std::move(met));
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

std::vector<Recent> Sampler::historyOf(const Example& example) const {
    const std::vector<PastEvent>& events = events_[example.shopper];
    std::vector<PastEvent> history;
    for (std::size_t i = 0; i < (dataset_.hasTimes ? example.event : events.size()); ++i) {
        if (events[i].row != example.row) {
            history.push_back(events[i]);
        }
    }
    return recentProducts(
        history, static_cast<std::size_t>(options_.historyLength), options_.historyDecay);
}

std::int64_t Sampler::placeOf(Batch& batch, const std::uint32_t row) {
    if (placeOfRow_[row] < 0) {
        placeOfRow_[row] = static_cast<std::int64_t>(batch.rows.size());
        batch.rows.push_back(row);
    }
    return placeOfRow_[row];
}

void Sampler::fill(Batch& batch, const std::size_t place, const Example& example, Draws& random) {
    const std::vector<Recent> recents = historyOf(example);
    for (std::size_t i = 0; i < recents.size(); ++i) {
        const std::size_t slot = (place + 1) * batch.length - recents.size() + i;
        batch.history[slot] = placeOf(batch, recents[i].row);
        batch.historyWeight[slot] = recents[i].isDisliked ? 0.0F : recents[i].weight;
    }
    std::vector<std::uint32_t> rows;
    for (std::size_t candidate = 0; candidate < batch.candidates; ++candidate) {
        const bool isOwn = candidate == 0;
        rows.push_back(isOwn ? example.row
                             : negatives_.draw(random, example.row, met_[example.shopper]));
        const std::size_t slot = place * batch.candidates + candidate;
        batch.items[slot] = placeOf(batch, rows.back());
        batch.labels[slot] = isOwn && example.isPositive ? 1.0F : 0.0F;
        // A dislike is a negative by itself: it needs no drawn ones beside it.
        batch.weights[slot] = isOwn || example.isPositive ? example.weight : 0.0F;
        batch.logShare[slot] = negatives_.logShare(rows.back(), example.row);
    }
    const std::vector<Nearness> text = nearnessOf(inputs_.contents.text, recents, rows);
    const std::vector<Nearness> image = nearnessOf(inputs_.contents.image, recents, rows);
    for (std::size_t candidate = 0; candidate < batch.candidates; ++candidate) {
        const std::array near{text[candidate].liked,
                              text[candidate].disliked,
                              image[candidate].liked,
                              image[candidate].disliked};
        std::ranges::copy(
            near,
            batch.near.begin() +
                static_cast<std::ptrdiff_t>((place * batch.candidates + candidate) * kNearColumns));
    }
}

Batch Sampler::batch(const std::size_t index) {
    const auto size = static_cast<std::size_t>(options_.batchSize);
    const std::size_t begin = index * size;
    Batch batch;
    batch.examples = std::min(size, examples_.size() - begin);
    batch.candidates = 1 + static_cast<std::size_t>(options_.negativesPerPositive);
    batch.length = static_cast<std::size_t>(options_.historyLength);
    const std::size_t slots = batch.examples * batch.candidates;
    batch.history.assign(batch.examples * batch.length, 0);
    batch.historyWeight.assign(batch.examples * batch.length, 0.0F);
    batch.items.assign(slots, 0);
    batch.near.assign(slots * kNearColumns, 0.0F);
    batch.labels.assign(slots, 0.0F);
    batch.weights.assign(slots, 0.0F);
    batch.logShare.assign(slots, 0.0F);
    Draws random(mixed(mixed(static_cast<std::uint64_t>(options_.seed)) ^ mixed(epoch_) ^ index));
    for (std::size_t place = 0; place < batch.examples; ++place) {
        fill(batch, place, examples_[begin + place], random);
    }
    for (const std::int64_t row : batch.rows) {
        placeOfRow_[static_cast<std::size_t>(row)] = -1;
    }
    return batch;
}

}  // namespace haberdash
