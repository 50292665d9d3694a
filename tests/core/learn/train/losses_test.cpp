// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/losses_torch.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

// Against sums written out by hand, in double precision.

namespace haberdash {
namespace {

double softplus(const double x) {
    return std::log1p(std::exp(x));
}

torch::Tensor rows(const std::vector<float>& values, const std::int64_t columns) {
    return torch::tensor(values).view({-1, columns});
}

// Two examples of three products: the first was bought, the second disliked.
const torch::Tensor kLogits = rows({1.5F, -0.5F, 0.25F, 0.75F, 2.0F, -1.0F}, 3);
const torch::Tensor kLabels = rows({1, 0, 0, 0, 0, 0}, 3);
const torch::Tensor kWeights = rows({0.5F, 0.25F, 0.25F, 1, 0, 0}, 3);
const torch::Tensor kLogShare = rows({-1, -2, -3, -1, -1, -1}, 3);

WeightedLoss lossOf(const char* const loss, const double temperature = 1) {
    TrainOptions options;
    options.loss = loss;
    options.temperature = temperature;
    return exampleLoss(options, kLogits, kLabels, kWeights, kLogShare);
}

TEST(Losses, BceCountsEachProductByItsWeight) {
    const WeightedLoss loss = lossOf("bce");
    EXPECT_NEAR(
        loss.sum.item<double>(),
        0.5 * softplus(-1.5) + 0.25 * softplus(-0.5) + 0.25 * softplus(0.25) + softplus(0.75),
        1e-6);
    EXPECT_DOUBLE_EQ(loss.weight, 2.0);
}

TEST(Losses, BprIsTheMeanOverWhatWasDrawnBesideWhatWasChosen) {
    const WeightedLoss loss = lossOf("bpr");
    EXPECT_NEAR(loss.sum.item<double>(), 0.5 * (softplus(-2.0) + softplus(-1.25)) / 2, 1e-6);
    EXPECT_DOUBLE_EQ(loss.weight, 0.5);
}

TEST(Losses, SoftmaxDividesByTheTemperatureAndTakesTheShareOff) {
    const WeightedLoss loss = lossOf("softmax", 0.5);
    const double chosen = std::exp(1.5 / 0.5 + 1);
    const double others = std::exp(-0.5 / 0.5 + 2) + std::exp(0.25 / 0.5 + 3);
    EXPECT_NEAR(loss.sum.item<double>(), -0.5 * std::log(chosen / (chosen + others)), 1e-5);
    EXPECT_DOUBLE_EQ(loss.weight, 0.5);
}

TEST(Losses, ATiePullsToAHalfAndASingleProductStandsForItself) {
    // A pair won, a tie, a product liked: its second logit counts nothing.
    const torch::Tensor logits = rows({2, 0.5F, 1, -1, 0.25F, 9}, 2);
    const torch::Tensor loss =
        labelLoss(logits, torch::tensor({1.0F, 1.0F, 0.0F}), torch::tensor({1.0F, 0.5F, 1.0F}));
    const double tie = 0.5 * softplus(-2.0) + 0.5 * softplus(2.0);
    EXPECT_NEAR(loss.item<double>(), (softplus(-1.5) + tie + softplus(-0.25)) / 3, 1e-6);
}

}  // namespace
}  // namespace haberdash
