// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// From a decoded picture to what an encoder takes. All pictures are BGR, 8-bit.

#include <opencv2/core.hpp>

#include <array>
#include <span>

namespace haberdash {

/// Scaled so that its longer side is at most `side`; never enlarged.
cv::Mat fittedInto(const cv::Mat& picture, int side);

/// The whole picture in a white square: nothing of a product is cut off.
cv::Mat letterboxed(const cv::Mat& picture, int side);

/// Of red, green and blue from 0 to 1.
struct Normalisation {
    std::array<float, 3> mean, deviation;
};

/// RGB minus the mean over the deviation, height x width x 3, into `out`.
void normalise(const cv::Mat& picture, const Normalisation& by, std::span<float> out);

/// RGB minus ImageNet's mean over its deviation, height x width x 3, into `out`.
void normaliseImageNet(const cv::Mat& picture, std::span<float> out);

}  // namespace haberdash
