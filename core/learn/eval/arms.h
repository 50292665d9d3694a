// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/store/project.h"

#include <cstdint>
#include <string>

namespace haberdash {

struct ArmOptions {
    std::size_t resamples = 2000;
    std::uint64_t seed = 7;
    std::string experiment;  ///< empty: the one that was held last
};

/// What shoppers did under each of the two runs of an experiment of the recommendation service,
/// from the sessions that it wrote while the experiment lasted: what was before it would count for
/// the champion alone. A shopper counts once, whatever the number of visits, and under the first
/// run seen: those who met both are left out and counted.
///
/// {"experiment": null when none was held, "experiments": [all of them, latest first],
///  "arms": [{"run", "shoppers", "sessions", "events": {"view", …},
///            "acts": {"mean", "low", "high"},       events but dislikes, a shopper
///            "converted": {"mean", "low", "high"}}], share of shoppers with cart, purchase or like
///  "crossed": shoppers who met several runs,
///  "comparisons": [{"a", "b", "metric", "difference", "low", "high", "p"}]}   b minus a
///
/// Intervals are percentile bootstraps over shoppers; p is a two-sided permutation test. Throws
/// Error(NotFound) for an experiment that was not held.
Json compareArms(Project& project, const ArmOptions& options = {});

}  // namespace haberdash
