// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/vectors/sparse_graph.h"

#include "core/learn/vectors/kernels.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace haberdash {

SparseGraph::SparseGraph(const Pairs& pairs) {
    std::vector<Edge> edges;
    for (std::uint32_t shopper = 0; shopper < pairs.shoppers(); ++shopper) {
        for (const std::uint32_t row : pairs.rowsOf(shopper)) {
            edges.push_back({shopper, row});
        }
    }
    build(pairs, edges);
}

SparseGraph::SparseGraph(const Pairs& pairs, const double leftOut, Draws random) {
    std::vector<std::size_t> met(pairs.items);
    for (const std::uint32_t row : pairs.rows) {
        ++met[row];
    }

    // Those with the smallest -ln(u) / chance are a draw without replacement (Efraimidis &
    // Spirakis 2006).
    struct Keyed {
        float key = 0;
        Edge edge;
    };

    std::vector<Keyed> all;
    for (std::uint32_t shopper = 0; shopper < pairs.shoppers(); ++shopper) {
        const auto rows = pairs.rowsOf(shopper);
        for (const std::uint32_t row : rows) {
            const double root =
                std::sqrt(static_cast<double>(rows.size()) * static_cast<double>(met[row]));
            all.push_back(
                {static_cast<float>(-std::log(1 - random.unit()) * root), {shopper, row}});
        }
    }
    const auto kept = static_cast<std::size_t>(static_cast<double>(all.size()) * (1 - leftOut));
    std::ranges::nth_element(
        all,
        all.begin() + static_cast<std::ptrdiff_t>(std::min(kept, all.size() - 1)),
        {},
        &Keyed::key);
    all.resize(std::max<std::size_t>(1, kept));
    std::vector<Edge> edges;
    for (const Keyed& keyed : all) {
        edges.push_back(keyed.edge);
    }
    std::ranges::sort(edges, [](const Edge& a, const Edge& b) {
        return a.shopper != b.shopper ? a.shopper < b.shopper : a.item < b.item;
    });
    build(pairs, edges);
}

void SparseGraph::build(const Pairs& pairs, const std::vector<Edge>& edges) {
    const std::size_t shoppers = pairs.shoppers();
    begins_.assign(shoppers + pairs.items + 1, 0);
    for (const Edge& edge : edges) {
        ++begins_[edge.shopper + 1];
        ++begins_[shoppers + edge.item + 1];
    }
    std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
    columns_.resize(2 * edges.size());
    values_.resize(2 * edges.size());
    std::vector<std::size_t> next(begins_.begin(), begins_.end() - 1);
    for (const Edge& edge : edges) {
        const auto item = static_cast<std::uint32_t>(shoppers) + edge.item;
        const double root = std::sqrt(static_cast<double>(degree(edge.shopper)) *
                                      static_cast<double>(degree(item)));
        const auto value = static_cast<float>(1 / root);
        columns_[next[edge.shopper]] = item;
        values_[next[edge.shopper]++] = value;
        columns_[next[item]] = edge.shopper;
        values_[next[item]++] = value;
    }
}

void SparseGraph::propagate(const float* const base,
                            const float* const x,
                            const std::size_t dim,
                            float* const out) const {
    for (std::uint32_t node = 0; node < nodes(); ++node) {
        propagateRow(node, base + node * dim, x, dim, out + node * dim);
    }
}

void SparseGraph::propagateRow(const std::uint32_t node,
                               const float* const base,
                               const float* const x,
                               const std::size_t dim,
                               float* const out) const {
    const std::size_t begin = begins_[node];
    kernels::gather(
        out, base, values_.data() + begin, columns_.data() + begin, degree(node), x, dim);
}

void SparseGraph::scatterRow(const std::uint32_t node,
                             const float* const g,
                             const std::size_t dim,
                             float* const out) const {
    for (std::size_t edge = begins_[node]; edge < begins_[node + 1]; ++edge) {
        kernels::addScaled(out + columns_[edge] * dim, values_[edge], g, dim);
    }
}

}  // namespace haberdash
