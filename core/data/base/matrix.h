// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace haberdash {

/// Row-major float32 [rows, cols], owning its numbers or showing a mapped file: the currency
/// between files, OpenCV, torch and metrics. Copying an owning matrix copies the numbers; copying
/// a mapped one shares the mapping, which lives as long as any copy.
class Matrix {
  public:
    Matrix() = default;

    /// All zeros.
    Matrix(std::size_t rows, std::size_t cols);

    /// Takes values, whose size must be rows * cols.
    Matrix(std::size_t rows, std::size_t cols, std::vector<float> values);

    /// Shows numbers that `keeper` keeps alive (a mapped file). Read only.
    static Matrix mapped(std::size_t rows,
                         std::size_t cols,
                         const float* values,
                         std::shared_ptr<const void> keeper);

    std::size_t rows() const noexcept { return rows_; }

    std::size_t cols() const noexcept { return cols_; }

    bool isEmpty() const noexcept { return rows_ == 0 || cols_ == 0; }

    bool isMapped() const noexcept { return keeper_ != nullptr; }

    const float* data() const noexcept { return keeper_ ? shown_ : values_.data(); }

    std::span<const float> row(std::size_t index) const noexcept {
        return {data() + index * cols_, cols_};
    }

    /// Only of an owning matrix (asserted).
    float* mutableData() noexcept;

    /// Only of an owning matrix (asserted).
    std::span<float> mutableRow(std::size_t index) noexcept {
        return {mutableData() + index * cols_, cols_};
    }

  private:
    std::size_t rows_ = 0;
    std::size_t cols_ = 0;
    std::vector<float> values_;
    const float* shown_ = nullptr;
    std::shared_ptr<const void> keeper_;
};

/// How many numbers are NaN or infinite.
std::size_t countNonFinite(const Matrix& matrix) noexcept;

}  // namespace haberdash
