// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/matrix.h"

#include <opencv2/core.hpp>

#include <memory>
#include <span>
#include <string>

namespace haberdash {

class MobileNet;

/// Decoded pictures to vectors. Not thread safe.
class ImageEncoder {
  public:
    virtual ~ImageEncoder() = default;
    virtual std::string name() const = 0;
    virtual std::string fingerprint() const = 0;  ///< changes when any output could
    virtual std::size_t dimension() const = 0;

    /// BGR 8-bit pictures of any size -> [pictures.size(), dimension()], unit rows.
    virtual Matrix encode(std::span<const cv::Mat> pictures) = 0;
};

/// The name of an installed encoder ("mobilenet", "inception", "resnet50-1f0c3a9b"), "descriptors"
/// (colour and texture, needs no weights), several joined by a plus ("mobilenet+descriptors"), or
/// "auto": mobilenet+descriptors where mobilenet is installed, else descriptors.
/// Throws Error(Unavailable) with how to install, Error(Input) for an unknown name.
std::unique_ptr<ImageEncoder> makeImageEncoder(const std::string& name);

/// What the encoders of the architecture mobilenet do: BGR 8-bit pictures of any size -> unit rows
/// [pictures.size(), MobileNet::kDimension] from `rows` on. On all threads of OpenMP.
void encodePictures(const MobileNet& network, std::span<const cv::Mat> pictures, float* rows);

}  // namespace haberdash
