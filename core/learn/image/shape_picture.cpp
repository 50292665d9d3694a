// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/shape_picture.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>

namespace haberdash {

namespace {

constexpr std::array<float, 3> kMean{0.485F, 0.456F, 0.406F};  // red, green, blue
constexpr std::array<float, 3> kDeviation{0.229F, 0.224F, 0.225F};

cv::Mat scaledTo(const cv::Mat& picture, const cv::Size size) {
    if (picture.size() == size) {
        return picture;
    }
    const bool shrinks = size.width < picture.cols;
    cv::Mat out;
    cv::resize(picture, out, size, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
    return out;
}

cv::Size sizeWithin(const cv::Size size, const int side) {
    const double scale = static_cast<double>(side) / std::max(size.width, size.height);
    return {std::max(1, static_cast<int>(std::lround(size.width * scale))),
            std::max(1, static_cast<int>(std::lround(size.height * scale)))};
}

}  // namespace

cv::Mat fittedInto(const cv::Mat& picture, const int side) {
    if (std::max(picture.cols, picture.rows) <= side) {
        return picture;
    }
    return scaledTo(picture, sizeWithin(picture.size(), side));
}

cv::Mat letterboxed(const cv::Mat& picture, const int side) {
    const cv::Mat scaled = scaledTo(picture, sizeWithin(picture.size(), side));
    if (scaled.cols == side && scaled.rows == side) {
        return scaled;
    }
    cv::Mat out(side, side, CV_8UC3, cv::Scalar::all(255));
    scaled.copyTo(
        out({(side - scaled.cols) / 2, (side - scaled.rows) / 2, scaled.cols, scaled.rows}));
    return out;
}

void normalise(const cv::Mat& picture, const Normalisation& by, const std::span<float> out) {
    assert(picture.type() == CV_8UC3);
    assert(out.size() == picture.total() * 3);
    float* target = out.data();
    for (int y = 0; y < picture.rows; ++y) {
        const auto* const row = picture.ptr<cv::Vec3b>(y);
        for (int x = 0; x < picture.cols; ++x) {
            for (std::size_t c = 0; c < 3; ++c) {
                const float value = static_cast<float>(row[x][2 - static_cast<int>(c)]) / 255.0F;
                *target++ = (value - by.mean[c]) / by.deviation[c];
            }
        }
    }
}

void normaliseImageNet(const cv::Mat& picture, const std::span<float> out) {
    normalise(picture, {kMean, kDeviation}, out);
}

}  // namespace haberdash
