// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/encoder_folder.h"
#include "core/learn/image/image_encoder.h"
#include "core/learn/image/net_plan.h"
#include "core/learn/image/torchvision_nets.h"

#include <filesystem>
#include <memory>

namespace haberdash {

/// An installed network of netCards(). Throws Error(Model, Input, NotFound).
std::unique_ptr<ImageEncoder> makeNetEncoder(const EncoderCard& card);

/// An installed ONNX network, run by OpenCV. Throws Error(Model).
std::unique_ptr<ImageEncoder> makeOnnxEncoder(const EncoderCard& card);

struct OnnxFacts {
    std::size_t side = 224;
    std::size_t dimension = 0;
};

/// Runs the network on one white picture: of side 224, or 299 where that does not fit. Throws
/// Error(Input) with the reason when it cannot be read or does not give one vector a picture.
OnnxFacts probeOnnx(const std::filesystem::path& file);

}  // namespace haberdash
