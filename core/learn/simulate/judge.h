// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Runs judged by what simulated shoppers truly like, which no click says without bias: what was
// shown, and where, decides over clicks too.

#include "core/data/base/json.h"
#include "core/data/base/monitor.h"
#include "core/data/sessions/event.h"
#include "core/data/store/project.h"
#include "core/learn/simulate/taste.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

/// Shoppers who were simulated at one time, by id, and the market as the simulation found it: what
/// everybody liked by then, too.
struct SimulatedCrowd {
    Market market;
    std::vector<Shopper> shoppers;
};

/// Throws Error(NotFound) when the project has none of that seed.
SimulatedCrowd crowdOf(Project& project, std::uint64_t seed);

/// Probability that each ware is clicked once it is looked at, 0 for what the taste rules out.
std::vector<double> likingsOf(const Market& market, const Taste& taste);

/// NDCG@k of a ranking by `scores` (kMasked: no candidate), with the likings as gains and the best
/// order of the candidates as the ideal. 0 where nothing is liked.
double likingNdcg(std::span<const double> likings, std::span<const float> scores, std::size_t k);

struct TasteJudgeOptions {
    std::size_t k = 10;
    std::size_t resamples = 2000;
    std::uint64_t seed = 7;  ///< of the intervals
};

/// Has each run rank, for each shopper simulated with `crowdSeed`, what the shopper did not meet.
///
/// {"seed": of the crowd, "shoppers", "chance": the metric of an order by chance,
///  "runs": [{"run", "metrics": {"liking_ndcg@10": {"mean", "low", "high"}}}],
///  "comparisons": [{"a", "b", "metric", "difference", "low", "high", "p"}]}   b minus a, paired
///
/// Throws as crowdOf() and loadRecommender() do.
Json judgeByTaste(Project& project,
                  const std::vector<std::string>& runs,
                  std::uint64_t crowdSeed,
                  const TasteJudgeOptions& options,
                  const Monitor& monitor);

}  // namespace haberdash
