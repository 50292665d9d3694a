// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace haberdash {

/// A held-out example: did the shopper prefer the product?
struct LabeledScore {
    double score = 0;
    bool isPositive = false;
};

/// 1 / (1 + exp(-x)), without overflow.
double logistic(double x);

/// p = 1 / (1 + exp(-(slope * score + offset))) (Platt 1999).
struct Calibration {
    double slope = 1;
    double offset = 0;

    double probability(double score) const noexcept;
};

/// Fits by maximum likelihood (Newton), with Platt's smoothed targets, so that separable examples
/// stay finite. Examples of one class only give slope 0 and their smoothed share.
Calibration fitCalibration(std::span<const LabeledScore> examples);

/// The score at which calling everything above it (or equal) positive has the best F1.
double bestThreshold(std::span<const LabeledScore> examples);

struct CalibrationBin {
    double probability = 0;  ///< mean of what was said
    double share = 0;        ///< of positives among them
    std::size_t count = 0;
};

struct BinaryFigures {
    double accuracy = 0;
    double precision = 0;
    double recall = 0;
    double f1 = 0;
    double rocAuc = 0;   ///< equal scores count half; 0.5 when a class is missing
    double prAuc = 0;    ///< average precision, equal scores as one step
    double logLoss = 0;  ///< natural logarithm, probabilities kept within 1e-15 of 0 and 1
    double brier = 0;
    double ece = 0;                    ///< over ten bins of equal width
    std::vector<CalibrationBin> bins;  ///< those that hold examples
    std::size_t positives = 0;
    std::size_t negatives = 0;
};

BinaryFigures binaryFigures(std::span<const LabeledScore> examples,
                            double threshold,
                            const Calibration& calibration);

}  // namespace haberdash
