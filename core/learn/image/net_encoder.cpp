// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/net_encoder.h"

#include "core/data/base/error.h"
#include "core/learn/image/net_runner.h"
#include "core/learn/image/shape_picture.h"
#include "core/learn/text/linear.h"

#include <fmt/format.h>

#include <utility>

namespace haberdash {

namespace {

const NetCard& knownNet(const std::string& name) {
    const NetCard* const net = netCard(name);
    if (net == nullptr) {
        throw Error(ErrorKind::Model,
                    fmt::format("This version does not know the network \"{}\"; update the "
                                "program.",
                                name));
    }
    return *net;
}

class NetEncoder : public ImageEncoder {
  public:
    explicit NetEncoder(EncoderCard card)
        : card_(std::move(card)),
          net_(knownNet(card_.architecture)),
          runner_(planNet(net_.name, Safetensors::open(encoderWeights(card_.name)))) {}

    std::string name() const override { return card_.name; }

    // The number changes with the preprocessing or the network's code.
    std::string fingerprint() const override {
        return fmt::format("{}-1-{}", net_.name, card_.weightsSha256);
    }

    std::size_t dimension() const override { return net_.dimension; }

    Matrix encode(const std::span<const cv::Mat> pictures) override {
        Matrix out(pictures.size(), net_.dimension);
        runner_.run(
            pictures.size(),
            [&](const std::size_t i, const std::span<float> input) {
                normalise(letterboxed(pictures[i], static_cast<int>(net_.side)),
                          {net_.mean, net_.deviation},
                          input);
            },
            out.mutableData());
        for (std::size_t i = 0; i < out.rows(); ++i) {
            makeUnit(out.mutableRow(i));
        }
        return out;
    }

  private:
    EncoderCard card_;
    const NetCard& net_;
    NetRunner runner_;
};

}  // namespace

std::unique_ptr<ImageEncoder> makeNetEncoder(const EncoderCard& card) {
    return std::make_unique<NetEncoder>(card);
}

}  // namespace haberdash
