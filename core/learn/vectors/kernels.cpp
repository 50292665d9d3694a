// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/vectors/kernels.h"

#include "core/data/base/wide.h"

#include <cmath>

// Sums may be taken in another order in this file (see core/CMakeLists.txt): all lanes at a time.

namespace haberdash::kernels {

namespace {

constexpr float kBeta1 = 0.9F;
constexpr float kBeta2 = 0.999F;
constexpr float kEpsilon = 1e-8F;
constexpr std::size_t kWide = 64;

}  // namespace

HABERDASH_WIDE float dotOfDifference(const float* const x,
                                     const float* const a,
                                     const float* const b,
                                     const std::size_t size) noexcept {
    float sum = 0;
    for (std::size_t i = 0; i < size; ++i) {
        sum += x[i] * (a[i] - b[i]);
    }
    return sum;
}

HABERDASH_WIDE void addScaled(float* const __restrict y,
                              const float factor,
                              const float* const __restrict x,
                              const std::size_t size) noexcept {
    for (std::size_t i = 0; i < size; ++i) {
        y[i] += factor * x[i];
    }
}

HABERDASH_WIDE void addPairGradient(const float g,
                                    const float* const __restrict x,
                                    const float* const __restrict a,
                                    const float* const __restrict b,
                                    float* const __restrict gx,
                                    float* const __restrict ga,
                                    float* const __restrict gb,
                                    const std::size_t size) noexcept {
    for (std::size_t i = 0; i < size; ++i) {
        const float scaled = g * x[i];
        gx[i] += g * (a[i] - b[i]);
        ga[i] += scaled;
        gb[i] -= scaled;
    }
}

HABERDASH_WIDE void gather(float* const __restrict out,
                           const float* const __restrict base,
                           const float* const __restrict weights,
                           const std::uint32_t* const __restrict columns,
                           const std::size_t count,
                           const float* const __restrict rows,
                           const std::size_t size) noexcept {
    std::size_t begin = 0;
    // Blocks of the usual width stay in registers while the rows come in.
    for (; begin + kWide <= size; begin += kWide) {
        float sums[kWide];
        for (std::size_t i = 0; i < kWide; ++i) {
            sums[i] = base[begin + i];
        }
        for (std::size_t k = 0; k < count; ++k) {
            const float* const __restrict row = rows + columns[k] * size + begin;
            const float weight = weights[k];
            for (std::size_t i = 0; i < kWide; ++i) {
                sums[i] += weight * row[i];
            }
        }
        for (std::size_t i = 0; i < kWide; ++i) {
            out[begin + i] = sums[i];
        }
    }
    for (std::size_t i = begin; i < size; ++i) {
        out[i] = base[i];
    }
    for (std::size_t k = 0; k < count && begin < size; ++k) {
        const float* const row = rows + columns[k] * size;
        for (std::size_t i = begin; i < size; ++i) {
            out[i] += weights[k] * row[i];
        }
    }
}

HABERDASH_WIDE void adam(float* const __restrict w,
                         float* const __restrict m,
                         float* const __restrict v,
                         const float* const __restrict g,
                         const std::size_t size,
                         const AdamStep step) noexcept {
    for (std::size_t i = 0; i < size; ++i) {
        m[i] = kBeta1 * m[i] + (1 - kBeta1) * g[i];
        v[i] = kBeta2 * v[i] + (1 - kBeta2) * g[i] * g[i];
        const float root = std::sqrt(v[i]) * step.secondScale + kEpsilon;
        w[i] -= step.decay * w[i] + step.rate * m[i] / root;
    }
}

}  // namespace haberdash::kernels
