// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/model/vector_scorer.h"
#include "core/learn/vectors/adam_table.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

/// A learned map [width, cols] from the fixed text and picture vectors of products, side by side,
/// applied to the rows that a step needs: V = F E. Its gradient is F' dV.
class Projection {
  public:
    Projection(const std::string& name,
               const ContentVectors& contents,
               std::size_t cols,
               const TrainOptions& options);

    /// Projects these rows for a step; a place is an index into them.
    void gather(std::span<const std::uint32_t> rows);

    const float* row(const std::uint32_t place) const noexcept {
        return projected_.data() + place * cols_;
    }

    /// The gradient of g * x . (V_chosen - V_other), its last column being a bias where `size` is
    /// one less than the columns.
    void addPair(float g,
                 const float* x,
                 float* gx,
                 std::uint32_t chosen,
                 std::uint32_t other,
                 std::size_t size);

    void step(kernels::AdamStep step, float decayInGradient);

    /// Of a model whose content has a bias in the last column.
    void addSides(VectorModel& model, const ContentVectors& contents) const;
    void putProjections(ModelFile& file) const;

    void put(ModelFile& file) const { table_.put(file); }

    void take(const ModelFile& file) { table_.take(file); }

  private:
    Matrix part(bool isText) const;

    std::size_t textWidth_;
    std::size_t cols_;
    Matrix features_;  ///< [products, text + image]
    AdamTable table_;
    std::vector<float> gathered_, projected_, gradients_, tableGradient_;
    std::size_t count_ = 0;
};

}  // namespace haberdash
