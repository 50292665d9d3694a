// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Exact search: all products are scored by one matrix-vector product, and the best kept.

#include "core/data/base/matrix.h"

#include <cstddef>
#include <span>
#include <vector>

namespace haberdash {

struct Neighbour {
    std::size_t row = 0;
    float score = 0;
};

/// The k highest scores, highest first, ties by row ascending; fewer when there are fewer.
/// NaN counts as lowest.
std::vector<Neighbour> highest(std::span<const float> scores, std::size_t k);

/// rows [n, width] * query [width] -> n dot products, multiplied by `weight` and added to `sums`.
void addScores(const Matrix& rows,
               std::span<const float> query,
               float weight,
               std::span<float> sums);

}  // namespace haberdash
