// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/torchvision_nets.h"

#include "core/data/base/error.h"
#include "core/learn/image/inception_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace haberdash {

namespace {

using Plane = NetPlan::Plane;

constexpr std::array<float, 3> kMean{0.485F, 0.456F, 0.406F};
constexpr std::array<float, 3> kDeviation{0.229F, 0.224F, 0.225F};
constexpr std::array<float, 3> kHalf{0.5F, 0.5F, 0.5F};

// torchvision's Inception is fed pictures of ImageNet's mean and deviation and turns them into
// ones from -1 to 1 itself; that is where the network proper begins.
constexpr std::array kCards{
    NetCard{"resnet18", "ResNet-18, pooled features", 224, 512, kMean, kDeviation},
    NetCard{"resnet50", "ResNet-50, pooled features", 224, 2048, kMean, kDeviation},
    NetCard{"vgg16", "VGG-16, last convolutions, pooled", 224, 512, kMean, kDeviation},
    NetCard{"inception_v3", "Inception v3, pooled features", 299, 2048, kHalf, kHalf},
    NetCard{"inception",
            "Inception v3 up to mixed7, ImageNet-pretrained, last layers fine-tuned by a third "
            "party; classifier discarded",
            299,
            768,
            {0, 0, 0},
            {1, 1, 1}}};

// ResNet's normalisations stand beside the convolutions: conv1 and bn1, downsample.0 and .1.
std::string normOf(std::string layer) {
    if (layer.ends_with("downsample.0")) {
        layer.back() = '1';
        return layer;
    }
    return layer.replace(layer.rfind("conv"), 4, "bn");
}

/// The tensors of one convolution; without normalisation only kernel and bias have names.
struct TensorNames {
    std::string kernel, bias, gamma, mean, variance;
    double epsilon = 0;
};

TensorNames namesOf(const std::string_view net, const std::string& layer) {
    if (net == "vgg16") {
        return {.kernel = layer + ".weight", .bias = layer + ".bias"};
    }
    const bool isInception = net.starts_with("inception");
    const std::string norm = isInception ? layer + ".bn" : normOf(layer);
    return {.kernel = isInception ? layer + ".conv.weight" : layer + ".weight",
            .bias = norm + ".bias",
            .gamma = norm + ".weight",
            .mean = norm + ".running_mean",
            .variance = norm + ".running_var",
            .epsilon = isInception ? 1e-3 : 1e-5};
}

std::vector<float> read(const Safetensors& weights,
                        const std::string& name,
                        const std::vector<std::size_t>& shape) {
    const TensorView& tensor = weights.tensor(name);
    if (tensor.shape != shape) {
        throw Error(ErrorKind::Model,
                    fmt::format("The image encoder's weights do not fit: {} has another shape than "
                                "the network's layer.",
                                name));
    }
    std::vector<float> values = floatsOf(tensor);
    if (!std::ranges::all_of(values, [](const float value) { return std::isfinite(value); })) {
        throw Error(ErrorKind::Input,
                    fmt::format("The weights {} hold numbers that are not finite; get the file "
                                "again.",
                                name));
    }
    return values;
}

FoldedConv fold(const Safetensors& weights, const TensorNames& names, const ConvShape& shape) {
    FoldedConv folded{
        read(weights, names.kernel, {shape.out, shape.in, shape.kernel[0], shape.kernel[1]}),
        read(weights, names.bias, {shape.out})};
    if (names.mean.empty()) {
        return folded;
    }
    const std::vector<float> gamma = read(weights, names.gamma, {shape.out});
    const std::vector<float> mean = read(weights, names.mean, {shape.out});
    const std::vector<float> variance = read(weights, names.variance, {shape.out});
    const std::size_t inner = folded.kernel.size() / shape.out;
    for (std::size_t o = 0; o < shape.out; ++o) {
        const double scale = gamma[o] / std::sqrt(std::max(0.0F, variance[o]) + names.epsilon);
        for (std::size_t i = 0; i < inner; ++i) {
            float& value = folded.kernel[o * inner + i];
            value = static_cast<float>(value * scale);
        }
        folded.bias[o] = static_cast<float>(folded.bias[o] - mean[o] * scale);
    }
    return folded;
}

class ResNetBuilder {
  public:
    explicit ResNetBuilder(const ConvSource& source) : source_(source) {}

    NetPlan build(const std::array<std::size_t, 4>& blocks, const bool isDeep) {
        Plane plane = convolve(plan_.input(224), "conv1", 64, 7, 2, true);
        plane = plan_.pool(plane, {.padding = 1});
        for (std::size_t stage = 0; stage < blocks.size(); ++stage) {
            for (std::size_t i = 0; i < blocks[stage]; ++i) {
                const std::string name = fmt::format("layer{}.{}.", stage + 1, i);
                const std::size_t stride = stage > 0 && i == 0 ? 2 : 1;
                plane = isDeep ? bottleneck(plane, name, std::size_t{64} << stage, stride)
                               : basic(plane, name, std::size_t{64} << stage, stride);
            }
        }
        plan_.globalMean(plane);
        return std::move(plan_);
    }

