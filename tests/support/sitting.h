// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/labels/label_queue.h"
#include "core/data/store/project.h"
#include "core/learn/recommend/recommender.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace haberdash::test {

/// One who answers pairs by a taste that is known.
struct SimulatedAnnotator {
    std::vector<double> utility;  ///< by row of the catalog
    double noise = 0.6;           ///< of a single judgement
};

/// NDCG@10 of a ranking against a taste: the gain of a product is its utility, below 0 none.
double ndcgAt10(const std::vector<float>& scores, const std::vector<double>& utility);

/// The annotator answers pairs as the order asks them, five at a time, from no label on. NDCG@10 of
/// what the run ranks from the labels alone, at each number of labels (ascending, or the next
/// multiple of five).
std::vector<double> sitThrough(Project& project,
                               Recommender& recommender,
                               const SimulatedAnnotator& annotator,
                               QueueOrder order,
                               std::uint64_t seed,
                               std::span<const std::size_t> counts);

}  // namespace haberdash::test
