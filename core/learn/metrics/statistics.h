// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/learn/metrics/draws.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace haberdash {

struct Interval {
    double mean = 0;
    double low = 0;   ///< 2.5th percentile of the resampled means
    double high = 0;  ///< 97.5th
};

/// {"mean", "low", "high"}
Json toJson(const Interval& interval);

/// Standard deviation of the finite ones among the values, as of a whole population; 0 of none.
double deviation(std::span<const float> values);

/// Percentile bootstrap of the mean of each column of `values` (row-major, a row a shopper): the
/// same resampled shoppers serve every column. Without rows: zeros.
std::vector<Interval> bootstrapMeans(std::span<const double> values,
                                     std::size_t columns,
                                     std::size_t resamples,
                                     std::uint64_t seed);

/// Two-sided p of the paired randomization test (Fisher; Smucker et al. 2007): how often does the
/// mean of the differences with random signs lie as far from 0 as the one seen?
double randomizationTest(std::span<const double> differences,
                         std::size_t samples,
                         std::uint64_t seed);

/// Holm's step-down correction of a family of p values, in their order.
std::vector<double> holm(std::span<const double> values);

}  // namespace haberdash
