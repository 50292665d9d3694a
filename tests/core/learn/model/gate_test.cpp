// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/gate_torch.h"
#include "core/learn/model/network_torch.h"

#include <gtest/gtest.h>

#include <vector>

// The gate against its formula, written with LibTorch's own operations.

namespace haberdash {
namespace {

constexpr std::int64_t kTokens = 3;
constexpr std::int64_t kWidth = 7;  // fills no register

struct Inputs {
    torch::Tensor tokens;
    torch::Tensor weight;
    torch::Tensor bias;
};

Inputs drawn() {
    torch::manual_seed(3);
    const auto random = [](const std::initializer_list<std::int64_t> sizes) {
        return torch::randn(sizes).requires_grad_(true);
    };
    return {random({11, kTokens * kWidth}), random({kTokens, kTokens * kWidth}), random({kTokens})};
}

torch::Tensor written(const Inputs& inputs) {
    const torch::Tensor share =
        torch::softmax(torch::matmul(inputs.tokens, inputs.weight.t()) + inputs.bias, 1);
    return (inputs.tokens.view({-1, kTokens, kWidth}) * share.unsqueeze(2)).sum(1);
}

torch::Tensor ours(const Inputs& inputs) {
    return gatedSum(inputs.tokens, inputs.weight, inputs.bias);
}

TEST(Gate, SumAndAllGradientsAreThoseOfTheFormula) {
    const Inputs inputs = drawn();
    EXPECT_TRUE(torch::allclose(ours(inputs), written(inputs), 1e-5, 1e-5));
    const std::vector<torch::Tensor> all{inputs.tokens, inputs.weight, inputs.bias};
    const torch::Tensor weight = torch::randn({11, kWidth});
    const auto expected = torch::autograd::grad({(written(inputs) * weight).sum()}, all);
    const auto found = torch::autograd::grad({(ours(inputs) * weight).sum()}, all);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_TRUE(torch::allclose(found[i], expected[i], 1e-4, 1e-5)) << i;
    }
}

TEST(Gate, ASharperGateTakesOneTokenAlone) {
    const Inputs inputs = drawn();
    const torch::NoGradGuard guard;
    const torch::Tensor bias = torch::tensor({0.0F, 1e4F, 0.0F});
    EXPECT_TRUE(torch::equal(gatedSum(inputs.tokens, inputs.weight, bias),
                             inputs.tokens.narrow(1, kWidth, kWidth)));
}

TEST(Gate, OneTokenPassesAsItIs) {
    const Inputs inputs = drawn();
    const torch::NoGradGuard guard;
    const torch::Tensor weight = torch::randn({1, kTokens * kWidth});
    EXPECT_TRUE(torch::equal(gatedSum(inputs.tokens, weight, torch::randn({1})), inputs.tokens));
}

// Its bias is as short as the figures that learn faster.
TEST(Gate, LearnsAsLayersDo) {
    const Network network({.textDim = 5,
                           .imageDim = 5,
                           .dim = 8,
                           .hidden = 8,
                           .length = 4,
                           .fusion = "gate",
                           .history = "mean",
                           .head = "mlp"});
    EXPECT_TRUE(network.named_parameters().contains("fuse_in.bias"));
    EXPECT_FALSE(network.isFigure("fuse_in.bias"));
    for (const char* const figure : {"offset", "near_scale", "taste_scale", "head_out.bias"}) {
        EXPECT_TRUE(network.named_parameters().contains(figure)) << figure;
        EXPECT_TRUE(network.isFigure(figure)) << figure;
    }
}

}  // namespace
}  // namespace haberdash