  private:
    Plane convolve(const Plane in,
                   const std::string& name,
                   const std::size_t out,
                   const std::size_t side,
                   const std::size_t stride,
                   const bool hasRelu,
                   const std::optional<Plane> addend = std::nullopt) {
        const ConvShape shape{out, plan_.channels(in), {side, side}};
        return plan_.convolve(in,
                              {.weights = source_(name, shape),
                               .shape = shape,
                               .stride = stride,
                               .padding = {side / 2, side / 2},
                               .hasRelu = hasRelu,
                               .addend = addend});
    }

    Plane shortcut(const Plane in,
                   const std::string& name,
                   const std::size_t out,
                   const std::size_t stride) {
        if (stride == 1 && plan_.channels(in) == out) {
            return in;
        }
        return convolve(in, name + "downsample.0", out, 1, stride, false);
    }

    Plane basic(const Plane in,
                const std::string& name,
                const std::size_t width,
                const std::size_t stride) {
        const Plane first = convolve(in, name + "conv1", width, 3, stride, true);
        const Plane beside = shortcut(in, name, width, stride);
        return convolve(first, name + "conv2", width, 3, 1, true, beside);
    }

    Plane bottleneck(const Plane in,
                     const std::string& name,
                     const std::size_t width,
                     const std::size_t stride) {
        const Plane first = convolve(in, name + "conv1", width, 1, 1, true);
        const Plane second = convolve(first, name + "conv2", width, 3, stride, true);
        const Plane beside = shortcut(in, name, 4 * width, stride);
        return convolve(second, name + "conv3", 4 * width, 1, 1, true, beside);
    }

    const ConvSource& source_;
    NetPlan plan_;
};

NetPlan planVgg(const ConvSource& source) {
    NetPlan plan;
    Plane plane = plan.input(224);
    std::size_t place = 0;  // in torchvision's list, where ReLU and pooling take places too
    constexpr std::array<std::pair<std::size_t, std::size_t>, 5> kStages{
        {{64, 2}, {128, 2}, {256, 3}, {512, 3}, {512, 3}}};
    for (const auto& [width, count] : kStages) {
        for (std::size_t i = 0; i < count; ++i, place += 2) {
            const ConvShape shape{width, plan.channels(plane), {3, 3}};
            plane = plan.convolve(plane,
                                  {.weights = source(fmt::format("features.{}", place), shape),
                                   .shape = shape,
                                   .padding = {1, 1}});
        }
        plane = plan.pool(plane, {.kernel = 2});
        ++place;
    }
    plan.globalMean(plane);
    return plan;
}

NetPlan planFrom(const std::string_view name, const ConvSource& source) {
    if (name == "resnet18") {
        return ResNetBuilder(source).build({2, 2, 2, 2}, false);
    }
    if (name == "resnet50") {
        return ResNetBuilder(source).build({3, 4, 6, 3}, true);
    }
    if (name == "vgg16") {
        return planVgg(source);
    }
    if (name == "inception_v3") {
        return planInception(source, {});
    }
    if (name == "inception") {
        return planInception(source, {.endsAtMixed7 = true, .countsPadding = false});
    }
    throw Error(ErrorKind::Input, fmt::format("There is no image network \"{}\".", name));
}

// Every layer is there, and no other convolution: a ResNet-34 has all of ResNet-18's layers too.
bool isWholeNet(const std::string_view name, const Safetensors& weights) {
    std::set<std::string> kernels;
    for (const NetLayer& layer : layersOf(name)) {
        const std::string kernel = namesOf(name, layer.name).kernel;
        const ConvShape& shape = layer.shape;
        if (!weights.has(kernel) ||
            weights.tensor(kernel).shape !=
                std::vector<std::size_t>{shape.out, shape.in, shape.kernel[0], shape.kernel[1]}) {
            return false;
        }
        kernels.insert(kernel);
    }
    return std::ranges::all_of(weights.tensors(), [&kernels](const auto& entry) {
        return entry.second.shape.size() != 4 || kernels.contains(entry.first) ||
               entry.first.starts_with("AuxLogits.");  // of training only
    });
}

}  // namespace

std::span<const NetCard> netCards() noexcept {
    return kCards;
}

const NetCard* netCard(const std::string_view name) noexcept {
    const auto* const found = std::ranges::find(kCards, name, &NetCard::name);
    return found == kCards.end() ? nullptr : found;
}

NetPlan planNet(const std::string_view name, const Safetensors& weights) {
    return planFrom(name, [&](const std::string& layer, const ConvShape& shape) {
        return fold(weights, namesOf(name, layer), shape);
    });
}

std::vector<NetLayer> layersOf(const std::string_view name) {
    std::vector<NetLayer> layers;
    planFrom(name, [&layers](const std::string& layer, const ConvShape& shape) {
        layers.push_back({layer, shape});
        return FoldedConv{};
    });
    return layers;
}

std::vector<std::string> tensorsOf(const std::string_view name) {
    std::vector<std::string> tensors;
    for (const NetLayer& layer : layersOf(name)) {
        const TensorNames names = namesOf(name, layer.name);
        for (const std::string& tensor :
             {names.kernel, names.bias, names.gamma, names.mean, names.variance}) {
            if (!tensor.empty()) {
                tensors.push_back(tensor);
            }
        }
    }
    return tensors;
}

std::optional<std::string> recogniseNet(const Safetensors& weights) {
    for (const NetCard& card : kCards) {
        if (isWholeNet(card.name, weights)) {
            return std::string(card.name);
        }
    }
    return std::nullopt;
}

}  // namespace haberdash
