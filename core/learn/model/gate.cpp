// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/gate.h"

#include "core/data/base/wide.h"

#include <algorithm>
#include <cmath>

// Sums may be taken in another order in this file (see core/CMakeLists.txt): all lanes at a time.

namespace haberdash::gate {

namespace {

inline float dot(const float* const __restrict a,
                 const float* const __restrict b,
                 const std::size_t count) noexcept {
    float sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        sum += a[i] * b[i];
    }
    return sum;
}

inline void addTo(float* const __restrict to,
                  const float factor,
                  const float* const __restrict from,
                  const std::size_t count) noexcept {
    for (std::size_t i = 0; i < count; ++i) {
        to[i] += factor * from[i];
    }
}

inline void softmax(float* const values, const std::size_t count) noexcept {
    const float largest = *std::max_element(values, values + count);
    float sum = 0;
    for (std::size_t m = 0; m < count; ++m) {
        values[m] = std::exp(values[m] - largest);
        sum += values[m];
    }
    for (std::size_t m = 0; m < count; ++m) {
        values[m] /= sum;
    }
}

}  // namespace

HABERDASH_WIDE void mix(const float* const __restrict tokens,
                        const float* const __restrict weight,
                        const float* const __restrict bias,
                        const Size size,
                        float* const __restrict shares,
                        float* const __restrict mixed) noexcept {
    const std::size_t all = size.tokens * size.width;
    std::fill_n(mixed, size.rows * size.width, 0.0F);
    for (std::size_t row = 0; row < size.rows; ++row) {
        const float* const own = tokens + row * all;
        float* const share = shares + row * size.tokens;
        for (std::size_t m = 0; m < size.tokens; ++m) {
            share[m] = bias[m] + dot(weight + m * all, own, all);
        }
        softmax(share, size.tokens);
        for (std::size_t m = 0; m < size.tokens; ++m) {
            addTo(mixed + row * size.width, share[m], own + m * size.width, size.width);
        }
    }
}

HABERDASH_WIDE void mixBack(const float* const __restrict tokens,
                            const float* const __restrict weight,
                            const float* const __restrict shares,
                            const float* const __restrict gradient,
                            const Size size,
                            float* const __restrict tokensGradient,
                            float* const __restrict weightGradient,
                            float* const __restrict biasGradient) noexcept {
    const std::size_t all = size.tokens * size.width;
    std::fill_n(weightGradient, size.tokens * all, 0.0F);
    std::fill_n(biasGradient, size.tokens, 0.0F);
    for (std::size_t row = 0; row < size.rows; ++row) {
        const float* const own = tokens + row * all;
        const float* const share = shares + row * size.tokens;
        const float* const back = gradient + row * size.width;
        float* const to = tokensGradient + row * all;
        float mean = 0;  // of what each token's share is worth, by the shares
        for (std::size_t m = 0; m < size.tokens; ++m) {
            mean += share[m] * dot(back, own + m * size.width, size.width);
            for (std::size_t i = 0; i < size.width; ++i) {
                to[m * size.width + i] = share[m] * back[i];
            }
        }
        for (std::size_t m = 0; m < size.tokens; ++m) {
            const float worth = dot(back, own + m * size.width, size.width);
            const float ofLogit = share[m] * (worth - mean);
            biasGradient[m] += ofLogit;
            addTo(to, ofLogit, weight + m * all, all);
            addTo(weightGradient + m * all, ofLogit, own, all);
        }
    }
}

}  // namespace haberdash::gate
