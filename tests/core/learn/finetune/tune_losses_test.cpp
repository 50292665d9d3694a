// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/finetune/tune_losses_torch.h"

#include <gtest/gtest.h>

#include <cmath>

// Worked out by hand.

namespace haberdash {
namespace {

TEST(TuneLosses, AFactIsCrossEntropySmoothedByATenthOverThoseThatAreKnown) {
    const double right = std::exp(2.0) / (std::exp(2.0) + 1);
    const double expected = -0.95 * std::log(right) - 0.05 * std::log(1 - right);
    const torch::Tensor logits = torch::tensor({{2.0F, 0.0F}, {-5.0F, 3.0F}});
    const auto lossOf = [&](const std::int64_t first, const std::int64_t second) {
        return factLoss(logits, torch::tensor({first, second})).item<double>();
    };
    EXPECT_NEAR(lossOf(0, -1), expected, 1e-6);
    EXPECT_GT(lossOf(1, -1), expected + 1);
    EXPECT_NEAR(factLoss(torch::zeros({3, 4}), torch::tensor({0, 3, 1})).item<double>(),
                std::log(4.0),
                1e-6);
}

TEST(TuneLosses, APictureFindsItsTextAndTheTextItsPicture) {
    const torch::Tensor rows = torch::eye(2);
    const torch::Tensor swapped = rows.flip(0);
    EXPECT_NEAR(pairsLoss(rows, rows, 1.0).item<double>(), std::log(1 + std::exp(-1.0)), 1e-6);
    EXPECT_NEAR(pairsLoss(rows, swapped, 1.0).item<double>(), std::log(1 + std::exp(1.0)), 1e-6);
    EXPECT_NEAR(pairsLoss(rows, rows, 0.1).item<double>(), std::log(1 + std::exp(-10.0)), 1e-6);
    // Both pictures lie on the first text: it is chosen among two alike, and only one is right.
    const torch::Tensor same = torch::tensor({{1.0F, 0.0F}, {1.0F, 0.0F}});
    const double pictures = (std::log(1 + std::exp(-1.0)) + std::log(1 + std::exp(1.0))) / 2;
    EXPECT_NEAR(pairsLoss(same, rows, 1.0).item<double>(), (pictures + std::log(2.0)) / 2, 1e-6);
}

TEST(TuneLosses, AViewFindsTheOtherAmongAllButItself) {
    const torch::Tensor rows = torch::cat({torch::eye(2), torch::eye(2)});
    EXPECT_NEAR(viewsLoss(rows, 1.0).item<double>(), std::log(std::exp(1.0) + 2) - 1, 1e-5);
    const torch::Tensor apart = torch::cat({torch::eye(2), torch::eye(2).flip(0)});
    EXPECT_NEAR(viewsLoss(apart, 1.0).item<double>(), std::log(std::exp(1.0) + 2), 1e-5);
}

}  // namespace
}  // namespace haberdash
