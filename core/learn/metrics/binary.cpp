// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/metrics/binary.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace haberdash {

namespace {

std::vector<LabeledScore> bestFirst(const std::span<const LabeledScore> examples) {
    std::vector<LabeledScore> sorted(examples.begin(), examples.end());
    std::ranges::stable_sort(
        sorted, [](const LabeledScore& a, const LabeledScore& b) { return a.score > b.score; });
    return sorted;
}

std::size_t countPositives(const std::span<const LabeledScore> examples) {
    return static_cast<std::size_t>(std::ranges::count_if(examples, &LabeledScore::isPositive));
}

// Walks the examples best first, one step a distinct score: visit(positives, negatives, score)
// with what has been passed so far.
template <class Visit>
void walk(const std::vector<LabeledScore>& sorted, const Visit& visit) {
    double positives = 0;
    double negatives = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        (sorted[i].isPositive ? positives : negatives) += 1;
        if (i + 1 == sorted.size() || sorted[i + 1].score != sorted[i].score) {
            visit(positives, negatives, sorted[i].score);
        }
    }
}

void fillAreas(BinaryFigures& figures, const std::vector<LabeledScore>& sorted) {
    const double allPositives = static_cast<double>(figures.positives);
    const double allNegatives = static_cast<double>(figures.negatives);
    double lastPositives = 0;
    double lastNegatives = 0;
    double roc = 0;
    double pr = 0;
    walk(sorted, [&](const double positives, const double negatives, double) {
        roc += (negatives - lastNegatives) * (positives + lastPositives) / 2;
        pr += (positives - lastPositives) * positives / (positives + negatives);
        lastPositives = positives;
        lastNegatives = negatives;
    });
    const bool hasBoth = allPositives > 0 && allNegatives > 0;
    figures.rocAuc = hasBoth ? roc / (allPositives * allNegatives) : 0.5;
    figures.prAuc = allPositives > 0 ? pr / allPositives : 0.0;
}

void fillCalibration(BinaryFigures& figures,
                     const std::span<const LabeledScore> examples,
                     const Calibration& calibration) {
    constexpr double kBins = 10;
    constexpr double kEdge = 1e-15;

    struct Sum {
        double probability = 0;
        double positives = 0;
        std::size_t count = 0;
    };

    std::array<Sum, 10> sums{};
    for (const LabeledScore& example : examples) {
        const double p = calibration.probability(example.score);
        const double label = example.isPositive ? 1.0 : 0.0;
        const double safe = std::clamp(p, kEdge, 1 - kEdge);
        figures.logLoss -= example.isPositive ? std::log(safe) : std::log1p(-safe);
        figures.brier += (p - label) * (p - label);
        Sum& sum = sums[static_cast<std::size_t>(std::min(p * kBins, kBins - 1))];
        sum.probability += p;
        sum.positives += label;
        ++sum.count;
    }
    const double all = static_cast<double>(examples.size());
    figures.logLoss /= all;
    figures.brier /= all;
    for (const Sum& sum : sums) {
        if (sum.count > 0) {
            const double count = static_cast<double>(sum.count);
            figures.bins.push_back({sum.probability / count, sum.positives / count, sum.count});
            figures.ece += std::abs(sum.probability - sum.positives) / all;
        }
    }
}

}  // namespace

double logistic(const double x) {
    return x >= 0 ? 1.0 / (1.0 + std::exp(-x)) : std::exp(x) / (1.0 + std::exp(x));
}

double Calibration::probability(const double score) const noexcept {
    return logistic(slope * score + offset);
}

Calibration fitCalibration(const std::span<const LabeledScore> examples) {
    const double positives = static_cast<double>(countPositives(examples));
    const double negatives = static_cast<double>(examples.size()) - positives;
    const double high = (positives + 1) / (positives + 2);
    const double low = 1 / (negatives + 2);
    Calibration fit{0, std::log((positives + 1) / (negatives + 1))};
    if (positives == 0 || negatives == 0) {
        return fit;
    }
    // Scores are standardised for the fit, so that Newton's steps are well scaled.
    double mean = 0;
    double square = 0;
    for (const LabeledScore& example : examples) {
        mean += example.score;
        square += example.score * example.score;
    }
    mean /= positives + negatives;
    const double variance = square / (positives + negatives) - mean * mean;
    const double scale = variance > 1e-24 ? 1 / std::sqrt(variance) : 0.0;
    constexpr int kMostSteps = 50;
    for (int step = 0; step < kMostSteps; ++step) {
        double gradientSlope = 0, gradientOffset = 0;
        double slopeSlope = 1e-9, slopeOffset = 0, offsetOffset = 1e-9;
        for (const LabeledScore& example : examples) {
            const double x = (example.score - mean) * scale;
            const double p = logistic(fit.slope * x + fit.offset);
            const double error = p - (example.isPositive ? high : low);
            const double weight = p * (1 - p);
            gradientSlope += error * x;
            gradientOffset += error;
            slopeSlope += weight * x * x;
            slopeOffset += weight * x;
            offsetOffset += weight;
        }
        const double determinant = slopeSlope * offsetOffset - slopeOffset * slopeOffset;
        const double deltaSlope =
            (offsetOffset * gradientSlope - slopeOffset * gradientOffset) / determinant;
        const double deltaOffset =
            (slopeSlope * gradientOffset - slopeOffset * gradientSlope) / determinant;
        // A step too long for the quadratic picture is shortened.
        const double most = std::max({1.0, std::abs(deltaSlope) / 2, std::abs(deltaOffset) / 2});
        fit.slope -= deltaSlope / most;
        fit.offset -= deltaOffset / most;
        if (std::abs(deltaSlope) + std::abs(deltaOffset) < 1e-10) {
            break;
        }
    }
    return {fit.slope * scale, fit.offset - fit.slope * scale * mean};
}

double bestThreshold(const std::span<const LabeledScore> examples) {
    const double all = static_cast<double>(countPositives(examples));
    double best = -1;
    double threshold = 0;
    walk(bestFirst(examples),
         [&](const double positives, const double negatives, const double score) {
             const double f1 = 2 * positives / (positives + negatives + all);
             if (f1 > best) {
                 best = f1;
                 threshold = score;
             }
         });
    return threshold;
}

BinaryFigures binaryFigures(const std::span<const LabeledScore> examples,
                            const double threshold,
                            const Calibration& calibration) {
    BinaryFigures figures;
    if (examples.empty()) {
        return figures;
    }
    figures.positives = countPositives(examples);
    figures.negatives = examples.size() - figures.positives;
    double truePositives = 0;
    double called = 0;
    double right = 0;
    for (const LabeledScore& example : examples) {
        const bool isCalled = example.score >= threshold;
        called += isCalled ? 1 : 0;
        truePositives += isCalled && example.isPositive ? 1 : 0;
        right += isCalled == example.isPositive ? 1 : 0;
    }
    const double positives = static_cast<double>(figures.positives);
    figures.accuracy = right / static_cast<double>(examples.size());
    figures.precision = called > 0 ? truePositives / called : 0.0;
    figures.recall = positives > 0 ? truePositives / positives : 0.0;
    figures.f1 = truePositives > 0 ? 2 * truePositives / (called + positives) : 0.0;
    fillAreas(figures, bestFirst(examples));
    fillCalibration(figures, examples, calibration);
    return figures;
}

}  // namespace haberdash
