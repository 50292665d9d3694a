// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/learn/image/net_encoder.h"
#include "core/learn/image/shape_picture.h"
#include "core/learn/text/linear.h"

#include <fmt/format.h>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/dnn.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace haberdash {

namespace {

constexpr std::size_t kLargestDimension = 65536;

cv::dnn::Net openNet(const std::filesystem::path& file, const ErrorKind kind) {
    // OpenCV's words are about its own sources, but for the operator that it names in brackets.
    const auto level = cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    std::string where;
    try {
        cv::dnn::Net net = cv::dnn::readNetFromONNX(file.string());
        cv::utils::logging::setLogLevel(level);
        if (!net.empty()) {
            return net;
        }
    } catch (const cv::Exception& exception) {
        cv::utils::logging::setLogLevel(level);
        const std::size_t open = exception.err.find('[');
        const std::size_t close = exception.err.find(']', open);
        where = close == std::string::npos
                    ? std::string()
                    : fmt::format(" at its operator {}",
                                  exception.err.substr(open + 1, close - open - 1));
    }
    throw Error(kind,
                fmt::format("{} cannot be read as an ONNX network{}; export it again with an opset "
                            "of 11 to 13, a fixed picture size and constants folded.",
                            file.string(),
                            where));
}

// One picture [3, side, side] -> its numbers in a row.
std::vector<float> run(cv::dnn::Net& net, const std::vector<float>& picture, const int side) {
    // OpenCV takes height and width last: [1, 3, side, side].
    const int sizes[]{1, 3, side, side};
    cv::Mat input(4, sizes, CV_32F);
    float* const planes = input.ptr<float>();
    const auto pixels = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    for (std::size_t i = 0; i < pixels; ++i) {
        for (std::size_t c = 0; c < 3; ++c) {
            planes[c * pixels + i] = picture[i * 3 + c];
        }
    }
    net.setInput(input);
    const cv::Mat out = net.forward();
    if (out.type() != CV_32F || !out.isContinuous()) {
        throw Error(ErrorKind::Model, "The ONNX network gives no floating-point numbers.");
    }
    // Channels of a plane that is still high and wide are averaged.
    const auto total = static_cast<std::size_t>(out.total());
    const std::size_t channels = out.dims == 4 ? static_cast<std::size_t>(out.size[1]) : total;
    std::vector<float> row(channels, 0.0F);
    const float* const values = out.ptr<float>();
    const std::size_t inner = channels > 0 ? total / channels : 0;
    for (std::size_t c = 0; c < channels; ++c) {
        double sum = 0;
        for (std::size_t i = 0; i < inner; ++i) {
            sum += values[c * inner + i];
        }
        row[c] = static_cast<float>(sum / static_cast<double>(std::max<std::size_t>(inner, 1)));
    }
    return row;
}

std::vector<float> prepared(const cv::Mat& picture, const int side) {
    std::vector<float> input(static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 3);
    normaliseImageNet(letterboxed(picture, side), input);
    return input;
}

class OnnxEncoder : public ImageEncoder {
  public:
    explicit OnnxEncoder(EncoderCard card)
        : card_(std::move(card)), net_(openNet(encoderOnnx(card_.name), ErrorKind::Model)) {
        side_ = static_cast<int>(probeOnnx(encoderOnnx(card_.name)).side);
    }

    std::string name() const override { return card_.name; }

    std::string fingerprint() const override { return "onnx-1-" + card_.weightsSha256; }

    std::size_t dimension() const override { return card_.dimension; }

    Matrix encode(const std::span<const cv::Mat> pictures) override {
        Matrix out(pictures.size(), card_.dimension);
        try {
            for (std::size_t i = 0; i < pictures.size(); ++i) {
                const std::vector<float> row = run(net_, prepared(pictures[i], side_), side_);
                if (row.size() != card_.dimension) {
                    throw Error(ErrorKind::Model,
                                "The ONNX network gives another number of features than when it "
                                "was installed; install it again.");
                }
                std::ranges::copy(row, out.mutableRow(i).begin());
                makeUnit(out.mutableRow(i));
            }
        } catch (const cv::Exception& exception) {
            throw Error(ErrorKind::Model,
                        fmt::format("The ONNX network cannot be run ({}).", exception.err));
        }
        return out;
    }

  private:
    EncoderCard card_;
    cv::dnn::Net net_;
    int side_ = 224;
};

}  // namespace

std::unique_ptr<ImageEncoder> makeOnnxEncoder(const EncoderCard& card) {
    return std::make_unique<OnnxEncoder>(card);
}

OnnxFacts probeOnnx(const std::filesystem::path& file) {
    for (const int side : {224, 299}) {
        // Read anew: OpenCV keeps the shapes of an attempt that failed.
        cv::dnn::Net net = openNet(file, ErrorKind::Input);
        try {
            const cv::Mat white(side, side, CV_8UC3, cv::Scalar::all(255));
            const std::vector<float> row = run(net, prepared(white, side), side);
            const bool isFinite =
                std::ranges::all_of(row, [](const float value) { return std::isfinite(value); });
            if (row.empty() || row.size() > kLargestDimension || !isFinite) {
                throw Error(ErrorKind::Input,
                            fmt::format("The network in {} gives no vector of finite numbers for "
                                        "a picture.",
                                        file.string()));
            }
            return {static_cast<std::size_t>(side), row.size()};
        } catch (const cv::Exception&) {
            // The next side is tried.
        }
    }
    throw Error(ErrorKind::Input,
                fmt::format("The network in {} takes no colour picture of 224 x 224 or 299 x 299.",
                            file.string()));
}

}  // namespace haberdash
