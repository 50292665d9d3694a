// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/hidden_units.h"

#include "core/data/base/wide.h"

#include <algorithm>
#include <cmath>

// Sums may be taken in another order in this file (see core/CMakeLists.txt): all lanes at a time.

namespace haberdash::hidden {

namespace {

// The last step of MurmurHash3 (Appleby): a random word for each place, in any order.
inline std::uint32_t wordAt(const std::uint32_t place, const std::uint32_t seed) noexcept {
    std::uint32_t x = place * 0x9e3779b9U + seed;
    x = (x ^ (x >> 16U)) * 0x85ebca6bU;
    x = (x ^ (x >> 13U)) * 0xc2b2ae35U;
    return x ^ (x >> 16U);
}

// A word below it is dropped.
inline std::uint32_t wordsDropped(const float dropout) noexcept {
    return static_cast<std::uint32_t>(static_cast<double>(dropout) * 0x1.0p32);
}

}  // namespace

HABERDASH_WIDE void join(const float* const __restrict u,
                         const float* const __restrict z,
                         const Size size,
                         float* const __restrict features) noexcept {
    const std::size_t dim = size.width;
    for (std::size_t row = 0; row < size.examples * size.candidates; ++row) {
        const float* const user = u + row / size.candidates * dim;
        const float* const item = z + row * dim;
        float* const to = features + row * 3 * dim;
        for (std::size_t i = 0; i < dim; ++i) {
            to[i] = item[i];
            to[dim + i] = user[i] * item[i];
            to[2 * dim + i] = std::fabs(user[i] - item[i]);
        }
    }
}

HABERDASH_WIDE void split(const float* const __restrict u,
                          const float* const __restrict z,
                          const float* const __restrict gradient,
                          const Size size,
                          float* const __restrict uGradient,
                          float* const __restrict zGradient) noexcept {
    const std::size_t dim = size.width;
    std::fill_n(uGradient, size.examples * dim, 0.0F);
    for (std::size_t row = 0; row < size.examples * size.candidates; ++row) {
        const float* const user = u + row / size.candidates * dim;
        const float* const item = z + row * dim;
        const float* const from = gradient + row * 3 * dim;
        float* const toUser = uGradient + row / size.candidates * dim;
        float* const toItem = zGradient + row * dim;
        for (std::size_t i = 0; i < dim; ++i) {
            const float apart = user[i] - item[i];
            const float distance =
                apart > 0 ? from[2 * dim + i] : (apart < 0 ? -from[2 * dim + i] : 0.0F);
            toItem[i] = from[i] + from[dim + i] * user[i] - distance;
            toUser[i] += from[dim + i] * item[i] + distance;
        }
    }
}

HABERDASH_WIDE void pass(float* const __restrict hidden,
                         const float* const __restrict user,
                         const float* const __restrict out,
                         const Size size,
                         const float dropout,
                         const std::uint32_t seed,
                         float* const __restrict logits) noexcept {
    const std::uint32_t dropped = wordsDropped(dropout);
    const float scale = 1 / (1 - dropout);
    for (std::size_t row = 0; row < size.examples * size.candidates; ++row) {
        float* const values = hidden + row * size.width;
        const float* const own = user + row / size.candidates * size.width;
        const auto first = static_cast<std::uint32_t>(row * size.width);
        float sum = 0;
        for (std::size_t i = 0; i < size.width; ++i) {
            const float value = values[i] + own[i];
            const bool isKept = wordAt(first + static_cast<std::uint32_t>(i), seed) >= dropped;
            values[i] = value <= 0 || !isKept ? 0.0F : value * scale;  // NaN stays
            sum += values[i] * out[i];
        }
        logits[row] = sum;
    }
}

HABERDASH_WIDE void passBack(const float* const __restrict passed,
                             const float* const __restrict out,
                             const float* const __restrict gradient,
                             const Size size,
                             const float dropout,
                             float* const __restrict hiddenGradient,
                             float* const __restrict userGradient,
                             float* const __restrict outGradient) noexcept {
    const float scale = 1 / (1 - dropout);
    std::fill_n(userGradient, size.examples * size.width, 0.0F);
    std::fill_n(outGradient, size.width, 0.0F);
    for (std::size_t row = 0; row < size.examples * size.candidates; ++row) {
        const float* const values = passed + row * size.width;
        float* const back = hiddenGradient + row * size.width;
        float* const own = userGradient + row / size.candidates * size.width;
        const float factor = gradient[row];
        for (std::size_t i = 0; i < size.width; ++i) {
            outGradient[i] += factor * values[i];
            back[i] = values[i] > 0 ? factor * scale * out[i] : 0.0F;
            own[i] += back[i];
        }
    }
}

HABERDASH_WIDE void drop(const float* const __restrict x,
                         const std::size_t count,
                         const float dropout,
                         const std::uint32_t seed,
                         float* const __restrict out) noexcept {
    const std::uint32_t dropped = wordsDropped(dropout);
    const float scale = 1 / (1 - dropout);
    for (std::size_t i = 0; i < count; ++i) {
        const bool isKept = wordAt(static_cast<std::uint32_t>(i), seed) >= dropped;
        out[i] = x[i] <= 0 || !isKept ? 0.0F : x[i] * scale;  // NaN stays
    }
}

HABERDASH_WIDE void dropBack(const float* const __restrict left,
                             const float* const __restrict gradient,
                             const std::size_t count,
                             const float dropout,
                             float* const __restrict xGradient) noexcept {
    const float scale = 1 / (1 - dropout);
    for (std::size_t i = 0; i < count; ++i) {
        xGradient[i] = left[i] > 0 ? gradient[i] * scale : 0.0F;
    }
}

}  // namespace haberdash::hidden
