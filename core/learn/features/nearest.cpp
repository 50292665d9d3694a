// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/nearest.h"

#include <algorithm>
#include <cassert>
#include <cblas.h>
#include <limits>

namespace haberdash {

namespace {

bool isBefore(const Neighbour& a, const Neighbour& b) {
    return a.score != b.score ? a.score > b.score : a.row < b.row;
}

// Leaves the k best in front, in no order, and returns the least score among them.
float prune(std::vector<Neighbour>& found, const std::size_t k) {
    std::ranges::nth_element(found, found.begin() + static_cast<std::ptrdiff_t>(k) - 1, isBefore);
    found.resize(k);
    return found.back().score;
}

}  // namespace

std::vector<Neighbour> highest(const std::span<const float> scores, const std::size_t k) {
    if (k == 0) {
        return {};
    }
    // Most scores are below the k-th best so far and cost one comparison; the others gather until
    // there are enough to be worth sorting out.
    std::vector<Neighbour> found;
    const std::size_t room = 2 * k + 64;
    found.reserve(room);
    float threshold = -std::numeric_limits<float>::infinity();
    for (std::size_t row = 0; row < scores.size(); ++row) {
        if (!(scores[row] >= threshold)) {
            continue;
        }
        found.push_back({row, scores[row]});
        if (found.size() == room) {
            threshold = prune(found, k);
        }
    }
    if (found.size() > k) {
        prune(found, k);
    }
    std::ranges::sort(found, isBefore);
    return found;
}

void addScores(const Matrix& rows,
               const std::span<const float> query,
               const float weight,
               const std::span<float> sums) {
    assert(query.size() == rows.cols());
    assert(sums.size() == rows.rows());
    if (rows.isEmpty()) {
        return;
    }
    cblas_sgemv(CblasRowMajor,
                CblasNoTrans,
                static_cast<int>(rows.rows()),
                static_cast<int>(rows.cols()),
                weight,
                rows.data(),
                static_cast<int>(rows.cols()),
                query.data(),
                1,
                1.0F,
                sums.data(),
                1);
}

}  // namespace haberdash
