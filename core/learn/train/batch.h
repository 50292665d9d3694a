// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/train_options.h"
#include "core/learn/model/multimodal.h"

#include <cstdint>
#include <span>
#include <vector>

namespace haberdash {

/// Number of nearness figures of a (history, product) pair: text liked, text disliked, image
/// liked, image disliked; each times ContentVectors::makeUp() of the product.
inline constexpr std::size_t kNearColumns = 4;

/// What one training step is fed with: B examples of C products each, and histories of L products.
/// Products are named by their place in `rows`, so that each is encoded once a step.
struct Batch {
    std::size_t examples = 0;             ///< B
    std::size_t candidates = 0;           ///< C
    std::size_t length = 0;               ///< L, model.history_length
    std::vector<std::int64_t> rows;       ///< distinct rows of the catalog
    std::vector<std::uint32_t> shoppers;  ///< [B] of the dataset; empty: nobody's that is known
    std::vector<std::int64_t> history;    ///< [B * L] places, newest last; padding in front is 0
    std::vector<float> historyWeight;     ///< [B * L]; 0: padding or disliked
    std::vector<std::int64_t> items;      ///< [B * C] places
    std::vector<float> near;              ///< [B * C * kNearColumns]
    std::vector<float> labels;            ///< [B * C]
    std::vector<float> weights;           ///< [B * C]; 0: leave out
    std::vector<float> logShare;          ///< [B * C] ln of the chance that a product is drawn
};

/// Makes batches, one after the other.
class BatchMaker {
  public:
    /// Borrows both for its life.
    BatchMaker(const ItemInputs& inputs, const TrainOptions& options);

    /// All zero.
    void begin(std::size_t examples, std::size_t candidates);

    /// Example number `example`: whom it is asked of, and about which rows (C of them).
    void put(std::size_t example,
             std::span<const PastEvent> history,
             std::span<const std::uint32_t> rows);

    /// What is asked of candidate number `candidate` of an example.
    void set(
        std::size_t example, std::size_t candidate, float label, float weight, float logShare = 0);

    Batch take();

  private:
    std::int64_t placeOf(std::uint32_t row);

    const ItemInputs& inputs_;
    const TrainOptions& options_;
    std::vector<std::int64_t> placeOfRow_;  ///< of the batch that is being made; -1: not yet
    Batch batch_;
};

}  // namespace haberdash
