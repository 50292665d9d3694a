// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/mobilenet.h"

#include "core/data/base/error.h"
#include "core/data/base/wide.h"
#include "core/learn/text/linear.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>
#include <utility>

namespace haberdash {

/// A convolution with its batch normalisation folded in.
struct MobileNet::Folded {
    std::vector<float> kernel;  ///< [out, rest], as stored
    std::vector<float> bias;    ///< [out]
};

namespace {

constexpr double kBatchNormEpsilon = 1e-3;
constexpr std::size_t kFirstChannels = 16;
constexpr std::array kBlocks{MobileNetBlock{3, 16, 16, true, false, 2},
                             MobileNetBlock{3, 72, 24, false, false, 2},
                             MobileNetBlock{3, 88, 24, false, false, 1},
                             MobileNetBlock{5, 96, 40, true, true, 2},
                             MobileNetBlock{5, 240, 40, true, true, 1},
                             MobileNetBlock{5, 240, 40, true, true, 1},
                             MobileNetBlock{5, 120, 48, true, true, 1},
                             MobileNetBlock{5, 144, 48, true, true, 1},
                             MobileNetBlock{5, 288, 96, true, true, 2},
                             MobileNetBlock{5, 576, 96, true, true, 1},
                             MobileNetBlock{5, 576, 96, true, true, 1}};

HABERDASH_WIDE void hardSwish(float* const values, const std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const float x = values[i];
        const float gate = x + 3.0F < 0.0F ? 0.0F : (x + 3.0F > 6.0F ? 6.0F : x + 3.0F);
        values[i] = x * gate * (1.0F / 6.0F);
    }
}

HABERDASH_WIDE void relu(float* const values, const std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = values[i] < 0.0F ? 0.0F : values[i];
    }
}

HABERDASH_WIDE void addProduct(float* __restrict const sum,
                               const float* __restrict const a,
                               const float* __restrict const b,
                               const std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        sum[i] += a[i] * b[i];
    }
}

std::vector<float> floatsOf(const Safetensors& weights,
                            const std::string& name,
                            const std::vector<std::size_t>& shape) {
    const TensorView& tensor = weights.tensor(name);
    if (tensor.dtype != DType::F32 || tensor.shape != shape) {
        throw Error(ErrorKind::Model,
                    fmt::format("The image encoder's weights do not fit ({} has another shape than "
                                "MobileNetV3-Small's); install the encoder \"mobilenet\" again.",
                                name));
    }
    std::vector<float> values(tensor.bytes.size() / sizeof(float));
    std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
    return values;
}

// [out, in] -> [in, out]
std::vector<float> transposed(const std::vector<float>& kernel, const std::size_t out) {
    const std::size_t in = kernel.size() / out;
    std::vector<float> result(kernel.size());
    for (std::size_t o = 0; o < out; ++o) {
        for (std::size_t i = 0; i < in; ++i) {
            result[i * out + o] = kernel[o * in + i];
        }
    }
    return result;
}

std::size_t squeezedWidth(const std::size_t expanded) {
    // A quarter, rounded to a multiple of 8, never below 8 nor more than 10 % down.
    const std::size_t quarter = expanded / 4;
    const std::size_t rounded = std::max<std::size_t>(8, (quarter + 4) / 8 * 8);
    return 10 * rounded < 9 * quarter ? rounded + 8 : rounded;
}

float hardSigmoid(const float x) {
    return std::clamp(x + 3.0F, 0.0F, 6.0F) / 6.0F;
}

// 3 x 3 patches at every second pixel, one pixel of zeros around: [side/2 * side/2, 27], each in
// the order channel, row, column of the stored kernel.
std::vector<float> unfolded(const float* const picture) {
    constexpr std::size_t kIn = MobileNet::kSide;
    constexpr std::size_t kOut = kIn / 2;
    std::vector<float> patches(kOut * kOut * 27, 0.0F);
    for (std::size_t y = 0; y < kOut; ++y) {
        for (std::size_t x = 0; x < kOut; ++x) {
            float* const patch = patches.data() + (y * kOut + x) * 27;
            for (std::size_t tap = 0; tap < 9; ++tap) {
                const std::size_t sourceY = 2 * y + tap / 3;  // one more than the pixel's row
                const std::size_t sourceX = 2 * x + tap % 3;
                if (sourceY == 0 || sourceX == 0 || sourceY > kIn || sourceX > kIn) {
                    continue;
                }
                const float* const pixel = picture + ((sourceY - 1) * kIn + sourceX - 1) * 3;
                patch[tap] = pixel[0];
                patch[9 + tap] = pixel[1];
                patch[18 + tap] = pixel[2];
            }
        }
    }
    return patches;
}

}  // namespace

