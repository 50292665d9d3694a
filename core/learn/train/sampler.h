// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/train_options.h"
#include "core/learn/metrics/draws.h"
#include "core/learn/train/batch.h"
#include "core/learn/train/dataset.h"
#include "core/learn/vectors/pairs.h"

#include <cstdint>
#include <span>
#include <vector>

namespace haberdash {

/// Of the rows of a catalog.
NegativePool::Source negativeSource(const ItemInputs& inputs);

/// Of every batch, the examples of one of `size` processes.
struct BatchShare {
    std::size_t rank = 0;
    std::size_t size = 1;
};

/// Examples of the training part, as batches whose first candidate is what happened; the others are
/// drawn. A shopper's first meeting with a product is an example: the
/// history before it, the product, and how strong the strongest event on it was; one whose last
/// word is a dislike is a negative; under a loss of order it is the first counterexample of what
/// the shopper chose. `in-batch` draws the others from what is chosen in the same batch, so that
/// few products are encoded in a step. train.propensity weights what was chosen (see propensity.h),
/// the mean of all staying 1 (self-normalised: Swaminathan & Joachims 2015). Where
/// events have no times, the history is all the others.
class Sampler {
  public:
    /// Borrows all but the share for its life. Throws Error(Unavailable) when there is nothing to
    /// learn from.
    Sampler(const Dataset& dataset,
            const ItemInputs& inputs,
            const TrainOptions& options,
            BatchShare share = {});

    std::size_t exampleCount() const noexcept { return examples_.size(); }

    std::size_t batchCount() const noexcept;

    /// Shuffles for an epoch; the order and all draws depend on the seed and the epoch alone.
    void startEpoch(std::uint64_t epoch);

    /// The share's examples of it; may be none. All are drawn, so that every share goes with the
    /// same draws.
    Batch batch(std::size_t index);

  private:
    struct Example {
        std::uint32_t shopper = 0;
        std::uint32_t row = 0;
        std::uint32_t event = 0;  ///< index into the shopper's training events
        float weight = 1;
        float boost = 1;  ///< of what happened, beside the weight, over the drawn ones
        bool isPositive = true;
    };

    void addShopper(std::size_t shopper);
    void evenBoosts();
    std::vector<PastEvent> historyOf(const Example& example) const;
    std::uint32_t draw(const Example& example, std::span<const Example> batch, Draws& random) const;
    /// One that somebody met by then, unless hardly any was.
    std::uint32_t drawOnSale(const Example& example,
                             std::span<const Example> batch,
                             Draws& random) const;
    std::vector<std::uint32_t> rowsOf(const Example& example,
                                      std::span<const Example> batch,
                                      Draws& random) const;
    void put(std::size_t place, const Example& example, std::span<const std::uint32_t> rows);

    const Dataset& dataset_;
    const TrainOptions& options_;
    BatchShare share_;
    std::vector<std::vector<PastEvent>> events_;        ///< of the training part, by shopper
    std::vector<std::vector<std::uint32_t>> met_;       ///< rows by shopper, ascending
    std::vector<std::vector<std::uint32_t>> disliked_;  ///< of them, those whose last word that is
    std::vector<std::int64_t> firstSeen_;               ///< by row: when anybody first met it
    std::vector<Example> examples_;
    NegativePool negatives_;
    BatchMaker maker_;
    std::uint64_t epoch_ = 0;
};

}  // namespace haberdash
