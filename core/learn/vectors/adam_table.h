// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/matrix.h"
#include "core/data/runs/train_options.h"
#include "core/learn/metrics/draws.h"
#include "core/learn/model/model_file.h"
#include "core/learn/vectors/kernels.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

/// Gradients of the rows of a table that one step touches; the others take no time and no memory.
class RowGradients {
  public:
    RowGradients(std::size_t rows, std::size_t cols);

    /// Counts one more use of the row in this step and gives its place, from 0 in order of first
    /// use.
    std::uint32_t use(std::uint32_t row);

    std::span<const std::uint32_t> rows() const noexcept { return rows_; }

    /// Valid until the next use().
    float* at(const std::uint32_t place) noexcept { return values_.data() + place * cols_; }

    float useCount(const std::uint32_t place) const noexcept { return uses_[place]; }

    /// Forgets the step.
    void clear();

  private:
    std::size_t cols_;
    std::vector<std::uint32_t> placeOf_;  ///< by row; kNone: not in this step
    std::vector<std::uint32_t> rows_;
    std::vector<float> uses_;
    std::vector<float> values_;
};

/// Learning rate of each step: warm-up and Adam's corrections of its first steps.
class StepCounter {
  public:
    explicit StepCounter(const TrainOptions& options) : options_(options) {}

    /// The next step. Weight decay is part of it for adamw; for adam it belongs to the gradient.
    kernels::AdamStep next();

    /// What the gradient of a weight w gets on top for each use: this times w.
    float decayInGradient() const;

    std::int64_t count() const noexcept { return count_; }

    void set(const std::int64_t count) noexcept { count_ = count; }

  private:
    const TrainOptions& options_;
    std::int64_t count_ = 0;
};

/// A table of weights with Adam's two moments beside it.
class AdamTable {
  public:
    /// Normal numbers of that deviation to begin with.
    AdamTable(std::string name, std::size_t rows, std::size_t cols, double deviation, Draws random);

    const Matrix& weights() const noexcept { return weights_; }

    const float* row(const std::size_t index) const noexcept {
        return weights_.data() + index * weights_.cols();
    }

    void prefetch(const std::size_t index) const noexcept {
        kernels::prefetch(row(index), weights_.cols());
    }

    /// Row-wise lazy: rows that were not used keep their weights and moments.
    void step(RowGradients& gradients, kernels::AdamStep step, float decayInGradient);

    /// All rows; `gradient` has the table's shape.
    void step(const std::vector<float>& gradient, kernels::AdamStep step);

    void put(ModelFile& file) const;

    /// Throws Error(Model) when the file's table has another shape.
    void take(const ModelFile& file);

  private:
    std::string name_;
    Matrix weights_, mean_, square_;
};

}  // namespace haberdash
