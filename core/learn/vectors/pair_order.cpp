// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/vectors/pair_order.h"

#include <algorithm>
#include <numeric>

namespace haberdash {

Draws drawsOf(const TrainOptions& options, const std::uint64_t word) {
    return Draws(mixed(mixed(static_cast<std::uint64_t>(options.seed)) ^ mixed(word)));
}

PairOrder::PairOrder(const VectorInputs& inputs) : inputs_(inputs) {
    for (std::uint32_t shopper = 0; shopper < inputs.pairs.shoppers(); ++shopper) {
        shopperOf_.insert(shopperOf_.end(), inputs.pairs.rowsOf(shopper).size(), shopper);
    }
    order_.resize(shopperOf_.size());
}

void PairOrder::startEpoch(const std::uint64_t epoch) {
    epoch_ = epoch;
    std::iota(order_.begin(), order_.end(), 0U);
    Draws random = drawsOf(inputs_.options, epoch);
    random.shuffle(order_);
}

std::size_t PairOrder::batchCount() const noexcept {
    const auto size = static_cast<std::size_t>(inputs_.options.batchSize);
    return (order_.size() + size - 1) / size;
}

std::span<const Triple> PairOrder::batch(const std::size_t index) {
    const auto size = static_cast<std::size_t>(inputs_.options.batchSize);
    Draws random = drawsOf(inputs_.options, mixed(epoch_) ^ index);
    triples_.clear();
    for (std::size_t place = index * size; place < std::min(order_.size(), (index + 1) * size);
         ++place) {
        const std::uint32_t pair = order_[place];
        const std::uint32_t shopper = shopperOf_[pair];
        const std::uint32_t chosen = inputs_.pairs.rows[pair];
        for (std::int64_t draw = 0; draw < inputs_.options.negativesPerPositive; ++draw) {
            triples_.push_back(
                {shopper,
                 chosen,
                 inputs_.negatives.draw(random, chosen, inputs_.pairs.rowsOf(shopper))});
        }
    }
    return triples_;
}

}  // namespace haberdash
