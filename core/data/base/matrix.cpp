// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/matrix.h"

#include <cassert>
#include <utility>

namespace haberdash {

Matrix::Matrix(const std::size_t rows, const std::size_t cols)
    : rows_(rows), cols_(cols), values_(rows * cols, 0.0F) {}

Matrix::Matrix(const std::size_t rows, const std::size_t cols, std::vector<float> values)
    : rows_(rows), cols_(cols), values_(std::move(values)) {
    assert(values_.size() == rows_ * cols_);
}

Matrix Matrix::mapped(const std::size_t rows,
                      const std::size_t cols,
                      const float* values,
                      std::shared_ptr<const void> keeper) {
    Matrix matrix;
    matrix.rows_ = rows;
    matrix.cols_ = cols;
    matrix.shown_ = values;
    matrix.keeper_ = std::move(keeper);
    assert(matrix.keeper_);
    return matrix;
}

float* Matrix::mutableData() noexcept {
    assert(!keeper_);
    return values_.data();
}

}  // namespace haberdash
