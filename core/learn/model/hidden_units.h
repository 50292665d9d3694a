// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The loops of hidden units beside their matrix products, each one pass over memory: of the head
// `mlp`, and of units alone. For example b, its candidate c and the unit h, with W = [item;
// product; distance]:
//
//   features[b, c] = [z; u * z; |u - z|]                                   [3 dim]
//   hidden[b, c, h] = user[b, h] + W[h] . features[b, c]
//   logit[b, c] = bias + sum_h out[h] relu(hidden[b, c, h]) keep[b, c, h] / (1 - dropout)
//
// Matrices are row-major; [B, C, .] lies as [B * C, .].

#include <cstddef>
#include <cstdint>

namespace haberdash::hidden {

struct Size {
    std::size_t examples = 0;    ///< B
    std::size_t candidates = 0;  ///< C
    std::size_t width = 0;       ///< of a row: dim, or the hidden units
};

/// u [B, dim], z [B, C, dim] -> features [B, C, 3 dim].
void join(const float* u, const float* z, Size size, float* features) noexcept;

/// u, z and the gradient of the features -> uGradient [B, dim], zGradient [B, C, dim].
void split(const float* u,
           const float* z,
           const float* gradient,
           Size size,
           float* uGradient,
           float* zGradient) noexcept;

/// hidden [B, C, H] without the user's part -> what is passed on, in place; logits [B, C]. What is
/// dropped goes by the seed alone. `dropout` in [0, 1), 0: nothing is.
void pass(float* hidden,
          const float* user,
          const float* out,
          Size size,
          float dropout,
          std::uint32_t seed,
          float* logits) noexcept;

/// What pass() left and the gradient of the logits [B, C] -> hiddenGradient [B, C, H], userGradient
/// [B, H], outGradient [H].
void passBack(const float* passed,
              const float* out,
              const float* gradient,
              Size size,
              float dropout,
              float* hiddenGradient,
              float* userGradient,
              float* outGradient) noexcept;

/// relu(x) keep / (1 - dropout) of `count` numbers -> out.
void drop(
    const float* x, std::size_t count, float dropout, std::uint32_t seed, float* out) noexcept;

/// What drop() left and the gradient of it -> the gradient of x.
void dropBack(const float* left,
              const float* gradient,
              std::size_t count,
              float dropout,
              float* xGradient) noexcept;

}  // namespace haberdash::hidden
