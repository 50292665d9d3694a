// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/train_options.h"
#include "core/learn/metrics/draws.h"
#include "core/learn/model/multimodal.h"
#include "core/learn/train/dataset.h"
#include "core/learn/vectors/pairs.h"

#include <cstdint>
#include <vector>

namespace haberdash {

/// Number of nearness figures of a (history, product) pair: text liked, text disliked, image
/// liked, image disliked.
inline constexpr std::size_t kNearColumns = 4;

/// What one training step is fed with: B examples of C products each (the first is what happened,
/// the rest are drawn), and histories of L products. Products are named by their place in `rows`,
/// so that each is encoded once a step.
struct Batch {
    std::size_t examples = 0;           ///< B
    std::size_t candidates = 0;         ///< C
    std::size_t length = 0;             ///< L, model.history_length
    std::vector<std::int64_t> rows;     ///< distinct rows of the catalog
    std::vector<std::int64_t> history;  ///< [B * L] places, newest last; padding in front is 0
    std::vector<float> historyWeight;   ///< [B * L]; 0: padding or disliked
    std::vector<std::int64_t> items;    ///< [B * C] places
    std::vector<float> near;            ///< [B * C * kNearColumns]
    std::vector<float> labels;          ///< [B * C]
    std::vector<float> weights;         ///< [B * C]; 0: leave out
    std::vector<float> logShare;        ///< [B * C] ln of the chance that a product is drawn
};

/// Of the rows of a catalog.
NegativePool::Source negativeSource(const ItemInputs& inputs);

/// Examples of the training part. A shopper's first meeting with a product is an example: the
/// history before it, the product, and how strong the strongest event on it was; one whose last
/// word is a dislike is a negative. Where events have no times, the history is all the others.
class Sampler {
  public:
    /// Borrows all for its life. Throws Error(Unavailable) when there is nothing to learn from.
    Sampler(const Dataset& dataset, const ItemInputs& inputs, const TrainOptions& options);

    std::size_t exampleCount() const noexcept { return examples_.size(); }

    std::size_t batchCount() const noexcept;

    /// Shuffles for an epoch; the order and all draws depend on the seed and the epoch alone.
    void startEpoch(std::uint64_t epoch);

    Batch batch(std::size_t index);

  private:
    struct Example {
        std::uint32_t shopper = 0;
        std::uint32_t row = 0;
        std::uint32_t event = 0;  ///< index into the shopper's training events
        float weight = 1;
        bool isPositive = true;
    };

    void addShopper(std::size_t shopper);
    std::vector<Recent> historyOf(const Example& example) const;
    void fill(Batch& batch, std::size_t place, const Example& example, Draws& random);
    std::int64_t placeOf(Batch& batch, std::uint32_t row);

    const Dataset& dataset_;
    const ItemInputs& inputs_;
    const TrainOptions& options_;
    std::vector<std::vector<PastEvent>> events_;   ///< of the training part, by shopper
    std::vector<std::vector<std::uint32_t>> met_;  ///< rows by shopper, ascending
    std::vector<Example> examples_;
    NegativePool negatives_;
    std::vector<std::int64_t> placeOfRow_;  ///< of the batch that is being made; -1: not yet
    std::uint64_t epoch_ = 0;
};

}  // namespace haberdash
