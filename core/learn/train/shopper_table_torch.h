// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/model/shopper_vectors.h"
#include "core/learn/train/dataset.h"
#include "core/learn/vectors/adam_table.h"

#include <torch/torch.h>

#include <cstdint>
#include <vector>

namespace haberdash {

/// The shoppers' own vectors (model.shopper_vectors) while they are learned: few of them are in a
/// step, so that they lie in a table beside the network, and only their rows move;
/// train.clip_norm is of the network alone.
class ShopperTable {
  public:
    /// All zero. Borrows both for its life.
    ShopperTable(const Dataset& dataset, const TrainOptions& options, std::size_t dim);

    /// Of shoppers of the dataset -> [B, dim], zero for the half of them that is left out by
    /// chance.
    torch::Tensor of(const std::vector<std::uint32_t>& shoppers);

    /// By the gradient of what of() gave last; without one, the step is only counted.
    void step();

    ShopperVectors vectors() const { return {dataset_.shoppers, table_.weights()}; }

    void put(ModelFile& file) const;

    /// Throws Error(Model) when the file's table has another shape.
    void take(const ModelFile& file);

  private:
    const Dataset& dataset_;
    AdamTable table_;
    RowGradients gradients_;
    StepCounter counter_;
    std::vector<std::uint32_t> taken_;  ///< of the rows of own_
    torch::Tensor own_;
};

}  // namespace haberdash
