// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The few loops in which training spends its time.

#include <cstddef>
#include <cstdint>

namespace haberdash::kernels {

/// Asks for the row's memory ahead of its use: the tables are larger than the caches.
inline void prefetch(const float* const row, const std::size_t size) noexcept {
    constexpr std::size_t kLine = 16;
    for (std::size_t i = 0; i < size; i += kLine) {
        __builtin_prefetch(row + i, 1);
    }
}

/// x . (a - b).
float dotOfDifference(const float* x, const float* a, const float* b, std::size_t size) noexcept;

/// y += factor * x.
void addScaled(float* y, float factor, const float* x, std::size_t size) noexcept;

/// The gradient of g * x . (a - b): gx += g (a - b), ga += g x, gb -= g x.
void addPairGradient(float g,
                     const float* x,
                     const float* a,
                     const float* b,
                     float* gx,
                     float* ga,
                     float* gb,
                     std::size_t size) noexcept;

/// out = base + sum_k weights[k] * rows[columns[k]]; `rows` has rows of `size`.
void gather(float* out,
            const float* base,
            const float* weights,
            const std::uint32_t* columns,
            std::size_t count,
            const float* rows,
            std::size_t size) noexcept;

/// One step of Adam (Kingma & Ba 2015).
struct AdamStep {
    float rate = 0;         ///< learning rate / (1 - beta1^t)
    float secondScale = 1;  ///< 1 / sqrt(1 - beta2^t)
    float decay = 0;        ///< of the weights themselves, already times the rate (AdamW)
};

/// w, m and v move by the gradient g.
void adam(float* w, float* m, float* v, const float* g, std::size_t size, AdamStep step) noexcept;

}  // namespace haberdash::kernels
