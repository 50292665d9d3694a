// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What `evaluate` found between pairs of runs belongs to no run's folder: it is kept beside them,
// in runs/comparisons-<split>.json.

#include "core/data/base/json.h"

#include <filesystem>
#include <string>

namespace haberdash {

/// Adds an array of comparisons, as `evaluate` gives them ("a", "b", "metric", figures); an earlier
/// one of the same pair, either way round, and metric goes. Throws Error(Disk).
void keepComparisons(const std::filesystem::path& runsFolder,
                     const std::string& split,
                     const Json& comparisons);

/// An array; empty when there are none or the file cannot be read: they can be computed again.
Json keptComparisons(const std::filesystem::path& runsFolder, const std::string& split);

}  // namespace haberdash