std::span<const MobileNetBlock> mobileNetBlocks() noexcept {
    return kBlocks;
}

MobileNet::Folded MobileNet::loadFolded(const Safetensors& weights,
                                        const std::string& name,
                                        const std::vector<std::size_t>& shape) {
    const std::size_t out = shape[0];
    Folded folded{floatsOf(weights, name + ".0.weight", shape),
                  floatsOf(weights, name + ".1.bias", {out})};
    const std::vector<float> gamma = floatsOf(weights, name + ".1.weight", {out});
    const std::vector<float> mean = floatsOf(weights, name + ".1.running_mean", {out});
    const std::vector<float> variance = floatsOf(weights, name + ".1.running_var", {out});
    const std::size_t inner = folded.kernel.size() / out;
    for (std::size_t o = 0; o < out; ++o) {
        const double scale = gamma[o] / std::sqrt(variance[o] + kBatchNormEpsilon);
        for (std::size_t i = 0; i < inner; ++i) {
            float& value = folded.kernel[o * inner + i];
            value = static_cast<float>(value * scale);
        }
        folded.bias[o] = static_cast<float>(folded.bias[o] - mean[o] * scale);
    }
    return folded;
}

MobileNet::Pointwise MobileNet::loadPointwise(const Safetensors& weights,
                                              const std::string& name,
                                              const std::size_t in,
                                              const std::size_t out,
                                              const Activation activation) {
    Folded folded = loadFolded(weights, name, {out, in, 1, 1});
    return {in, out, transposed(folded.kernel, out), std::move(folded.bias), activation};
}

MobileNet::Block MobileNet::loadBlock(const Safetensors& weights,
                                      const std::size_t index,
                                      const MobileNetBlock& shape,
                                      const std::size_t in) {
    std::size_t part = 0;
    const auto next = [index, &part] { return fmt::format("features.{}.block.{}", index, part++); };
    const Activation activation = shape.hasHardSwish ? Activation::HardSwish : Activation::Relu;
    Block block;
    if (shape.expanded != in) {
        block.expand.push_back(loadPointwise(weights, next(), in, shape.expanded, activation));
    }
    Folded folded = loadFolded(weights, next(), {shape.expanded, 1, shape.kernel, shape.kernel});
    block.depthwise = {shape.expanded,
                       shape.kernel,
                       shape.stride,
                       transposed(folded.kernel, shape.expanded),
                       std::move(folded.bias),
                       activation};
    if (shape.hasSqueeze) {
        const std::string name = next();
        const std::size_t width = squeezedWidth(shape.expanded);
        const auto load = [&weights](const std::string& layer,
                                     const std::size_t from,
                                     const std::size_t to,
                                     const Activation inner) {
            return Pointwise{from,
                             to,
                             transposed(floatsOf(weights, layer + ".weight", {to, from, 1, 1}), to),
                             floatsOf(weights, layer + ".bias", {to}),
                             inner};
        };
        block.squeeze.push_back({load(name + ".fc1", shape.expanded, width, Activation::Relu),
                                 load(name + ".fc2", width, shape.expanded, Activation::None)});
    }
    block.project = loadPointwise(weights, next(), shape.expanded, shape.out, Activation::None);
    block.hasResidual = shape.stride == 1 && shape.out == in;
    return block;
}

MobileNet::MobileNet(const Safetensors& weights) {
    using enum Activation;
    Folded first = loadFolded(weights, "features.0", {kFirstChannels, 3, 3, 3});
    first_ = {27,
              kFirstChannels,
              transposed(first.kernel, kFirstChannels),
              std::move(first.bias),
              HardSwish};
    std::size_t channels = kFirstChannels;
    for (std::size_t i = 0; i < kBlocks.size(); ++i) {
        blocks_.push_back(loadBlock(weights, i + 1, kBlocks[i], channels));
        channels = kBlocks[i].out;
    }
    last_ = loadPointwise(weights, "features.12", channels, kDimension, HardSwish);
}

