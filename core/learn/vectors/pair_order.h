// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/vectors/vector_trainer.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace haberdash {

/// A pair and one product that it should come before.
struct Triple {
    std::uint32_t shopper = 0;
    std::uint32_t chosen = 0;
    std::uint32_t other = 0;
};

/// The pairs in the order of an epoch, batch by batch, each with its drawn counterexamples.
class PairOrder {
  public:
    explicit PairOrder(const VectorInputs& inputs);

    void startEpoch(std::uint64_t epoch);

    std::size_t batchCount() const noexcept;

    /// Each pair train.negatives_per_positive times, one after the other. Valid until the next.
    std::span<const Triple> batch(std::size_t index);

  private:
    const VectorInputs inputs_;
    std::vector<std::uint32_t> shopperOf_;  ///< of each pair
    std::vector<std::uint32_t> order_;
    std::vector<Triple> triples_;
    std::uint64_t epoch_ = 0;
};

/// train.seed and a word of one's own as the start of draws.
Draws drawsOf(const TrainOptions& options, std::uint64_t word);

}  // namespace haberdash
