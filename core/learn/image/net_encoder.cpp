// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/net_encoder.h"

#include "core/data/base/error.h"
#include "core/learn/image/conv_net.h"
#include "core/learn/image/shape_picture.h"
#include "core/learn/text/linear.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace haberdash {

namespace {

// Enough to keep the kernels busy, few enough to keep the planes near the processor.
constexpr std::size_t kBatch = 8;

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
          plan_(planNet(net_.name, Safetensors::open(encoderWeights(card_.name)))) {}

    std::string name() const override { return card_.name; }

    // The number changes with the preprocessing or the network's code.
    std::string fingerprint() const override {
        return fmt::format("{}-1-{}", net_.name, card_.weightsSha256);
    }

    std::size_t dimension() const override { return net_.dimension; }

    Matrix encode(const std::span<const cv::Mat> pictures) override {
        Matrix out(pictures.size(), net_.dimension);
        std::size_t done = 0;
        while (done < pictures.size()) {
            const std::size_t count = pictures.size() - done >= kBatch ? kBatch : 1;
            runBatch(pictures.subspan(done, count), out.mutableRow(done).data());
            done += count;
        }
        for (std::size_t i = 0; i < out.rows(); ++i) {
            makeUnit(out.mutableRow(i));
        }
        return out;
    }

  private:
    void runBatch(const std::span<const cv::Mat> pictures, float* const rows) {
        std::optional<ConvNet>& net = pictures.size() == 1 ? single_ : many_;
        if (!net) {
            net.emplace(plan_, pictures.size());
        }
        const std::size_t size = net_.side * net_.side * 3;
        input_.resize(size * pictures.size());
        const auto count = static_cast<std::ptrdiff_t>(pictures.size());
#pragma omp parallel for schedule(dynamic)
        for (std::ptrdiff_t i = 0; i < count; ++i) {
            const auto index = static_cast<std::size_t>(i);
            normalise(letterboxed(pictures[index], static_cast<int>(net_.side)),
                      {net_.mean, net_.deviation},
                      std::span(input_).subspan(index * size, size));
        }
        net->run(input_.data(), rows);
    }

    EncoderCard card_;
    const NetCard& net_;
    NetPlan plan_;
    std::optional<ConvNet> single_, many_;
    std::vector<float> input_;
};

}  // namespace

std::unique_ptr<ImageEncoder> makeNetEncoder(const EncoderCard& card) {
    return std::make_unique<NetEncoder>(card);
}

}  // namespace haberdash
