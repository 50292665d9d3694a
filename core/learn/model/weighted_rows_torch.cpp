// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/weighted_rows_torch.h"

#include <cblas.h>
#include <cstdint>

namespace haberdash {

namespace {

// visit(example, place, weight) for all weights that are not 0.
template <class Visit>
void forEachWeight(const torch::Tensor& places, const torch::Tensor& weight, const Visit& visit) {
    const std::int64_t length = weight.size(1);
    const std::int64_t* const place = places.data_ptr<std::int64_t>();
    const float* const value = weight.data_ptr<float>();
    for (std::int64_t slot = 0; slot < weight.numel(); ++slot) {
        if (value[slot] != 0.0F) {
            visit(slot / length, place[slot], value[slot]);
        }
    }
}

class WeightedRows : public torch::autograd::Function<WeightedRows> {
  public:
    static torch::Tensor forward(torch::autograd::AutogradContext* const context,
                                 const torch::Tensor& z,
                                 const torch::Tensor& places,
                                 const torch::Tensor& weight) {
        context->save_for_backward({places, weight});
        context->saved_data["rows"] = z.size(0);
        const torch::Tensor rows = z.contiguous();
        const auto dim = static_cast<int>(z.size(1));
        torch::Tensor sums = torch::zeros({weight.size(0), z.size(1)});
        forEachWeight(places, weight, [&](const auto example, const auto place, const float value) {
            cblas_saxpy(dim,
                        value,
                        rows.data_ptr<float>() + place * dim,
                        1,
                        sums.data_ptr<float>() + example * dim,
                        1);
        });
        return sums;
    }

    static torch::autograd::variable_list backward(
        torch::autograd::AutogradContext* const context,
        const torch::autograd::variable_list& gradients) {
        const auto saved = context->get_saved_variables();
        const torch::Tensor gradient = gradients[0].contiguous();
        const auto dim = static_cast<int>(gradient.size(1));
        torch::Tensor back = torch::zeros({context->saved_data["rows"].toInt(), gradient.size(1)});
        forEachWeight(
            saved[0], saved[1], [&](const auto example, const auto place, const float value) {
                cblas_saxpy(dim,
                            value,
                            gradient.data_ptr<float>() + example * dim,
                            1,
                            back.data_ptr<float>() + place * dim,
                            1);
            });
        return {back, torch::Tensor(), torch::Tensor()};
    }
};

}  // namespace

torch::Tensor weightedRows(const torch::Tensor& z,
                           const torch::Tensor& places,
                           const torch::Tensor& weight) {
    return WeightedRows::apply(z, places, weight);
}

torch::Tensor weightedMeans(const torch::Tensor& z,
                            const torch::Tensor& places,
                            const torch::Tensor& weight) {
    return weightedRows(z, places, weight) / weight.sum(1, true).clamp_min(1e-6);
}

}  // namespace haberdash
