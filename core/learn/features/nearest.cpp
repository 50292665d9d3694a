// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/nearest.h"

#include "core/learn/features/row_tiles.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace haberdash {

namespace {

constexpr std::size_t kBlockFloats = 65'536;  // rows of a block: a quarter of a megabyte
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

// A tile's products with all queries stay in the nearest cache: what few of them are among the
// highest is all that leaves it.
void offerProducts(const Matrix& rows,
                   const Matrix& queries,
                   const std::size_t begin,
                   std::vector<TopCollector>& tops) {
    const std::size_t width = rows.cols();
    std::vector<float> tile(width * kTileRows);
    std::vector<float> products(tops.size() * kTileRows);
    for (std::size_t first = 0; first < rows.rows(); first += kTileRows) {
        turnRows(rows, first, tile.data());
        tileProducts(tile.data(), width, queries.row(begin).data(), tops.size(), products.data());
        const std::size_t count = std::min(kTileRows, rows.rows() - first);
        for (std::size_t query = 0; query < tops.size(); ++query) {
            tops[query].offer(std::span(products).subspan(query * kTileRows, count), first);
        }
    }
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
            addRowProducts(sides[i].rows->row(first).data(),
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
