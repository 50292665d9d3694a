// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Exact search. Scores of a block of products are computed while the block lies in the cache, and
// only those that could still be among the best are looked at one by one: beyond a thousand
// products the selection, not the product, is what takes long.

#include "core/data/base/matrix.h"

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace haberdash {

struct Neighbour {
    std::size_t row = 0;
    float score = 0;
};

/// Gathers the k highest of scores that come piece by piece.
class TopCollector {
  public:
    explicit TopCollector(std::size_t k);

    /// Scores of rows from `firstRow` on; rows of later calls have to be higher ones.
    void offer(std::span<const float> scores, std::size_t firstRow);

    /// Scores that are not above it cannot be among the best any more.
    float threshold() const noexcept { return threshold_; }

    /// Highest first, ties by row ascending; fewer than k when there were fewer. NaN is left out.
    std::vector<Neighbour> take();

  private:
    void add(std::size_t row, float score);
    void prune();

    std::size_t k_;
    std::size_t room_;
    std::vector<Neighbour> found_;
    bool isFull_ = false;
    float threshold_ = -std::numeric_limits<float>::infinity();  ///< of what is worth a look
};

/// The k highest scores, highest first, ties by row ascending; fewer when there are fewer.
/// NaN counts as lowest.
std::vector<Neighbour> highest(std::span<const float> scores, std::size_t k);

/// One side of what a product's score is the sum of: `weight` times the dot product of its row
/// with the query.
struct ScoreSide {
    const Matrix* rows = nullptr;  ///< [n, width]
    std::span<const float> query;  ///< [width]
    float weight = 1;
};

/// The k rows of the highest sums over all sides, which have to have equally many rows.
std::vector<Neighbour> highestSums(std::span<const ScoreSide> sides, std::size_t k);

/// Of each query (a row of `queries` [m, width]) the k rows of `rows` [n, width] with the highest
/// dot products.
std::vector<std::vector<Neighbour>> highestProducts(const Matrix& rows,
                                                    const Matrix& queries,
                                                    std::size_t k);

}  // namespace haberdash
