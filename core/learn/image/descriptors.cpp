// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/descriptors.h"

#include "core/learn/image/shape_picture.h"
#include "core/learn/text/linear.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace haberdash {

namespace {

constexpr int kSide = 128;
constexpr int kCells = 8;
constexpr int kDirections = 9;
constexpr int kBackground =
    244;  // products are shown on white: what is nearly white is not product

void addColours(const cv::Mat& picture, const std::span<float> bins) {
    cv::Mat lab;
    cv::cvtColor(picture, lab, cv::COLOR_BGR2Lab);
    for (int y = 0; y < kSide; ++y) {
        const auto* const colours = picture.ptr<cv::Vec3b>(y);
        const auto* const row = lab.ptr<cv::Vec3b>(y);
        for (int x = 0; x < kSide; ++x) {
            if (*std::min_element(colours[x].val, colours[x].val + 3) >= kBackground) {
                continue;
            }
            // a and b of real things seldom leave 64..191: spend the bins there.
            const auto inner = [](const int value) {
                return static_cast<std::size_t>(std::clamp((value - 64) / 16, 0, 7));
            };
            const std::size_t light = row[x][0] / 64U;
            bins[(light * 8 + inner(row[x][1])) * 8 + inner(row[x][2])] += 1.0F;
        }
    }
}

void addEdges(const cv::Mat& grey, const std::span<float> bins) {
    cv::Mat across;
    cv::Mat down;
    cv::Sobel(grey, across, CV_32F, 1, 0);
    cv::Sobel(grey, down, CV_32F, 0, 1);
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const float dx = across.at<float>(y, x);
            const float dy = down.at<float>(y, x);
            float angle = std::atan2(dy, dx) / std::numbers::pi_v<float>;  // -1 .. 1
            angle = angle < 0 ? angle + 1 : angle;                         // without sign
            const int direction = std::min(static_cast<int>(angle * kDirections), kDirections - 1);
            const int cell = y * kCells / kSide * kCells + x * kCells / kSide;
            bins[static_cast<std::size_t>(cell * kDirections + direction)] += std::hypot(dx, dy);
        }
    }
}

// Place of each of 256 patterns: those with at most two changes around the ring have their own,
// all others share the last.
std::array<std::size_t, 256> uniformPlaces() {
    std::array<std::size_t, 256> places{};
    std::size_t next = 0;
    for (unsigned pattern = 0; pattern < places.size(); ++pattern) {
        const auto ring = static_cast<std::uint8_t>(pattern);
        const bool isUniform =
            std::popcount(static_cast<std::uint8_t>(ring ^ std::rotl(ring, 1))) <= 2;
        places[pattern] = isUniform ? next++ : kTextureBins - 1;
    }
    return places;
}

void addTexture(const cv::Mat& grey, const std::span<float> bins) {
    const std::array<cv::Point, 8> ring{
        {{-1, -1}, {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}}};
    const std::array<std::size_t, 256> places = uniformPlaces();
    for (int y = 1; y + 1 < kSide; ++y) {
        for (int x = 1; x + 1 < kSide; ++x) {
            const int middle = grey.at<unsigned char>(y, x);
            if (middle >= kBackground) {
                continue;
            }
            std::size_t pattern = 0;
            for (std::size_t i = 0; i < ring.size(); ++i) {
                if (grey.at<unsigned char>(y + ring[i].y, x + ring[i].x) >= middle) {
                    pattern |= std::size_t{1} << i;
                }
            }
            bins[places[pattern]] += 1.0F;
        }
    }
}

// Square roots make a Euclidean product of what is compared best by Hellinger's distance.
void finishPart(const std::span<float> part) {
    std::ranges::transform(part, part.begin(), [](const float value) { return std::sqrt(value); });
    makeUnit(part);
}

}  // namespace

void describePicture(const cv::Mat& picture, const std::span<float> out) {
    assert(out.size() == kDescriptorDimension);
    std::ranges::fill(out, 0.0F);
    const cv::Mat square = letterboxed(picture, kSide);
    cv::Mat grey;
    cv::cvtColor(square, grey, cv::COLOR_BGR2GRAY);
    const std::span<float> colours = out.first(kColourBins);
    const std::span<float> edges = out.subspan(kColourBins, kEdgeBins);
    const std::span<float> texture = out.last(kTextureBins);
    addColours(square, colours);
    addEdges(grey, edges);
    addTexture(grey, texture);
    finishPart(colours);
    finishPart(edges);
    finishPart(texture);
    makeUnit(out);
}

}  // namespace haberdash
