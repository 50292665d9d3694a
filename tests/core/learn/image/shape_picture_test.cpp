// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/shape_picture.h"

#include "core/learn/image/augment.h"
#include "core/learn/image/descriptors.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace haberdash {
namespace {

cv::Mat gradient(const int width, const int height) {
    cv::Mat picture(height, width, CV_8UC3);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            picture.at<cv::Vec3b>(y, x) = cv::Vec3b(static_cast<unsigned char>(x * 255 / width),
                                                    static_cast<unsigned char>(y * 255 / height),
                                                    90);
        }
    }
    return picture;
}

bool areEqual(const cv::Mat& a, const cv::Mat& b) {
    return a.size() == b.size() && cv::norm(a, b, cv::NORM_INF) == 0;
}

TEST(ShapePicture, LetterboxKeepsTheWholePictureOnWhite) {
    const cv::Mat black(40, 20, CV_8UC3, cv::Scalar::all(0));
    const cv::Mat square = letterboxed(black, 80);
    ASSERT_EQ(square.size(), cv::Size(80, 80));
    EXPECT_EQ(square.at<cv::Vec3b>(40, 10), cv::Vec3b(255, 255, 255));
    EXPECT_EQ(square.at<cv::Vec3b>(0, 40), cv::Vec3b(0, 0, 0));
    EXPECT_EQ(square.at<cv::Vec3b>(79, 40), cv::Vec3b(0, 0, 0));
}

TEST(ShapePicture, FitsWithoutEnlarging) {
    EXPECT_EQ(fittedInto(gradient(400, 200), 100).size(), cv::Size(100, 50));
    EXPECT_EQ(fittedInto(gradient(40, 20), 100).size(), cv::Size(40, 20));
    EXPECT_EQ(fittedInto(gradient(3000, 1), 100).size(), cv::Size(100, 1));
}

TEST(ShapePicture, NormalisesRedGreenBlueByImageNetsFigures) {
    const cv::Mat pixel(1, 1, CV_8UC3, cv::Scalar(0, 255, 51));  // blue, green, red
    std::vector<float> values(3);
    normaliseImageNet(pixel, values);
    EXPECT_NEAR(values[0], (0.2 - 0.485) / 0.229, 1e-5);
    EXPECT_NEAR(values[1], (1.0 - 0.456) / 0.224, 1e-5);
    EXPECT_NEAR(values[2], (0.0 - 0.406) / 0.225, 1e-5);
}

TEST(Augment, SameSeedSamePictureAnotherSeedAnother) {
    const cv::Mat picture = gradient(120, 160);
    const AugmentOptions options{.side = 64};
    EXPECT_TRUE(areEqual(augmented(picture, options, 11), augmented(picture, options, 11)));
    EXPECT_FALSE(areEqual(augmented(picture, options, 11), augmented(picture, options, 12)));
}

TEST(Augment, SwitchedOffLeavesTheLetterboxedPicture) {
    const cv::Mat picture = gradient(50, 80);
    const AugmentOptions off{.side = 64,
                             .flip = 0,
                             .leastCrop = 1,
                             .brightness = 0,
                             .contrast = 0,
                             .saturation = 0,
                             .erase = 0};
    EXPECT_LE(cv::norm(augmented(picture, off, 5), letterboxed(picture, 64), cv::NORM_INF), 1.0);
}

TEST(Augment, LeavesTheOriginalAloneAndTakesTinyPictures) {
    const cv::Mat picture = gradient(64, 64);
    const cv::Mat before = picture.clone();
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const cv::Mat result = augmented(picture, {.side = 64, .flip = 1, .erase = 1}, seed);
        EXPECT_EQ(result.size(), cv::Size(64, 64));
        EXPECT_EQ(augmented(gradient(1, 2), {.side = 16}, seed).size(), cv::Size(16, 16));
    }
    EXPECT_TRUE(areEqual(picture, before));
}

TEST(Descriptors, AreUnitAndTellColoursApart) {
    cv::Mat red(100, 80, CV_8UC3, cv::Scalar(20, 20, 200));
    cv::Mat redWithButton = red.clone();
    redWithButton(cv::Rect(30, 40, 12, 12)).setTo(cv::Scalar::all(0));
    cv::Mat blue(100, 80, CV_8UC3, cv::Scalar(200, 20, 20));
    std::vector<std::vector<float>> rows;
    for (const cv::Mat& picture : {red, redWithButton, blue}) {
        rows.emplace_back(kDescriptorDimension);
        describePicture(picture, rows.back());
    }
    const auto dot = [&rows](const std::size_t i, const std::size_t j) {
        return std::inner_product(rows[i].begin(), rows[i].end(), rows[j].begin(), 0.0);
    };
    EXPECT_NEAR(dot(0, 0), 1.0, 1e-5);
    const auto colours = [&rows](const std::size_t j) {
        return std::inner_product(
            rows[0].begin(), rows[0].begin() + kColourBins, rows[j].begin(), 0.0);
    };
    EXPECT_GT(colours(1), 0.25);
    EXPECT_EQ(colours(2), 0.0);
}

TEST(Descriptors, OfAWhitePictureAreFinite) {
    std::vector<float> row(kDescriptorDimension);
    describePicture(cv::Mat(10, 10, CV_8UC3, cv::Scalar::all(255)), row);
    for (const float value : row) {
        EXPECT_TRUE(std::isfinite(value));
    }
}

}  // namespace
}  // namespace haberdash
