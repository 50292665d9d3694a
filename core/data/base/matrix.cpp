// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/matrix.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <span>
#include <utility>

namespace haberdash {

Matrix::Matrix(const std::size_t rows, const std::size_t cols)
    : rows_(rows), cols_(cols), values_(rows * cols, 0.0F) {
}

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

std::size_t countNonFinite(const Matrix& matrix) noexcept {
    const std::span<const float> values(matrix.data(), matrix.rows() * matrix.cols());
    return static_cast<std::size_t>(
        std::ranges::count_if(values, [](const float value) { return !std::isfinite(value); }));
}

}  // namespace haberdash
