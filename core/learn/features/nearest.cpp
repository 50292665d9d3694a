// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/nearest.h"

#include "core/learn/text/linear.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cblas.h>
#include <cmath>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace haberdash {

namespace {

constexpr std::size_t kBlockFloats = 65'536;  // rows of a block: a quarter of a megabyte
constexpr std::size_t kBatchRows = 512;
constexpr std::size_t kBatchQueries = 256;

bool isBefore(const Neighbour& a, const Neighbour& b) {
    return a.score != b.score ? a.score > b.score : a.row < b.row;
}

// Index of the first score from `from` on that is above the threshold; the size when there is none.
std::size_t firstAbovePlain(const std::span<const float> scores,
                            std::size_t from,
                            const float threshold) {
    while (from < scores.size() && !(scores[from] > threshold)) {
        ++from;
    }
    return from;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) std::size_t firstAboveAvx2(const std::span<const float> scores,
                                                           std::size_t from,
                                                           const float threshold) {
    const __m256 least = _mm256_set1_ps(threshold);
    const float* const data = scores.data();
    for (; from + 32 <= scores.size(); from += 32) {
        const auto above = [&](const std::size_t step) __attribute__((target("avx2"))) {
            return _mm256_cmp_ps(_mm256_loadu_ps(data + from + step), least, _CMP_GT_OQ);
        };
        const __m256 a = above(0);
        const __m256 b = above(8);
        const __m256 c = above(16);
        const __m256 d = above(24);
        const __m256 any = _mm256_or_ps(_mm256_or_ps(a, b), _mm256_or_ps(c, d));
        if (_mm256_movemask_ps(any) != 0) {
            const auto bits = static_cast<unsigned>(_mm256_movemask_ps(a)) |
                              static_cast<unsigned>(_mm256_movemask_ps(b)) << 8U |
                              static_cast<unsigned>(_mm256_movemask_ps(c)) << 16U |
                              static_cast<unsigned>(_mm256_movemask_ps(d)) << 24U;
            return from + static_cast<std::size_t>(__builtin_ctz(bits));
        }
    }
    return firstAbovePlain(scores, from, threshold);
}
#endif

std::size_t firstAbove(const std::span<const float> scores,
                       const std::size_t from,
                       const float threshold) {
#if defined(__x86_64__)
    static const bool kHasAvx2 = __builtin_cpu_supports("avx2") != 0;
    if (kHasAvx2) {
        return firstAboveAvx2(scores, from, threshold);
    }
#endif
    return firstAbovePlain(scores, from, threshold);
}

#if defined(__x86_64__)
constexpr std::size_t kTileRows = 16;    // two registers
constexpr std::size_t kTileQueries = 6;  // twelve sums, which leaves room for what is multiplied

// Sixteen rows, turned so that the numbers of one direction lie side by side; zeros beyond the end.
void turnRows(const Matrix& rows, const std::size_t first, const std::span<float> turned) {
    const std::size_t width = rows.cols();
    for (std::size_t j = 0; j < kTileRows; ++j) {
        const bool isThere = first + j < rows.rows();
        for (std::size_t i = 0; i < width; ++i) {
            turned[i * kTileRows + j] = isThere ? rows.row(first + j)[i] : 0.0F;
        }
    }
}

// Products of six queries with sixteen turned rows, as `out` [6, 16], written only where any of
// them is above its query's threshold: the products never leave the registers otherwise.
__attribute__((target("avx2,fma"))) bool multiplyTile(const float* const turned,
                                                      const float* const queries,
                                                      const std::size_t width,
                                                      const float* const thresholds,
                                                      float* const out) {
    __m256 sums[kTileQueries][2];
#pragma GCC unroll 6
    for (std::size_t query = 0; query < kTileQueries; ++query) {
        sums[query][0] = _mm256_setzero_ps();
        sums[query][1] = _mm256_setzero_ps();
    }
    for (std::size_t i = 0; i < width; ++i) {
        const __m256 left = _mm256_loadu_ps(turned + i * kTileRows);
        const __m256 right = _mm256_loadu_ps(turned + i * kTileRows + 8);
#pragma GCC unroll 6
        for (std::size_t query = 0; query < kTileQueries; ++query) {
            const __m256 value = _mm256_broadcast_ss(queries + query * width + i);
            sums[query][0] = _mm256_fmadd_ps(left, value, sums[query][0]);
            sums[query][1] = _mm256_fmadd_ps(right, value, sums[query][1]);
        }
    }
    __m256 any = _mm256_setzero_ps();
#pragma GCC unroll 6
    for (std::size_t query = 0; query < kTileQueries; ++query) {
        const __m256 least = _mm256_broadcast_ss(thresholds + query);
        any = _mm256_or_ps(any, _mm256_cmp_ps(sums[query][0], least, _CMP_GT_OQ));
        any = _mm256_or_ps(any, _mm256_cmp_ps(sums[query][1], least, _CMP_GT_OQ));
    }
    if (_mm256_movemask_ps(any) == 0) {
        return false;
    }
#pragma GCC unroll 6
    for (std::size_t query = 0; query < kTileQueries; ++query) {
        _mm256_storeu_ps(out + query * kTileRows, sums[query][0]);
        _mm256_storeu_ps(out + query * kTileRows + 8, sums[query][1]);
    }
    return true;
}

void offerTiles(const Matrix& rows,
                const Matrix& queries,
                const std::size_t begin,
                std::vector<TopCollector>& tops) {
    const std::size_t width = rows.cols();
    const std::size_t padded = (tops.size() + kTileQueries - 1) / kTileQueries * kTileQueries;
    std::vector<float> asked(padded * width, 0.0F);
    std::copy_n(queries.row(begin).data(), tops.size() * width, asked.begin());
    std::vector<float> thresholds(padded, std::numeric_limits<float>::infinity());
    std::fill_n(thresholds.begin(), tops.size(), -std::numeric_limits<float>::infinity());
    std::vector<float> turned(width * kTileRows);
    std::array<float, kTileQueries * kTileRows> products{};
    for (std::size_t first = 0; first < rows.rows(); first += kTileRows) {
        turnRows(rows, first, turned);
        const std::size_t count = std::min(kTileRows, rows.rows() - first);
        for (std::size_t query = 0; query < padded; query += kTileQueries) {
            if (!multiplyTile(turned.data(),
                              asked.data() + query * width,
                              width,
                              thresholds.data() + query,
                              products.data())) {
                continue;
            }
            for (std::size_t q = query; q < std::min(query + kTileQueries, tops.size()); ++q) {
                tops[q].offer(std::span(products).subspan((q - query) * kTileRows, count), first);
                thresholds[q] = tops[q].threshold();
            }
        }
    }
}
#endif

// One call of BLAS a block of rows, for processors that the tiles were not written for.
void offerBlocks(const Matrix& rows,
                 const Matrix& queries,
                 const std::size_t begin,
                 std::vector<TopCollector>& tops) {
    std::vector<float> scores(tops.size() * kBatchRows);
    for (std::size_t first = 0; first < rows.rows(); first += kBatchRows) {
        const std::size_t size = std::min(kBatchRows, rows.rows() - first);
        multiply(tops.size(),
                 size,
                 rows.cols(),
                 {queries.row(begin).data(), queries.cols()},
                 {rows.row(first).data(), rows.cols()},
                 Right::Transposed,
                 scores.data(),
                 kBatchRows);
        for (std::size_t query = 0; query < tops.size(); ++query) {
            tops[query].offer(std::span(scores).subspan(query * kBatchRows, size), first);
        }
    }
}

void offerProducts(const Matrix& rows,
                   const Matrix& queries,
                   const std::size_t begin,
                   std::vector<TopCollector>& tops) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) {
        offerTiles(rows, queries, begin, tops);
        return;
    }
