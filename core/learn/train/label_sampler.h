// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/train/batch.h"
#include "core/learn/train/label_examples.h"

#include <cstdint>
#include <vector>

namespace haberdash {

/// Label examples as batches of two candidates; of a single product the second has weight 0. An
/// example's own products are not in the history that it is asked from.
class LabelSampler {
  public:
    /// Borrows all for its life.
    LabelSampler(const LabelExamples& labels,
                 const ItemInputs& inputs,
                 const TrainOptions& options);

    bool isEmpty() const noexcept { return labels_.examples.empty(); }

    /// Shuffles for an epoch; the order depends on the seed and the epoch alone.
    void startEpoch(std::uint64_t epoch);

    std::size_t size() const noexcept { return labels_.examples.size(); }

    /// What goes with batch `index` of `count`: at least 64 examples where there are as many, in
    /// turn, so that every one comes as often as any other. One or two alone would give a step that
    /// is all noise, and what Adam remembers of its size slows all later steps. Empty without
    /// examples.
    Batch share(std::size_t index, std::size_t count);

  private:
    const LabelExamples& labels_;
    const TrainOptions& options_;
    BatchMaker maker_;
    std::vector<std::size_t> order_;
};

}  // namespace haberdash
