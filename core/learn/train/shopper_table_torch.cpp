// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/shopper_table_torch.h"

#include <algorithm>

namespace haberdash {

namespace {

constexpr double kLeftOut = 0.5;

}  // namespace

ShopperTable::ShopperTable(const Dataset& dataset,
                           const TrainOptions& options,
                           const std::size_t dim)
    : dataset_(dataset),
      table_("shopper", dataset.shoppers.size(), dim, 0, Draws(0)),
      gradients_(dataset.shoppers.size(), dim),
      counter_(options) {
}

torch::Tensor ShopperTable::of(const std::vector<std::uint32_t>& shoppers) {
    taken_ = shoppers;
    const auto rows = static_cast<std::int64_t>(shoppers.size());
    const std::size_t dim = table_.weights().cols();
    own_ = torch::empty({rows, static_cast<std::int64_t>(dim)});
    for (std::size_t i = 0; i < shoppers.size(); ++i) {
        std::copy_n(table_.row(shoppers[i]), dim, own_.data_ptr<float>() + i * dim);
    }
    own_.requires_grad_(true);
    return own_ * (torch::rand({rows, 1}) >= kLeftOut).to(torch::kFloat);
}

void ShopperTable::step() {
    const kernels::AdamStep step = counter_.next();
    if (!own_.defined() || !own_.grad().defined()) {
        return;
    }
    const torch::Tensor gradient = own_.grad().contiguous();
    const std::size_t dim = table_.weights().cols();
    for (std::size_t i = 0; i < taken_.size(); ++i) {
        const std::uint32_t place = gradients_.use(taken_[i]);
        kernels::addScaled(gradients_.at(place), 1.0F, gradient.data_ptr<float>() + i * dim, dim);
    }
    table_.step(gradients_, step, counter_.decayInGradient());
    gradients_.clear();
    own_ = torch::Tensor();
}

void ShopperTable::put(ModelFile& file) const {
    file.integers["shopper.steps"] = {counter_.count()};
    table_.put(file);
}

void ShopperTable::take(const ModelFile& file) {
    counter_.set(file.integersOf("shopper.steps").at(0));
    table_.take(file);
}

}  // namespace haberdash
