// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/augment.h"

#include "core/learn/image/shape_picture.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <random>

namespace haberdash {

namespace {

// The standard library's distributions differ between implementations; this one does not.
class Draw {
  public:
    explicit Draw(const std::uint64_t seed) : random_(seed) {}

    /// From low to high, high excluded.
    double between(const double low, const double high) {
        constexpr double kSteps = 9007199254740992.0;  // 2^53
        return low + (high - low) * (static_cast<double>(random_() >> 11U) / kSteps);
    }

    bool happens(const double share) { return between(0, 1) < share; }

    int below(const int end) { return static_cast<int>(between(0, std::max(1, end))); }

  private:
    std::mt19937_64 random_;
};

cv::Mat cropped(const cv::Mat& picture, const AugmentOptions& options, Draw& draw) {
    const double area = draw.between(options.leastCrop, 1.0);
    const int width = std::max(1, static_cast<int>(std::lround(picture.cols * std::sqrt(area))));
    const int height = std::max(1, static_cast<int>(std::lround(picture.rows * std::sqrt(area))));
    const int left = draw.below(picture.cols - width + 1);
    const int top = draw.below(picture.rows - height + 1);
    return letterboxed(picture({left, top, width, height}), options.side);
}

void jitter(cv::Mat& picture, const AugmentOptions& options, Draw& draw) {
    const auto factor = [&draw](const double spread) {
        return static_cast<float>(draw.between(1 - spread, 1 + spread));
    };
    const float brightness = factor(options.brightness);
    const float contrast = factor(options.contrast);
    const float saturation = factor(options.saturation);
    const cv::Scalar mean = cv::mean(picture);
    const auto middle = static_cast<float>((mean[0] + mean[1] + mean[2]) / 3.0);
    picture.forEach<cv::Vec3b>([=](cv::Vec3b& pixel, const int*) {
        const float grey = 0.114F * pixel[0] + 0.587F * pixel[1] + 0.299F * pixel[2];
        for (int c = 0; c < 3; ++c) {
            const float saturated = grey + (pixel[c] - grey) * saturation;
            const float value = (middle + (saturated - middle) * contrast) * brightness;
            pixel[c] = cv::saturate_cast<unsigned char>(value);
        }
    });
}

void eraseRectangle(cv::Mat& picture, Draw& draw) {
    const double area = draw.between(0.02, 0.2) * picture.rows * picture.cols;
    const double ratio = std::exp(draw.between(std::log(0.3), std::log(3.3)));
    const int width = std::clamp(static_cast<int>(std::sqrt(area * ratio)), 1, picture.cols);
    const int height = std::clamp(static_cast<int>(std::sqrt(area / ratio)), 1, picture.rows);
    const int left = draw.below(picture.cols - width + 1);
    const int top = draw.below(picture.rows - height + 1);
    picture({left, top, width, height}).setTo(cv::Scalar::all(124));
}

}  // namespace

cv::Mat augmented(const cv::Mat& picture, const AugmentOptions& options, const std::uint64_t seed) {
    Draw draw(seed);
    cv::Mat out = cropped(picture, options, draw).clone();
    if (draw.happens(options.flip)) {
        cv::flip(out, out, 1);
    }
    jitter(out, options, draw);
    if (draw.happens(options.erase)) {
        eraseRectangle(out, draw);
    }
    return out;
}

}  // namespace haberdash