void MobileNet::activate(std::vector<float>& values, const Activation activation) {
    if (activation == Activation::Relu) {
        relu(values.data(), values.size());
    } else if (activation == Activation::HardSwish) {
        hardSwish(values.data(), values.size());
    }
}

MobileNet::Plane MobileNet::pointwise(const Plane& in, const Pointwise& layer) {
    const std::size_t pixels = in.side * in.side;
    Plane out{in.side, layer.out, std::vector<float>(pixels * layer.out)};
    for (std::size_t i = 0; i < pixels; ++i) {
        std::ranges::copy(layer.bias,
                          out.values.begin() + static_cast<std::ptrdiff_t>(i * layer.out));
    }
    multiply(pixels,
             layer.out,
             layer.in,
             {in.values.data(), layer.in},
             {layer.kernel.data(), layer.out},
             Right::AsIs,
             out.values.data(),
             layer.out,
             1.0F);
    activate(out.values, layer.activation);
    return out;
}

MobileNet::Plane MobileNet::depthwise(const Plane& in, const Depthwise& layer) {
    const std::size_t channels = layer.channels;
    const std::size_t padding = layer.side / 2;
    const std::size_t side = (in.side + layer.stride - 1) / layer.stride;
    Plane out{side, channels, std::vector<float>(side * side * channels)};
    for (std::size_t y = 0; y < side; ++y) {
        for (std::size_t x = 0; x < side; ++x) {
            float* const sum = out.values.data() + (y * side + x) * channels;
            std::ranges::copy(layer.bias, sum);
            for (std::size_t tap = 0; tap < layer.side * layer.side; ++tap) {
                const std::size_t row = y * layer.stride + tap / layer.side;  // padding too far
                const std::size_t column = x * layer.stride + tap % layer.side;
                if (row < padding || column < padding || row >= in.side + padding ||
                    column >= in.side + padding) {
                    continue;
                }
                const std::size_t pixel = (row - padding) * in.side + column - padding;
                addProduct(sum,
                           in.values.data() + pixel * channels,
                           layer.kernel.data() + tap * channels,
                           channels);
            }
        }
    }
    activate(out.values, layer.activation);
    return out;
}

void MobileNet::squeezeAndExcite(Plane& plane, const Squeeze& squeeze) {
    const std::size_t pixels = plane.side * plane.side;
    Plane pooled{1, plane.channels, std::vector<float>(plane.channels)};
    for (std::size_t i = 0; i < pixels; ++i) {
        cblas_saxpy(static_cast<int>(plane.channels),
                    1.0F / static_cast<float>(pixels),
                    plane.values.data() + i * plane.channels,
                    1,
                    pooled.values.data(),
                    1);
    }
    const Plane gate = pointwise(pointwise(pooled, squeeze.reduce), squeeze.expand);
    std::vector<float> scales(plane.channels);
    std::ranges::transform(gate.values, scales.begin(), hardSigmoid);
    for (std::size_t i = 0; i < pixels; ++i) {
        float* const pixel = plane.values.data() + i * plane.channels;
        for (std::size_t c = 0; c < plane.channels; ++c) {
            pixel[c] *= scales[c];
        }
    }
}

MobileNet::Plane MobileNet::through(const Plane& in, const Block& block) {
    Plane inner =
        depthwise(block.expand.empty() ? in : pointwise(in, block.expand.front()), block.depthwise);
    for (const Squeeze& squeeze : block.squeeze) {
        squeezeAndExcite(inner, squeeze);
    }
    Plane out = pointwise(inner, block.project);
    if (block.hasResidual) {
        std::ranges::transform(out.values, in.values, out.values.begin(), std::plus());
    }
    return out;
}

void MobileNet::forward(const float* const picture, float* const features) const {
    // The patches stand in for a plane of half the side whose pixels have 27 channels.
    Plane plane = pointwise({kSide / 2, 27, unfolded(picture)}, first_);
    for (const Block& block : blocks_) {
        plane = through(plane, block);
    }
    plane = pointwise(plane, last_);
    const std::size_t pixels = plane.side * plane.side;
    std::fill_n(features, kDimension, 0.0F);
    for (std::size_t i = 0; i < pixels; ++i) {
        cblas_saxpy(static_cast<int>(kDimension),
                    1.0F / static_cast<float>(pixels),
                    plane.values.data() + i * kDimension,
                    1,
                    features,
                    1);
    }
}

}  // namespace haberdash
