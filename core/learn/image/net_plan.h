// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A convolutional network as data: what is computed from what, with batch normalisation already
// folded into the convolutions. ConvNet runs it.

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace haberdash {

/// Height and width, in this order.
using Extent = std::array<std::size_t, 2>;

struct ConvShape {
    std::size_t out = 0;
    std::size_t in = 0;
    Extent kernel{1, 1};
};

/// A convolution's numbers, normalisation folded in.
struct FoldedConv {
    std::vector<float> kernel;  ///< [out, in, height, width]
    std::vector<float> bias;    ///< [out]
};

/// Where a network's builder gets the convolution of a layer from, by the layer's name.
using ConvSource = std::function<FoldedConv(const std::string& name, const ConvShape& shape)>;

class NetPlan {
  public:
    /// A plane's place: what a step gives, and others take.
    using Plane = std::size_t;

    struct Convolution {
        FoldedConv weights;
        ConvShape shape;
        std::size_t stride = 1;
        Extent padding{0, 0};
        bool hasRelu = true;  ///< after the addend
        std::optional<Plane> addend;
    };

    struct Pool {
        bool isMean = false;
        std::size_t kernel = 3;
        std::size_t stride = 2;
        std::size_t padding = 0;
        bool countsPadding = true;  ///< of a mean
    };

    enum class Kind { Input, Convolution, Pool, Join, GlobalMean };

    struct Step {
        Kind kind = Kind::Input;
        std::vector<Plane> from;
        std::size_t channels = 0;
        Extent extent{1, 1};
        std::optional<Convolution> convolution;
        Pool pool;
    };

    /// RGB pictures of side x side.
    Plane input(std::size_t side);
    Plane convolve(Plane in, Convolution convolution);
    Plane pool(Plane in, const Pool& pool);

    /// Along the channels.
    Plane join(const std::vector<Plane>& planes);

    /// The last step: the mean over height and width.
    Plane globalMean(Plane in);

    std::size_t channels(const Plane plane) const { return steps_[plane].channels; }

    const std::vector<Step>& steps() const noexcept { return steps_; }

    /// Multiplications and additions of the convolutions for one picture.
    double operations() const noexcept;

  private:
    Plane add(Step step);

    std::vector<Step> steps_;
};

}  // namespace haberdash
