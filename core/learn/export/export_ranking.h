// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/data/store/project.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace haberdash {

/// One place of one shopper's ranking.
struct RankedRow {
    std::string user;
    std::size_t rank = 1;
    std::string item;
    double score = 0;
    std::optional<double> probability;
};

/// A run's best k for every shopper, by key, from all that each did so far: the rows that
/// `recommend --user` answers. Returns how many. Throws as loadRecommender() does, and Cancelled.
std::size_t forEachRanking(Project& project,
                           const std::string& run,
                           std::size_t k,
                           const std::function<void(const RankedRow&)>& visit,
                           const Monitor& monitor);

}  // namespace haberdash
