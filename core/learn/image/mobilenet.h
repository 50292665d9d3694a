// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// MobileNetV3-Small (Howard et al. 2019) up to its pooled features, over BLAS: pictures lie as
// height x width x channels, so that a 1 x 1 convolution is one matrix product and a depthwise one
// runs along the channels. Batch normalisation is folded into the convolutions.

#include "core/data/base/safetensors.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

/// A row of the paper's table of layers, its bottlenecks; the input of the first has 16 channels.
struct MobileNetBlock {
    std::size_t kernel, expanded, out;
    bool hasSqueeze, hasHardSwish;  ///< else ReLU
    std::size_t stride;
};

std::span<const MobileNetBlock> mobileNetBlocks() noexcept;

/// Immutable after construction; any thread.
class MobileNet {
  public:
    static constexpr std::size_t kSide = 224;
    static constexpr std::size_t kDimension = 576;

    /// Weights under torchvision's names ("features.0.0.weight", ...), float32, OIHW. Throws
    /// Error(Model) when one is missing or of another shape.
    explicit MobileNet(const Safetensors& weights);

    /// One picture [kSide, kSide, 3], RGB, normalised -> kDimension pooled features.
    void forward(const float* picture, float* features) const;

  private:
    enum class Activation { None, Relu, HardSwish };

    struct Pointwise {  ///< also the first convolution, over unfolded patches
        std::size_t in = 0;
        std::size_t out = 0;
        std::vector<float> kernel;  ///< [in, out]
        std::vector<float> bias;
        Activation activation = Activation::None;
    };

    struct Depthwise {
        std::size_t channels = 0;
        std::size_t side = 3;
        std::size_t stride = 1;
        std::vector<float> kernel;  ///< [side * side, channels]
        std::vector<float> bias;
        Activation activation = Activation::None;
    };

    struct Squeeze {
        Pointwise reduce, expand;
    };

    struct Block {
        std::vector<Pointwise> expand;  ///< none or one
        Depthwise depthwise;
        std::vector<Squeeze> squeeze;  ///< none or one
        Pointwise project;
        bool hasResidual = false;
    };

    struct Plane {
        std::size_t side = 0;
        std::size_t channels = 0;
        std::vector<float> values;  ///< [side * side, channels]
    };

    struct Folded;

    static Folded loadFolded(const Safetensors& weights,
                             const std::string& name,
                             const std::vector<std::size_t>& shape);
    static Pointwise loadPointwise(const Safetensors& weights,
                                   const std::string& name,
                                   std::size_t in,
                                   std::size_t out,
                                   Activation activation);
    static Block loadBlock(const Safetensors& weights,
                           std::size_t index,
                           const MobileNetBlock& shape,
                           std::size_t in);

    static void activate(std::vector<float>& values, Activation activation);
    static Plane pointwise(const Plane& in, const Pointwise& layer);
    static Plane depthwise(const Plane& in, const Depthwise& layer);
    static void squeezeAndExcite(Plane& plane, const Squeeze& squeeze);
    static Plane through(const Plane& in, const Block& block);

    Pointwise first_;  ///< 3 x 3 x 3 patches -> 16
    std::vector<Block> blocks_;
    Pointwise last_;
};

}  // namespace haberdash
