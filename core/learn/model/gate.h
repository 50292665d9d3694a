// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The loops of fusion `gate`, one pass over memory each way (Arevalo et al., "Gated multimodal
// units", 2017, with a softmax over the modalities in place of a sigmoid for each). For row n, its
// M tokens t[n, m] of width dim, and t[n] = all of them beside each other:
//
//   share[n] = softmax(W t[n] + b)                [M]
//   mixed[n] = sum_m share[n, m] t[n, m]          [dim]
//
// Matrices are row-major.

#include <cstddef>

namespace haberdash::gate {

struct Size {
    std::size_t rows = 0;
    std::size_t tokens = 0;  ///< M
    std::size_t width = 0;   ///< dim
};

/// tokens [rows, M dim], weight W [M, M dim], bias b [M] -> shares [rows, M], mixed [rows, dim].
void mix(const float* tokens,
         const float* weight,
         const float* bias,
         Size size,
         float* shares,
         float* mixed) noexcept;

/// What mix() took and the shares that it gave, with the gradient of mixed [rows, dim] ->
/// tokensGradient [rows, M dim], weightGradient [M, M dim], biasGradient [M].
void mixBack(const float* tokens,
             const float* weight,
             const float* shares,
             const float* gradient,
             Size size,
             float* tokensGradient,
             float* weightGradient,
             float* biasGradient) noexcept;

}  // namespace haberdash::gate
