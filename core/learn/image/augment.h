// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Changes of a training picture that leave the product what it is.

#include <opencv2/core.hpp>

#include <cstdint>

namespace haberdash {

/// What augmented() may do. Zeros switch a part off.
struct AugmentOptions {
    int side = 224;            ///< of the square result
    double flip = 0.5;         ///< share of pictures mirrored left to right
    double leastCrop = 0.7;    ///< least share of the area that a crop keeps; 1: no crop
    double brightness = 0.15;  ///< factor from 1 - x to 1 + x
    double contrast = 0.15;
    double saturation = 0.15;
    double erase = 0.25;  ///< share of pictures with a grey rectangle (Zhong et al. 2017)
};

/// BGR 8-bit -> BGR 8-bit, side x side. The same picture, options and seed give the same result.
cv::Mat augmented(const cv::Mat& picture, const AugmentOptions& options, std::uint64_t seed);

}  // namespace haberdash
