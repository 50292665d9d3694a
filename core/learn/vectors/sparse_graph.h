// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/matrix.h"
#include "core/learn/metrics/draws.h"
#include "core/learn/vectors/pairs.h"

#include <cstdint>
#include <span>
#include <vector>

namespace haberdash {

/// The graph of who met what: nodes are the shoppers, then the products; an edge between u and i
/// weighs 1 / sqrt(d_u d_i), d being numbers of edges. Symmetric.
class SparseGraph {
  public:
    explicit SparseGraph(const Pairs& pairs);

    /// With a share of the pairs left out, edges of busy nodes more likely: what is kept is drawn
    /// without replacement with chances of 1 / sqrt(d_u d_i) (Zhou & Shen 2023).
    SparseGraph(const Pairs& pairs, double leftOut, Draws random);

    std::size_t nodes() const noexcept { return begins_.size() - 1; }

    std::size_t degree(const std::size_t node) const noexcept {
        return begins_[node + 1] - begins_[node];
    }

    /// out = base + A x, all [nodes, dim]; out is neither of the others.
    void propagate(const float* base, const float* x, std::size_t dim, float* out) const;

    /// One row of the same.
    void propagateRow(
        std::uint32_t node, const float* base, const float* x, std::size_t dim, float* out) const;

    /// out[c] += a_(node, c) g for all neighbours c.
    void scatterRow(std::uint32_t node, const float* g, std::size_t dim, float* out) const;

  private:
    struct Edge {
        std::uint32_t shopper = 0;
        std::uint32_t item = 0;
    };

    void build(const Pairs& pairs, const std::vector<Edge>& edges);

    std::vector<std::size_t> begins_;
    std::vector<std::uint32_t> columns_;
    std::vector<float> values_;
};

}  // namespace haberdash
