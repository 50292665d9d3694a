// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/image_encoder.h"

#include "core/data/base/encoder_folder.h"
#include "core/data/base/error.h"
#include "core/data/base/safetensors.h"
#include "core/learn/image/descriptors.h"
#include "core/learn/image/mobilenet.h"
#include "core/learn/image/net_encoder.h"
#include "core/learn/image/shape_picture.h"
#include "core/learn/text/joined_encoder.h"
#include "core/learn/text/linear.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace haberdash {

namespace {

class MobileNetEncoder : public ImageEncoder {
  public:
    explicit MobileNetEncoder(EncoderCard card)
        : card_(std::move(card)), network_(Safetensors::open(encoderWeights(card_.name))) {}

    std::string name() const override { return card_.name; }

    // The number changes with encodePictures() or the network's code.
    std::string fingerprint() const override { return "mobilenet-1-" + card_.weightsSha256; }

    std::size_t dimension() const override { return MobileNet::kDimension; }

    Matrix encode(const std::span<const cv::Mat> pictures) override {
        Matrix out(pictures.size(), MobileNet::kDimension);
        encodePictures(network_, pictures, out.mutableData());
        return out;
    }

  private:
    EncoderCard card_;
    MobileNet network_;
};

class DescriptorEncoder : public ImageEncoder {
  public:
    std::string name() const override { return "descriptors"; }

    std::string fingerprint() const override { return "descriptors-1"; }

    std::size_t dimension() const override { return kDescriptorDimension; }

    Matrix encode(const std::span<const cv::Mat> pictures) override {
        Matrix out(pictures.size(), kDescriptorDimension);
        float* const rows = out.mutableData();
        const auto count = static_cast<std::ptrdiff_t>(pictures.size());
#pragma omp parallel for schedule(dynamic)
        for (std::ptrdiff_t i = 0; i < count; ++i) {
            const auto index = static_cast<std::size_t>(i);
            describePicture(pictures[index],
                            {rows + index * kDescriptorDimension, kDescriptorDimension});
        }
        return out;
    }
};

}  // namespace

void encodePictures(const MobileNet& network,
                    const std::span<const cv::Mat> pictures,
                    float* const rows) {
    const auto count = static_cast<std::ptrdiff_t>(pictures.size());
    // A thread a picture: the network's layers are too small to share one out.
#pragma omp parallel for schedule(dynamic)
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        constexpr auto kSide = static_cast<int>(MobileNet::kSide);
        std::vector<float> input(MobileNet::kSide * MobileNet::kSide * 3);
        normaliseImageNet(letterboxed(pictures[static_cast<std::size_t>(i)], kSide), input);
        float* const row = rows + static_cast<std::size_t>(i) * MobileNet::kDimension;
        network.forward(input.data(), row);
        makeUnit({row, MobileNet::kDimension});
    }
}

std::unique_ptr<ImageEncoder> makeImageEncoder(const std::string& name) {
    if (name.find('+') != std::string::npos) {
        std::vector<std::unique_ptr<ImageEncoder>> parts;
        for (const std::string& part : joinedNames(name)) {
            parts.push_back(makeImageEncoder(part));
        }
        return std::make_unique<JoinedEncoder<ImageEncoder, cv::Mat>>(std::move(parts));
    }
    if (name == "auto") {
        return makeImageEncoder(installedEncoder("mobilenet") ? "mobilenet+descriptors"
                                                              : "descriptors");
    }
    const std::optional<EncoderCard> card = installedEncoder(name);
    if (name == "descriptors") {
        return std::make_unique<DescriptorEncoder>();
    }
    if (card && card->modality == "image") {
        if (card->architecture == "mobilenet") {
            return std::make_unique<MobileNetEncoder>(*card);
        }
        return card->architecture == "onnx" ? makeOnnxEncoder(*card) : makeNetEncoder(*card);
    }
    if (name == "mobilenet" || name == "inception") {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("The image encoder \"{}\" is not installed in {}; run "
                                "packaging/fetch-encoders.sh{}, or use \"descriptors\".",
                                name,
                                encoderFolder().string(),
                                name == "inception" ? " PATH_OF_HABERDASHCTL inception" : ""));
    }
    throw Error(ErrorKind::Input,
                fmt::format("There is no image encoder \"{}\"; use auto, mobilenet, inception, "
                            "descriptors, resnet18:FILE, resnet50:FILE, vgg16:FILE, "
                            "inception_v3:FILE, onnx:FILE, the name of an installed one (see "
                            "haberdashctl encoders) or several joined by a plus.",
                            name));
}

}  // namespace haberdash
