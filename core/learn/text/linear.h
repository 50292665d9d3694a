// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The few products of linear algebra that encoders and searches need, row-major, over BLAS.

#include <cblas.h>
#include <cstddef>
#include <span>

namespace haberdash {

/// How multiply() takes its right-hand side: as stored, or its transpose.
enum class Right { AsIs, Transposed };

/// out [rows, cols] = left [rows, inner] * right + keep * out, where right is [inner, cols], or
/// [cols, inner] when Transposed. `outStride` and `leftStride` are row widths in memory.
inline void multiply(const std::size_t rows,
                     const std::size_t cols,
                     const std::size_t inner,
                     const float* const left,
                     const std::size_t leftStride,
                     const float* const right,
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
                left,
                static_cast<int>(leftStride),
                right,
                static_cast<int>(side == Right::Transposed ? inner : cols),
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
