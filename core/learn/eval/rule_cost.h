// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/base/monitor.h"
#include "core/data/rules/rule.h"
#include "core/data/store/project.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace haberdash {

struct RuleCostOptions {
    std::string run;
    std::string metric = "ndcg@10";  ///< at 1 to 1000
    std::size_t mostShoppers = 0;    ///< drawn by chance, the same each time; 0: all
    std::size_t resamples = 1000;    ///< of the bootstrap over shoppers
    std::uint64_t seed = 7;
};

/// What rules cost a run: the metric of its rankings under the rules minus that without, mean over
/// the validation shoppers, with a 95 % percentile bootstrap interval over them. Below zero the
/// rules cost something. People choose rules by this figure: the test shoppers are not looked at.
/// Nothing is saved.
///
/// -> {"run", "users",
///     "cost": {"metric", "difference", "low", "high"},
///     "rules": [{"number", "rule", "difference", "low", "high"}…]}, each that holds now
/// alone.
///
/// Throws Error(Input) for an unknown metric or without rules that hold now; Error(NotFound,
/// Unavailable) for the run, or where no validation shopper can be judged by anything.
Json ruleCost(Project& project,
              const std::vector<Rule>& rules,
              const RuleCostOptions& options,
              const Monitor& monitor);

}  // namespace haberdash
