// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/row_tiles.h"

#include <algorithm>
#include <cblas.h>
#include <type_traits>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// GCC 12 takes what its own AVX-512 header leaves undefined on purpose for a mistake.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

namespace haberdash {

namespace {

using Kernel = void (*)(const float*, std::size_t, const float*, float*, const float*);

template <class Make, std::size_t... N>
auto forEachOf(const Make& make, std::index_sequence<N...>) {
    return make(std::integral_constant<std::size_t, N>()...);
}

void productsPlain(const float* const tile,
                   const std::size_t width,
                   const float* const query,
                   float* const out,
                   const float* const start) {
    for (std::size_t j = 0; j < kTileRows; ++j) {
        out[j] = start != nullptr ? start[j] : 0.0F;
    }
    for (std::size_t i = 0; i < width; ++i) {
        for (std::size_t j = 0; j < kTileRows; ++j) {
            out[j] += query[i] * tile[i * kTileRows + j];
        }
    }
}

#if defined(__x86_64__)

// Q queries at a time: as many as there is room for beside what is multiplied.
template <std::size_t Q>
__attribute__((target("avx512f"))) void products512(const float* const tile,
                                                    const std::size_t width,
                                                    const float* const queries,
                                                    float* const out,
                                                    const float* const start) {
    __m512 sums[Q][2];
#pragma GCC unroll 12
    for (std::size_t q = 0; q < Q; ++q) {
        const float* const from = start + q * kTileRows;
        sums[q][0] = start != nullptr ? _mm512_loadu_ps(from) : _mm512_setzero_ps();
        sums[q][1] = start != nullptr ? _mm512_loadu_ps(from + 16) : _mm512_setzero_ps();
    }
    for (std::size_t i = 0; i < width; ++i) {
        const __m512 left = _mm512_loadu_ps(tile + i * kTileRows);
        const __m512 right = _mm512_loadu_ps(tile + i * kTileRows + 16);
        if constexpr (Q < 12) {  // a pass of twelve is one of many over a tile that is near already
            const float* const next = tile + (width + i) * kTileRows;
            _mm_prefetch(reinterpret_cast<const char*>(next), _MM_HINT_T1);
            _mm_prefetch(reinterpret_cast<const char*>(next + 16), _MM_HINT_T1);
        }
#pragma GCC unroll 12
        for (std::size_t q = 0; q < Q; ++q) {
            const __m512 value = _mm512_set1_ps(queries[q * width + i]);
            sums[q][0] = _mm512_fmadd_ps(left, value, sums[q][0]);
            sums[q][1] = _mm512_fmadd_ps(right, value, sums[q][1]);
        }
    }
#pragma GCC unroll 12
    for (std::size_t q = 0; q < Q; ++q) {
        _mm512_storeu_ps(out + q * kTileRows, sums[q][0]);
        _mm512_storeu_ps(out + q * kTileRows + 16, sums[q][1]);
    }
}

template <std::size_t Q>
__attribute__((target("avx2,fma"))) void productsAvx2(const float* const tile,
                                                      const std::size_t width,
                                                      const float* const queries,
                                                      float* const out,
                                                      const float* const start) {
    // Half a tile, so that six queries' sums fit sixteen registers.
    for (std::size_t half = 0; half < kTileRows; half += 16) {
        __m256 sums[Q][2];
#pragma GCC unroll 6
        for (std::size_t q = 0; q < Q; ++q) {
            const float* const from = start + q * kTileRows + half;
            sums[q][0] = start != nullptr ? _mm256_loadu_ps(from) : _mm256_setzero_ps();
            sums[q][1] = start != nullptr ? _mm256_loadu_ps(from + 8) : _mm256_setzero_ps();
        }
        for (std::size_t i = 0; i < width; ++i) {
            const __m256 left = _mm256_loadu_ps(tile + i * kTileRows + half);
            const __m256 right = _mm256_loadu_ps(tile + i * kTileRows + half + 8);
#pragma GCC unroll 6
            for (std::size_t q = 0; q < Q; ++q) {
                const __m256 value = _mm256_broadcast_ss(queries + q * width + i);
                sums[q][0] = _mm256_fmadd_ps(left, value, sums[q][0]);
                sums[q][1] = _mm256_fmadd_ps(right, value, sums[q][1]);
            }
        }
#pragma GCC unroll 6
        for (std::size_t q = 0; q < Q; ++q) {
            _mm256_storeu_ps(out + q * kTileRows + half, sums[q][0]);
            _mm256_storeu_ps(out + q * kTileRows + half + 8, sums[q][1]);
        }
    }
}

// Four rows at a time, and the memory asked for what comes a page later: what the processor fetches
// by itself ends at the page.
__attribute__((target("avx512f"))) void rowProducts512(const float* const rows,
                                                       const std::size_t count,
                                                       const std::span<const float> query,
                                                       const float weight,
                                                       const float keep,
                                                       float* const sums) {
    constexpr std::size_t kRows = 4;
    constexpr std::size_t kAhead = 1024;
    const std::size_t width = query.size();
    const auto rest = static_cast<__mmask16>((1U << (width % 16)) - 1U);
    for (std::size_t row = 0; row < count; row += kRows) {
        // Beyond the end the last row is multiplied again, and not kept.
        const float* from[kRows];
        __m512 parts[kRows];
        for (std::size_t k = 0; k < kRows; ++k) {
            from[k] = rows + (row + k < count ? row + k : count - 1) * width;
            parts[k] = _mm512_setzero_ps();
        }
        std::size_t i = 0;
        for (; i + 16 <= width; i += 16) {
            const __m512 value = _mm512_loadu_ps(query.data() + i);
#pragma GCC unroll 4
            for (std::size_t k = 0; k < kRows; ++k) {
                _mm_prefetch(reinterpret_cast<const char*>(from[k] + i + kAhead), _MM_HINT_T0);
                parts[k] = _mm512_fmadd_ps(_mm512_loadu_ps(from[k] + i), value, parts[k]);
            }
        }
        if (rest != 0) {
            const __m512 value = _mm512_maskz_loadu_ps(rest, query.data() + i);
            for (std::size_t k = 0; k < kRows; ++k) {
                parts[k] =
                    _mm512_fmadd_ps(_mm512_maskz_loadu_ps(rest, from[k] + i), value, parts[k]);
            }
        }
        for (std::size_t k = 0; k < kRows && row + k < count; ++k) {
            const float before = keep == 0 ? 0.0F : keep * sums[row + k];
            sums[row + k] = before + weight * _mm512_reduce_add_ps(parts[k]);
        }
    }
}

/// kernels[n - 1] multiplies n queries at once: a tile is read once for as many as possible.
std::vector<Kernel> kernelsOfThisProcessor() {
    constexpr auto kWide = [](auto... n) {
        return std::vector<Kernel>{products512<decltype(n)::value + 1>...};
    };
    constexpr auto kNarrow = [](auto... n) {
        return std::vector<Kernel>{productsAvx2<decltype(n)::value + 1>...};
    };
    if (__builtin_cpu_supports("avx512f") != 0) {
        return forEachOf(kWide, std::make_index_sequence<12>());
    }
    if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) {
        return forEachOf(kNarrow, std::make_index_sequence<6>());
    }
    return {productsPlain};
}
#endif

}  // namespace

