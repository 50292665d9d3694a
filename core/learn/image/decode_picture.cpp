// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/learn/image/picture_header.h"
#include "core/learn/image/pictures.h"

#include <fmt/format.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace haberdash {

namespace {

constexpr std::uint64_t kMostPixels = 50'000'000;
constexpr std::uint32_t kLongestSide = 30'000;

PictureHeader judged(const std::string_view bytes, const std::string& name) {
    const std::optional<PictureHeader> header = readPictureHeader(bytes);
    if (!header) {
        throw Error(
            ErrorKind::Unavailable,
            fmt::format("{} is not a JPEG, PNG or WebP picture; save it as one of these.", name));
    }
    if (header->width == 0 || header->height == 0) {
        throw Error(
            ErrorKind::Input,
            fmt::format("{} is damaged: its header gives no size; get the picture again.", name));
    }
    const std::uint64_t pixels = std::uint64_t{header->width} * header->height;
    if (pixels > kMostPixels || std::max(header->width, header->height) > kLongestSide) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("{} has {} x {} pixels; pictures of up to 50 million pixels are "
                                "read, so make it smaller.",
                                name,
                                header->width,
                                header->height));
    }
    if (!header->isWhole) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is damaged: its end is missing; get the picture again.", name));
    }
    return *header;
}

// JPEG decodes at a half, a quarter or an eighth for a fraction of the work.
int jpegFlags(const PictureHeader& header, const int longerSide) {
    const auto side = static_cast<int>(std::max(header.width, header.height));
    if (longerSide > 0 && side / 8 >= longerSide) {
        return cv::IMREAD_REDUCED_COLOR_8;
    }
    if (longerSide > 0 && side / 4 >= longerSide) {
        return cv::IMREAD_REDUCED_COLOR_4;
    }
    if (longerSide > 0 && side / 2 >= longerSide) {
        return cv::IMREAD_REDUCED_COLOR_2;
    }
    return cv::IMREAD_COLOR;
}

// BGR 8-bit of any depth and channel count; transparent parts show white.
cv::Mat onWhite(cv::Mat picture) {
    if (picture.depth() == CV_16U) {
        picture.convertTo(picture, CV_8U, 1.0 / 257.0);
    }
    if (picture.depth() != CV_8U) {
        return {};
    }
    if (picture.channels() == 1) {
        cv::cvtColor(picture, picture, cv::COLOR_GRAY2BGR);
    }
    if (picture.channels() == 3) {
        return picture;
    }
    if (picture.channels() != 4) {
        return {};
    }
    cv::Mat out(picture.size(), CV_8UC3);
    for (int y = 0; y < picture.rows; ++y) {
        const auto* const from = picture.ptr<cv::Vec4b>(y);
        auto* const to = out.ptr<cv::Vec3b>(y);
        for (int x = 0; x < picture.cols; ++x) {
            const int alpha = from[x][3];
            for (int c = 0; c < 3; ++c) {
                to[x][c] = static_cast<unsigned char>(
                    (from[x][c] * alpha + 255 * (255 - alpha) + 127) / 255);
            }
        }
    }
    return out;
}

}  // namespace

void guardPictureDecoding() noexcept {
    // The name is OpenCV's; without overwriting, so that a stricter limit of the person's holds.
    setenv("OPENCV_IO_MAX_IMAGE_PIXELS", "50000000", 0);
}

cv::Mat decodePicture(const std::string_view bytes, const std::string& name, const int longerSide) {
    const PictureHeader header = judged(bytes, name);
    cv::Mat picture;
    try {
        const cv::Mat data(1,
                           static_cast<int>(bytes.size()),
                           CV_8UC1,
                           const_cast<char*>(bytes.data()));  // OpenCV reads, but takes no const
        if (header.format == PictureFormat::Jpeg) {
            picture = cv::imdecode(data, jpegFlags(header, longerSide));
        } else {
            picture = onWhite(cv::imdecode(data, cv::IMREAD_UNCHANGED));
        }
    } catch (const cv::Exception&) {
        picture.release();
    }
    if (picture.empty()) {
        throw Error(
            ErrorKind::Input,
            fmt::format("{} is damaged and cannot be decoded; get the picture again.", name));
    }
    return picture;
}

}  // namespace haberdash
