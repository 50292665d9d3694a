// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Products of many rows with a few queries, where BLAS would spend more on packing its operands
// than on multiplying: rows are turned once, in tiles of thirty-two, and a tile's sums stay in the
// registers. For the widest registers that the processor has (AVX-512, AVX2, else plain).

#include "core/data/base/matrix.h"

#include <cstddef>
#include <span>
#include <vector>

namespace haberdash {

inline constexpr std::size_t kTileRows = 32;

/// tile [rows.cols(), kTileRows]: rows `first` and after, so that their numbers of one direction
/// lie side by side; zeros beyond the end.
void turnRows(const Matrix& rows, std::size_t first, float* tile);

/// out [count, kTileRows] = queries [count, width] times a tile [width, kTileRows], added to
/// `start` where there is one (it may be `out`). The order of the sums is that of the directions,
/// whatever the count.
void tileProducts(const float* tile,
                  std::size_t width,
                  const float* queries,
                  std::size_t count,
                  float* out,
                  const float* start = nullptr);

/// sums[r] = keep * sums[r] + weight * (row r . query) for `count` rows side by side, each as wide
/// as the query: at the speed of the memory.
void addRowProducts(const float* rows,
                    std::size_t count,
                    std::span<const float> query,
                    float weight,
                    float keep,
                    float* sums);

/// A matrix in turned tiles.
class TiledRows {
  public:
    TiledRows() = default;
    explicit TiledRows(const Matrix& rows);

    std::size_t cols() const noexcept { return cols_; }

    bool isEmpty() const noexcept { return values_.empty(); }

    /// Rows number * kTileRows and after, [cols(), kTileRows].
    const float* tile(const std::size_t number) const {
        return values_.data() + number * cols_ * kTileRows;
    }

  private:
    std::size_t cols_ = 0;
    std::vector<float> values_;
};

}  // namespace haberdash
