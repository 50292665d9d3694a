// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/gate_torch.h"

#include "core/learn/model/gate.h"

namespace haberdash {

namespace {

gate::Size gateSize(const torch::Tensor& tokens, const torch::Tensor& bias) {
    return {.rows = static_cast<std::size_t>(tokens.size(0)),
            .tokens = static_cast<std::size_t>(bias.size(0)),
            .width = static_cast<std::size_t>(tokens.size(1) / bias.size(0))};
}

class GatedSum : public torch::autograd::Function<GatedSum> {
  public:
    static torch::Tensor forward(torch::autograd::AutogradContext* const context,
                                 const torch::Tensor& givenTokens,
                                 const torch::Tensor& givenWeight,
                                 const torch::Tensor& givenBias) {
        const torch::Tensor tokens = givenTokens.contiguous();
        const torch::Tensor weight = givenWeight.contiguous();
        const torch::Tensor bias = givenBias.contiguous();
        const gate::Size size = gateSize(tokens, bias);
        const torch::Tensor shares = torch::empty({tokens.size(0), bias.size(0)});
        torch::Tensor mixed = torch::empty({tokens.size(0), tokens.size(1) / bias.size(0)});
        gate::mix(tokens.data_ptr<float>(),
                  weight.data_ptr<float>(),
                  bias.data_ptr<float>(),
                  size,
                  shares.data_ptr<float>(),
                  mixed.data_ptr<float>());
        context->save_for_backward({tokens, weight, bias, shares});
        return mixed;
    }

    static torch::autograd::variable_list backward(
        torch::autograd::AutogradContext* const context,
        const torch::autograd::variable_list& gradients) {
        const auto saved = context->get_saved_variables();
        const torch::Tensor& tokens = saved[0];
        const torch::Tensor& weight = saved[1];
        const torch::Tensor& bias = saved[2];
        const torch::Tensor ofTokens = torch::empty_like(tokens);
        const torch::Tensor ofWeight = torch::empty_like(weight);
        const torch::Tensor ofBias = torch::empty_like(bias);
        gate::mixBack(tokens.data_ptr<float>(),
                      weight.data_ptr<float>(),
                      saved[3].data_ptr<float>(),
                      gradients[0].contiguous().data_ptr<float>(),
                      gateSize(tokens, bias),
                      ofTokens.data_ptr<float>(),
                      ofWeight.data_ptr<float>(),
                      ofBias.data_ptr<float>());
        return {ofTokens, ofWeight, ofBias};
    }
};

}  // namespace

torch::Tensor gatedSum(const torch::Tensor& tokens,
                       const torch::Tensor& weight,
                       const torch::Tensor& bias) {
    return GatedSum::apply(tokens, weight, bias);
}

}  // namespace haberdash
