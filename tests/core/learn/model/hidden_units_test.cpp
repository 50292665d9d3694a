// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/hidden_units_torch.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

// The head against its formula, written with LibTorch's own operations.

namespace haberdash {
namespace {

struct Inputs {
    torch::Tensor u;
    torch::Tensor fromUser;
    torch::Tensor z;
    MlpHead head;

    std::vector<torch::Tensor> all() const {
        return {u, fromUser, z, head.product, head.out, head.outBias};
    }
};

// Five examples of three candidates; widths that fill no register.
Inputs drawn() {
    torch::manual_seed(3);
    const auto random = [](const std::initializer_list<std::int64_t> sizes) {
        return torch::randn(sizes).requires_grad_(true);
    };
    return {random({5, 7}),
            random({5, 19}),
            random({5, 3, 7}),
            {.product = random({19, 21}), .out = random({1, 19}), .outBias = random({1})}};
}

torch::Tensor written(const Inputs& inputs) {
    const torch::Tensor user = inputs.u.unsqueeze(1);
    const torch::Tensor features =
        torch::cat({inputs.z, user * inputs.z, (user - inputs.z).abs()}, 2);
    const torch::Tensor hidden =
        torch::matmul(features, inputs.head.product.t()) + inputs.fromUser.unsqueeze(1);
    return torch::matmul(torch::relu(hidden), inputs.head.out.t()).squeeze(2) + inputs.head.outBias;
}

torch::Tensor ours(const Inputs& inputs) {
    return mlpLogits(inputs.u, inputs.fromUser, inputs.z, inputs.head);
}

TEST(MlpHead, LogitsAndAllGradientsAreThoseOfTheFormula) {
    const Inputs inputs = drawn();
    EXPECT_TRUE(torch::allclose(ours(inputs), written(inputs), 1e-5, 1e-5));
    const torch::Tensor weight = torch::randn({5, 3});
    const auto expected = torch::autograd::grad({(written(inputs) * weight).sum()}, inputs.all());
    const auto found = torch::autograd::grad({(ours(inputs) * weight).sum()}, inputs.all());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_TRUE(torch::allclose(found[i], expected[i], 1e-5, 1e-5)) << i;
    }
}

TEST(MlpHead, NothingPullsWhereShopperAndProductAreAlike) {
    Inputs inputs = drawn();
    inputs.z = inputs.u.detach().unsqueeze(1).repeat({1, 3, 1}).requires_grad_(true);
    const auto expected = torch::autograd::grad({written(inputs).sum()}, {inputs.u, inputs.z});
    const auto found = torch::autograd::grad({ours(inputs).sum()}, {inputs.u, inputs.z});
    EXPECT_TRUE(torch::allclose(found[0], expected[0], 1e-5, 1e-5));
    EXPECT_TRUE(torch::allclose(found[1], expected[1], 1e-5, 1e-5));
}

TEST(MlpHead, DropoutKeepsTheMeanAndGoesByTheGenerator) {
    Inputs inputs = drawn();
    inputs.head.dropout = 0.3;
    const torch::NoGradGuard guard;
    torch::manual_seed(5);
    const torch::Tensor first = ours(inputs);
    torch::Tensor sum = torch::zeros_like(first);
    for (int i = 0; i < 4000; ++i) {
        sum += ours(inputs);
    }
    torch::manual_seed(5);
    EXPECT_TRUE(torch::equal(ours(inputs), first));
    EXPECT_FALSE(torch::equal(ours(inputs), first));
    EXPECT_TRUE(torch::allclose(sum / 4000, written(inputs), 0.05, 0.25));
}

TEST(ReluDropped, IsReluWhereNothingIsDroppedAndKeepsTheMeanElse) {
    torch::manual_seed(11);
    const torch::Tensor x = torch::randn({37, 9}).requires_grad_(true);
    EXPECT_TRUE(torch::equal(reluDropped(x, 0), torch::relu(x)));
    const torch::Tensor many = torch::full({100'000}, 2.0F).requires_grad_(true);
    const torch::Tensor left = reluDropped(many, 0.2);
    EXPECT_NEAR((left == 0).to(torch::kFloat).mean().item<double>(), 0.2, 0.01);
    EXPECT_NEAR(left.mean().item<double>(), 2.0, 0.03);
    const torch::Tensor gradient = torch::autograd::grad({left.sum()}, {many})[0];
    EXPECT_TRUE(torch::allclose(gradient * 2, left));
    EXPECT_TRUE(torch::equal(torch::autograd::grad({reluDropped(x, 0).sum()}, {x})[0],
                             (x > 0).to(torch::kFloat)));
}

TEST(MlpHead, WhatWasDroppedGetsNoGradientAndTheRestMore) {
    Inputs inputs = drawn();
    inputs.head.dropout = 0.5;
    inputs.fromUser =
        torch::full({5, 19}, 100.0F).requires_grad_(true);  // no unit is off by itself
    torch::manual_seed(7);
    const torch::Tensor logits = ours(inputs);
    const torch::Tensor gradient =
        torch::autograd::grad({logits.select(1, 0).sum()}, {inputs.fromUser})[0];
    const torch::Tensor isKept = (gradient != 0).to(torch::kFloat);
    EXPECT_TRUE(torch::allclose(gradient, isKept * inputs.head.out * 2));
    EXPECT_NEAR(isKept.mean().item<double>(), 0.5, 0.2);
}

TEST(MlpHead, WithDropoutTheGradientsAreTheSlopes) {
    Inputs inputs = drawn();
    inputs.head.dropout = 0.4;
    const auto sumAt = [&] {
        torch::manual_seed(13);
        return ours(inputs).sum();
    };
    for (const torch::Tensor& input : inputs.all()) {
        const torch::Tensor gradient = torch::autograd::grad({sumAt()}, {input})[0];
        const torch::NoGradGuard guard;
        constexpr float kStep = 1e-2F;
        const torch::Tensor direction = torch::sign(gradient);
        const torch::Tensor kept = input.clone();
        input.add_(direction, kStep);
        const double up = sumAt().item<double>();
        input.copy_(kept - kStep * direction);
        const double down = sumAt().item<double>();
        input.copy_(kept);
        const double slope = gradient.abs().sum().item<double>();
        EXPECT_NEAR((up - down) / (2 * kStep), slope, 0.05 * slope + 0.05);
    }
}

TEST(MlpHead, WhatIsNoNumberStaysNone) {
    Inputs inputs = drawn();
    const torch::NoGradGuard guard;
    inputs.fromUser[2][3] = std::nanf("");
    EXPECT_TRUE(torch::isnan(ours(inputs)[2]).all().item<bool>());
    EXPECT_FALSE(torch::isnan(ours(inputs)[1]).any().item<bool>());
    EXPECT_TRUE(torch::isnan(reluDropped(torch::full({3}, std::nanf("")), 0)).all().item<bool>());
}

}  // namespace
}  // namespace haberdash
