// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The few products of linear algebra that encoders and searches need, row-major, over BLAS.

#include <cblas.h>
#include <cstddef>
#include <span>

namespace haberdash {

/// Numbers in rows of `stride` floats; borrowed.
struct Block {
    const float* data = nullptr;
    std::size_t stride = 0;
};

/// How multiply() takes its right-hand side: as stored, or its transpose.
enum class Right { AsIs, Transposed };

/// out [rows, cols] = left [rows, inner] * right + keep * out, where right is [inner, cols] AsIs,
/// [cols, inner] Transposed. `outStride` is the width of out's rows in memory.
inline void multiply(const std::size_t rows,
                     const std::size_t cols,
                     const std::size_t inner,
                     const Block left,
                     const Block right,
                     const Right side,
                     float* const out,
                     const std::size_t outStride,
                     const float keep = 0.0F) {
    if (rows == 0 || cols == 0) {
        return;
    }
    cblas_sgemm(CblasRowMajor,
                CblasNoTrans,
                side == Right::Transposed ? CblasTrans : CblasNoTrans,
                static_cast<int>(rows),
                static_cast<int>(cols),
                static_cast<int>(inner),
                1.0F,
                left.data,
                static_cast<int>(left.stride),
                right.data,
                static_cast<int>(right.stride),
                keep,
                out,
                static_cast<int>(outStride));
}

/// Scales to Euclidean length 1; a zero row stays zero.
inline void makeUnit(const std::span<float> row) {
    const int width = static_cast<int>(row.size());
    const float length = cblas_snrm2(width, row.data(), 1);
    if (length > 0.0F) {
        cblas_sscal(width, 1.0F / length, row.data(), 1);
    }
}

}  // namespace haberdash
