// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/learn/encoders/installers.h"
#include "core/learn/encoders/prepare.h"
#include "core/learn/encoders/tfjs_literal.h"
#include "core/learn/image/torchvision_nets.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace haberdash {

namespace {

constexpr std::array kFiles{
    PinnedFile{"group1-shard1of6.min.js",
               "e9316ac20ff634f990e483062050afe9a4826885c3a212d676ce2cfda93a4884"},
    PinnedFile{"group1-shard2of6.min.js",
               "467b33d62b4c470edf8acd3da554e331f2d49f3f93ddd718f944f595c516cd82"},
    PinnedFile{"group1-shard3of6.min.js",
               "075300e057ca7e9fd2e282afbc3a6596a0404288c94bf781e9b20658cbeee664"},
    PinnedFile{"group1-shard4of6.min.js",
               "b51ee46e062e752e81c28761a56369432671bfb3d59f4f062f5bd4dd58ff5303"},
    PinnedFile{"group1-shard5of6.min.js",
               "d4149969b3c61e0d4dde1d4f555f5b00f4fc87f6bab1a4cd4967b24f62725de6"},
    PinnedFile{"group1-shard6of6.min.js",
               "b684762a7d7c39b80183d260bdab6f072321349300f9f2ff144a085a382acfc4"},
    PinnedFile{"model.min.js", "8c2b793b9d277840fc757725bf3b135c96d5a54ec020e2b4ab569fc3df6b3848"}};

const PlainTensor& tensorOf(const std::map<std::string, PlainTensor>& tensors,
                            const std::string& name,
                            const std::vector<std::size_t>& shape) {
    const auto found = tensors.find(name);
    if (found == tensors.end() || found->second.shape != shape) {
        throw Error(ErrorKind::Input,
                    fmt::format("The package's network has no layer {} of the right shape; "
                                "download it again.",
                                name));
    }
    requireFinite(name, found->second.values);
    return found->second;
}

// [height, width, in, out] -> [out, in, height, width]
std::vector<float> turned(const std::vector<float>& kernel, const ConvShape& shape) {
    const std::size_t places = shape.kernel[0] * shape.kernel[1];
    std::vector<float> result(kernel.size());
    for (std::size_t place = 0; place < places; ++place) {
        for (std::size_t in = 0; in < shape.in; ++in) {
            for (std::size_t out = 0; out < shape.out; ++out) {
                result[(out * shape.in + in) * places + place] =
                    kernel[(place * shape.in + in) * shape.out + out];
            }
        }
    }
    return result;
}

// Keras numbers its layers from one in the order of torchvision's modules.
std::map<std::string, std::vector<float>> renamed(const std::map<std::string, PlainTensor>& tensors,
                                                  std::map<std::string, TensorView>& views) {
    std::map<std::string, std::vector<float>> values;
    const auto add =
        [&](const std::string& name, std::vector<float> numbers, std::vector<std::size_t> shape) {
            const auto place = values.emplace(name, std::move(numbers)).first;
            views.emplace(name, viewOfFloats(place->second, std::move(shape)));
        };
    std::size_t number = 0;
    for (const NetLayer& layer : layersOf("inception")) {
        ++number;
        const ConvShape& shape = layer.shape;
        const std::string norm = fmt::format("batch_normalization_{}/", number);
        add(layer.name + ".conv.weight",
            turned(tensorOf(tensors,
                            fmt::format("conv2d_{}/kernel", number),
                            {shape.kernel[0], shape.kernel[1], shape.in, shape.out})
                       .values,
                   shape),
            {shape.out, shape.in, shape.kernel[0], shape.kernel[1]});
        add(layer.name + ".bn.weight", std::vector<float>(shape.out, 1.0F), {shape.out});
        add(layer.name + ".bn.bias",
            tensorOf(tensors, norm + "beta", {shape.out}).values,
            {shape.out});
        add(layer.name + ".bn.running_mean",
            tensorOf(tensors, norm + "moving_mean", {shape.out}).values,
            {shape.out});
        add(layer.name + ".bn.running_var",
            tensorOf(tensors, norm + "moving_variance", {shape.out}).values,
            {shape.out});
    }
    return values;
}

}  // namespace

EncoderCard inceptionCard() {
    const NetCard& net = *netCard("inception");
    return {.name = "inception",
            .architecture = "inception",
            .modality = "image",
            .kind = std::string(net.kind),
            .dimension = net.dimension,
            .source = "npm nsfwjs 4.3.0",
            .licence = "MIT"};
}

EncoderCard installInception(const std::filesystem::path& from) {
    std::vector<std::string> shards = readPackage(from, kFiles);
    std::string hashes;
    for (const PinnedFile& pinned : kFiles) {
        hashes += pinned.sha256;
    }
    const std::string model = std::move(shards.back());
    shards.pop_back();
    std::map<std::string, TensorView> views;
    const auto values = renamed(parseTfjsLiteral(model, shards, "model.min.js"), views);
    EncoderCard card = inceptionCard();
    card.sourceSha256 = sha256(hashes);
    return finishInstall(std::move(card), views);
}

}  // namespace haberdash
