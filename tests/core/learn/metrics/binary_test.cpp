// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/metrics/binary.h"

#include "core/learn/metrics/statistics.h"

#include <gtest/gtest.h>

#include <cmath>

namespace haberdash {
namespace {

const std::vector<LabeledScore> kExamples{{0.9, true}, {0.8, false}, {0.7, true}, {0.1, false}};

TEST(BinaryFigures, AgreeWithFiguresWorkedOutByHand) {
    const BinaryFigures figures = binaryFigures(kExamples, 0.7, Calibration{0, 0});
    EXPECT_NEAR(figures.accuracy, 0.75, 1e-12);
    EXPECT_NEAR(figures.precision, 2.0 / 3, 1e-12);
    EXPECT_NEAR(figures.recall, 1.0, 1e-12);
    EXPECT_NEAR(figures.f1, 0.8, 1e-12);
    EXPECT_NEAR(figures.rocAuc, 0.75, 1e-12);
    EXPECT_NEAR(figures.prAuc, (1.0 + 2.0 / 3) / 2, 1e-12);
    EXPECT_NEAR(figures.logLoss, std::log(2.0), 1e-12);
    EXPECT_NEAR(figures.brier, 0.25, 1e-12);
    EXPECT_NEAR(figures.ece, 0.0, 1e-12);
}

TEST(BinaryFigures, EqualScoresCountHalf) {
    const std::vector<LabeledScore> equal{{1, true}, {1, false}};
    EXPECT_NEAR(binaryFigures(equal, 1, {}).rocAuc, 0.5, 1e-12);
    EXPECT_NEAR(binaryFigures(equal, 1, {}).prAuc, 0.5, 1e-12);
}

TEST(BestThreshold, HasTheBestF1) {
    EXPECT_EQ(bestThreshold(kExamples), 0.7);
}

TEST(Calibration, RecoversTheLogisticThatMadeTheLabels) {
    Draws random(3);
    const Calibration truth{2.0, -1.0};
    std::vector<LabeledScore> examples;
    for (int i = 0; i < 50000; ++i) {
        const double score = 10 + random.normal();
        examples.push_back({score, random.unit() < truth.probability(score - 10)});
    }
    const Calibration fit = fitCalibration(examples);
    EXPECT_NEAR(fit.slope, 2.0, 0.06);
    EXPECT_NEAR(fit.probability(10), truth.probability(0), 0.01);
}

TEST(Calibration, StaysFiniteOnSeparableExamplesAndOnOneClass) {
    const std::vector<LabeledScore> separable{{1, true}, {2, true}, {-1, false}, {-2, false}};
    const Calibration fit = fitCalibration(separable);
    EXPECT_TRUE(std::isfinite(fit.slope));
    EXPECT_GT(fit.probability(1), 0.5);
    const std::vector<LabeledScore> same{{1, true}, {2, true}};
    EXPECT_NEAR(fitCalibration(same).probability(5), 0.75, 1e-12);
}

TEST(Bootstrap, IntervalHoldsTheMeanAndNarrowsWithMoreShoppers) {
    Draws random(1);
    std::vector<double> values(4000);
    for (double& value : values) {
        value = random.unit();
    }
    const Interval few = bootstrapMeans(std::span(values).first(100), 1, 1000, 7)[0];
    const Interval many = bootstrapMeans(values, 1, 1000, 7)[0];
    EXPECT_LT(many.low, many.mean);
    EXPECT_GT(many.high, many.mean);
    EXPECT_NEAR(many.high - many.low, 2 * 1.96 * std::sqrt(1.0 / 12 / 4000), 0.002);
    EXPECT_GT(few.high - few.low, 3 * (many.high - many.low));
}

TEST(RandomizationTest, TellsARealDifferenceFromNoise) {
    Draws random(5);
    std::vector<double> noise(200), shifted(200);
    for (std::size_t i = 0; i < noise.size(); ++i) {
        noise[i] = i % 2 == 0 ? random.unit() : -random.unit();
        shifted[i] = noise[i] + 0.3;
    }
    EXPECT_GT(randomizationTest(noise, 2000, 7), 0.05);
    EXPECT_LT(randomizationTest(shifted, 2000, 7), 0.01);
    EXPECT_EQ(randomizationTest(std::vector<double>(9, 0.0), 2000, 7), 1.0);
}

TEST(Holm, CorrectsStepByStepInTheGivenOrder) {
    const std::vector<double> corrected = holm(std::vector<double>{0.04, 0.01, 0.03});
    EXPECT_NEAR(corrected[0], 0.06, 1e-12);
    EXPECT_NEAR(corrected[1], 0.03, 1e-12);
    EXPECT_NEAR(corrected[2], 0.06, 1e-12);
}

}  // namespace
}  // namespace haberdash