#endif
    offerBlocks(rows, queries, begin, tops);
}

void addProducts(const Matrix& rows,
                 const std::size_t first,
                 const std::size_t count,
                 const std::span<const float> query,
                 const float weight,
                 const float keep,
                 float* const sums) {
    cblas_sgemv(CblasRowMajor,
                CblasNoTrans,
                static_cast<int>(count),
                static_cast<int>(rows.cols()),
                weight,
                rows.row(first).data(),
                static_cast<int>(rows.cols()),
                query.data(),
                1,
                keep,
                sums,
                1);
}

}  // namespace

TopCollector::TopCollector(const std::size_t k) : k_(k), room_(2 * k + 64) {
    found_.reserve(room_);
}

void TopCollector::prune() {
    std::ranges::nth_element(
        found_, found_.begin() + static_cast<std::ptrdiff_t>(k_) - 1, isBefore);
    found_.resize(k_);
    threshold_ = found_.back().score;
    isFull_ = true;
}

void TopCollector::add(const std::size_t row, const float score) {
    found_.push_back({row, score});
    if (found_.size() == room_) {
        prune();
    }
}

void TopCollector::offer(const std::span<const float> scores, const std::size_t firstRow) {
    if (k_ == 0) {
        return;
    }
    std::size_t at = 0;
    for (; at < scores.size() && !isFull_; ++at) {
        if (!std::isnan(scores[at])) {
            add(firstRow + at, scores[at]);
        }
    }
    // Rows come in ascending order: one that only equals the k-th best loses the tie.
    while ((at = firstAbove(scores, at, threshold_)) < scores.size()) {
        add(firstRow + at, scores[at]);
        ++at;
    }
}

