// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/metrics/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace haberdash {

namespace {

// The q-quantile of sorted values, linear between neighbours.
double quantile(const std::vector<double>& sorted, const double q) {
    const double place = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

Json toJson(const Interval& interval) {
    return {{"mean", interval.mean}, {"low", interval.low}, {"high", interval.high}};
}

double deviation(const std::span<const float> values) {
    double sum = 0;
    double squares = 0;
    double count = 0;
    for (const float value : values) {
        if (std::isfinite(value)) {
            sum += value;
            squares += static_cast<double>(value) * value;
            count += 1;
        }
    }
    const double mean = count > 0 ? sum / count : 0;
    return count > 0 ? std::sqrt(std::max(0.0, squares / count - mean * mean)) : 0;
}

std::vector<Interval> bootstrapMeans(const std::span<const double> values,
                                     const std::size_t columns,
                                     const std::size_t resamples,
                                     const std::uint64_t seed) {
    std::vector<Interval> intervals(columns);
    const std::size_t rows = columns > 0 ? values.size() / columns : 0;
    if (rows == 0) {
        return intervals;
    }
    const double n = static_cast<double>(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            intervals[column].mean += values[row * columns + column] / n;
        }
    }
    std::vector<std::vector<double>> means(columns, std::vector<double>(resamples));
    std::vector<double> sums(columns);
    Draws random(seed);
    for (std::size_t resample = 0; resample < resamples; ++resample) {
        std::ranges::fill(sums, 0.0);
        for (std::size_t draw = 0; draw < rows; ++draw) {
            const double* const row = values.data() + random.below(rows) * columns;
            for (std::size_t column = 0; column < columns; ++column) {
                sums[column] += row[column];
            }
        }
        for (std::size_t column = 0; column < columns; ++column) {
            means[column][resample] = sums[column] / n;
        }
    }
    for (std::size_t column = 0; column < columns && resamples > 0; ++column) {
        std::ranges::sort(means[column]);
        intervals[column].low = quantile(means[column], 0.025);
        intervals[column].high = quantile(means[column], 0.975);
    }
    return intervals;
}

double randomizationTest(const std::span<const double> differences,
                         const std::size_t samples,
                         const std::uint64_t seed) {
    std::vector<double> moving;  // a difference of 0 stays 0 under any sign
    std::ranges::copy_if(differences, std::back_inserter(moving), [](double d) { return d != 0; });
    const double seen = std::abs(std::accumulate(moving.begin(), moving.end(), 0.0));
    const double tolerance = 1e-12 * (1 + seen);
    Draws random(seed);
    std::size_t asFar = 0;
    for (std::size_t sample = 0; sample < samples; ++sample) {
        double sum = 0;
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < moving.size(); ++i) {
            bits = i % 64 == 0 ? random.word() : bits >> 1U;
            sum += (bits & 1U) != 0 ? moving[i] : -moving[i];
        }
        asFar += std::abs(sum) >= seen - tolerance ? 1 : 0;
    }
    return static_cast<double>(asFar + 1) / static_cast<double>(samples + 1);
}

std::vector<double> holm(const std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](const std::size_t i) { return values[i]; });
    std::vector<double> corrected(values.size());
    double least = 0;
    for (std::size_t step = 0; step < order.size(); ++step) {
        const double factor = static_cast<double>(order.size() - step);
        least = std::max(least, std::min(1.0, factor * values[order[step]]));
        corrected[order[step]] = least;
    }
    return corrected;
}

}  // namespace haberdash
