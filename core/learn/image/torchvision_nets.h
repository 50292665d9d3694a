// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The published networks that run on a person's own weights, up to their pooled features, layer by
// layer as torchvision builds and names them.

#include "core/data/base/safetensors.h"
#include "core/learn/image/net_plan.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// What is known of a network without its weights.
struct NetCard {
    std::string_view name;  ///< "resnet50"
    std::string_view kind;  ///< one sentence for a person
    std::size_t side = 224;
    std::size_t dimension = 0;
    std::array<float, 3> mean{};  ///< of red, green and blue from 0 to 1
    std::array<float, 3> deviation{};
};

/// resnet18, resnet50, vgg16, inception_v3 (torchvision's), inception (cut at mixed7).
std::span<const NetCard> netCards() noexcept;

/// nullptr for another name.
const NetCard* netCard(std::string_view name) noexcept;

/// The network of that name with its weights. Throws Error(Model) when a tensor is missing or of
/// another shape, Error(Input) for numbers that are not finite.
NetPlan planNet(std::string_view name, const Safetensors& weights);

/// The name of the network that the tensors belong to, told by their names and shapes.
std::optional<std::string> recogniseNet(const Safetensors& weights);

/// A layer that a network takes from the weights, in the order of torchvision's modules.
struct NetLayer {
    std::string name;
    ConvShape shape;
};

std::vector<NetLayer> layersOf(std::string_view name);

/// The names of the tensors that planNet() reads.
std::vector<std::string> tensorsOf(std::string_view name);

}  // namespace haberdash