std::vector<Neighbour> TopCollector::take() {
    if (found_.size() > k_) {
        prune();
    }
    std::ranges::sort(found_, isBefore);
    return std::move(found_);
}

std::vector<Neighbour> highest(const std::span<const float> scores, const std::size_t k) {
    TopCollector top(k);
    top.offer(scores, 0);
    return top.take();
}

std::vector<Neighbour> highestSums(const std::span<const ScoreSide> sides, const std::size_t k) {
    if (sides.empty()) {
        return {};
    }
    const std::size_t rows = sides.front().rows->rows();
    std::size_t width = 1;
    for (const ScoreSide& side : sides) {
        assert(side.rows->rows() == rows && side.query.size() == side.rows->cols());
        width = std::max(width, side.rows->cols());
    }
    const std::size_t block = std::max<std::size_t>(64, kBlockFloats / width);
    std::vector<float> sums(block);
    TopCollector top(k);
    for (std::size_t first = 0; first < rows; first += block) {
        const std::size_t count = std::min(block, rows - first);
        for (std::size_t i = 0; i < sides.size(); ++i) {
            addProducts(*sides[i].rows,
                        first,
                        count,
                        sides[i].query,
                        sides[i].weight,
                        i == 0 ? 0.0F : 1.0F,
                        sums.data());
        }
        top.offer(std::span(sums).first(count), first);
    }
    return top.take();
}

std::vector<std::vector<Neighbour>> highestProducts(const Matrix& rows,
                                                    const Matrix& queries,
                                                    const std::size_t k) {
    assert(rows.cols() == queries.cols());
    std::vector<std::vector<Neighbour>> results;
    const std::size_t batch = std::min(kBatchQueries, queries.rows());
    if (batch == 1) {
        results.push_back(highestSums(std::array{ScoreSide{&rows, queries.row(0), 1}}, k));
        return results;
    }
    for (std::size_t begin = 0; begin < queries.rows(); begin += batch) {
        std::vector<TopCollector> tops(std::min(batch, queries.rows() - begin), TopCollector(k));
        offerProducts(rows, queries, begin, tops);
        for (TopCollector& top : tops) {
            results.push_back(top.take());
        }
    }
    return results;
}

}  // namespace haberdash
