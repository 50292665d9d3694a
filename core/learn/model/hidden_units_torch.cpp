// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/hidden_units_torch.h"

#include "core/learn/model/hidden_units.h"

#include <cstdint>

namespace haberdash {

namespace {

hidden::Size sizeOf(const torch::Tensor& z, const std::int64_t width) {
    return {.examples = static_cast<std::size_t>(z.size(0)),
            .candidates = static_cast<std::size_t>(z.size(1)),
            .width = static_cast<std::size_t>(width)};
}

std::uint32_t drawnSeed(const double dropout) {
    return dropout > 0 ? static_cast<std::uint32_t>(
                             torch::randint(1LL << 32, {1}, torch::kInt64).item<std::int64_t>())
                       : 0;
}

class MlpLogits : public torch::autograd::Function<MlpLogits> {
  public:
    static torch::Tensor forward(torch::autograd::AutogradContext* const context,
                                 const torch::Tensor& givenU,
                                 const torch::Tensor& fromUser,
                                 const torch::Tensor& givenZ,
                                 const torch::Tensor& product,
                                 const torch::Tensor& givenOut,
                                 const double dropout) {
        const torch::Tensor u = givenU.contiguous();
        const torch::Tensor z = givenZ.contiguous();
        const torch::Tensor out = givenOut.contiguous();
        const std::int64_t rows = z.size(0) * z.size(1);
        const torch::Tensor features = torch::empty({rows, 3 * z.size(2)});
        hidden::join(u.data_ptr<float>(),
                     z.data_ptr<float>(),
                     sizeOf(z, z.size(2)),
                     features.data_ptr<float>());
        const torch::Tensor units = torch::mm(features, product.t());  // [B * C, H]
        const torch::Tensor logits = torch::empty({z.size(0), z.size(1)});
        hidden::pass(units.data_ptr<float>(),
                     fromUser.contiguous().data_ptr<float>(),
                     out.data_ptr<float>(),
                     sizeOf(z, units.size(1)),
                     static_cast<float>(dropout),
                     drawnSeed(dropout),
                     logits.data_ptr<float>());
        context->save_for_backward({u, z, features, units, product, out});
        context->saved_data["dropout"] = dropout;
        return logits;
    }

    static torch::autograd::variable_list backward(
        torch::autograd::AutogradContext* const context,
        const torch::autograd::variable_list& gradients) {
        const auto saved = context->get_saved_variables();
        const torch::Tensor& u = saved[0];
        const torch::Tensor& z = saved[1];
        const torch::Tensor& features = saved[2];
        const torch::Tensor& passed = saved[3];
        const torch::Tensor& product = saved[4];
        const torch::Tensor& out = saved[5];
        const torch::Tensor ofHidden = torch::empty_like(passed);
        const torch::Tensor ofUser = torch::empty({z.size(0), passed.size(1)});
        const torch::Tensor ofOut = torch::empty_like(out);
        hidden::passBack(passed.data_ptr<float>(),
                         out.data_ptr<float>(),
                         gradients[0].contiguous().data_ptr<float>(),
                         sizeOf(z, passed.size(1)),
                         static_cast<float>(context->saved_data["dropout"].toDouble()),
                         ofHidden.data_ptr<float>(),
                         ofUser.data_ptr<float>(),
                         ofOut.data_ptr<float>());
        const torch::Tensor ofProduct = torch::mm(ofHidden.t(), features);  // [H, 3 dim]
        const torch::Tensor ofFeatures = torch::mm(ofHidden, product);      // [B * C, 3 dim]
        const torch::Tensor ofU = torch::empty_like(u);
        const torch::Tensor ofZ = torch::empty_like(z);
        hidden::split(u.data_ptr<float>(),
                      z.data_ptr<float>(),
                      ofFeatures.data_ptr<float>(),
                      sizeOf(z, z.size(2)),
                      ofU.data_ptr<float>(),
                      ofZ.data_ptr<float>());
        return {ofU, ofUser, ofZ, ofProduct, ofOut, torch::Tensor()};
    }
};

class ReluDropped : public torch::autograd::Function<ReluDropped> {
  public:
    static torch::Tensor forward(torch::autograd::AutogradContext* const context,
                                 const torch::Tensor& given,
                                 const double dropout) {
        const torch::Tensor x = given.contiguous();
        const torch::Tensor out = torch::empty_like(x);
        hidden::drop(x.data_ptr<float>(),
                     static_cast<std::size_t>(x.numel()),
                     static_cast<float>(dropout),
                     drawnSeed(dropout),
                     out.data_ptr<float>());
        context->save_for_backward({out});
        context->saved_data["dropout"] = dropout;
        return out;
    }

    static torch::autograd::variable_list backward(
        torch::autograd::AutogradContext* const context,
        const torch::autograd::variable_list& gradients) {
        const torch::Tensor left = context->get_saved_variables()[0];
        const torch::Tensor back = torch::empty_like(left);
        hidden::dropBack(left.data_ptr<float>(),
                         gradients[0].contiguous().data_ptr<float>(),
                         static_cast<std::size_t>(left.numel()),
                         static_cast<float>(context->saved_data["dropout"].toDouble()),
                         back.data_ptr<float>());
        return {back, torch::Tensor()};
    }
};

}  // namespace

torch::Tensor reluDropped(const torch::Tensor& x, const double dropout) {
    return ReluDropped::apply(x, dropout);
}

torch::Tensor mlpLogits(const torch::Tensor& u,
                        const torch::Tensor& fromUser,
                        const torch::Tensor& z,
                        const MlpHead& head) {
    return MlpLogits::apply(u, fromUser, z, head.product, head.out, head.dropout) + head.outBias;
}

}  // namespace haberdash