void turnRows(const Matrix& rows, const std::size_t first, float* const tile) {
    const std::size_t width = rows.cols();
    const std::size_t there = std::min(kTileRows, rows.rows() - first);
    for (std::size_t j = 0; j < kTileRows; ++j) {
        const float* const row = j < there ? rows.row(first + j).data() : nullptr;
        for (std::size_t i = 0; i < width; ++i) {
            tile[i * kTileRows + j] = row != nullptr ? row[i] : 0.0F;
        }
    }
}

void addRowProducts(const float* const rows,
                    const std::size_t count,
                    const std::span<const float> query,
                    const float weight,
                    const float keep,
                    float* const sums) {
#if defined(__x86_64__)
    static const bool kIsWide = __builtin_cpu_supports("avx512f") != 0;
    if (kIsWide) {
        rowProducts512(rows, count, query, weight, keep, sums);
        return;
    }
#endif
    const auto width = static_cast<int>(query.size());
    cblas_sgemv(CblasRowMajor,
                CblasNoTrans,
                static_cast<int>(count),
                width,
                weight,
                rows,
                width,
                query.data(),
                1,
                keep,
                sums,
                1);
}

void tileProducts(const float* const tile,
                  const std::size_t width,
                  const float* const queries,
                  const std::size_t count,
                  float* const out,
                  const float* const start) {
#if defined(__x86_64__)
    static const std::vector<Kernel> kKernels = kernelsOfThisProcessor();
#else
    static const std::vector<Kernel> kKernels{productsPlain};
#endif
    for (std::size_t done = 0; done < count;) {
        const std::size_t next = std::min(count - done, kKernels.size());
        const float* const from = start != nullptr ? start + done * kTileRows : nullptr;
        kKernels[next - 1](tile, width, queries + done * width, out + done * kTileRows, from);
        done += next;
    }
}

TiledRows::TiledRows(const Matrix& rows)
    : cols_(rows.cols()),
      values_((rows.rows() + kTileRows - 1) / kTileRows * kTileRows * rows.cols()) {
    for (std::size_t first = 0; first < rows.rows(); first += kTileRows) {
        turnRows(rows, first, values_.data() + first * cols_);
    }
}

}  // namespace haberdash
