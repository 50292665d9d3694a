// SPDX-License-Identifier: GPL-3.0-or-later

// Encoders from a person's own files.

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/json.h"
#include "core/data/weights/weights_file.h"
#include "core/learn/encoders/installers.h"
#include "core/learn/encoders/prepare.h"
#include "core/learn/image/net_encoder.h"
#include "core/learn/image/torchvision_nets.h"
#include "core/learn/text/bert_network.h"
#include "core/learn/text/word_pieces.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace haberdash {

namespace {

constexpr const char* kOwnLicence = "as your file says";
constexpr std::int64_t kMostTokens = 256;  // of a description; attention costs their square

Json jsonOf(const std::filesystem::path& file) {
    try {
        return std::filesystem::exists(file) ? Json::parse(readFile(file)) : Json::object();
    } catch (const Json::exception&) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is no valid JSON; get it again.", file.string()));
    }
}

std::filesystem::path weightsIn(const std::filesystem::path& folder) {
    for (const char* const name : {"model.safetensors", "pytorch_model.bin"}) {
        if (std::filesystem::exists(folder / name)) {
            return folder / name;
        }
    }
    throw Error(ErrorKind::NotFound,
                fmt::format("{} holds no model.safetensors; name the folder of a Hugging Face "
                            "BERT (config.json, vocab.txt, model.safetensors).",
                            folder.string()));
}

// What the files around the model say of its use.
std::map<std::string, std::string> bertMetadata(const std::filesystem::path& folder,
                                                const Json& config,
                                                const BertConfig& parsed) {
    try {
        const Json pooling = jsonOf(folder / "1_Pooling" / "config.json");
        const Json tokenizer = jsonOf(folder / "tokenizer_config.json");
        const Json sentences = jsonOf(folder / "sentence_bert_config.json");
        const auto most = std::min<std::int64_t>({sentences.value("max_seq_length", kMostTokens),
                                                  static_cast<std::int64_t>(parsed.positions),
                                                  kMostTokens});
        return {{"config", config.dump()},
                {"pooling", pooling.value("pooling_mode_cls_token", false) ? "cls" : "mean"},
                {"lower", tokenizer.value("do_lower_case", true) ? "1" : "0"},
                {"most_tokens", fmt::format("{}", std::max<std::int64_t>(most, 3))}};
    } catch (const Json::exception&) {
        throw Error(ErrorKind::Input,
                    fmt::format("The settings beside the model in {} are damaged; get the folder "
                                "again.",
                                folder.string()));
    }
}

// Runs one text, so that nothing is installed that cannot work.
void tryBert(const BertConfig& config, const Safetensors& weights, const WordPieces& pieces) {
    if (pieces.size() > config.vocabulary) {
        throw Error(ErrorKind::Input,
                    "vocab.txt holds more pieces than the model has; the two do not belong "
                    "together.");
    }
    const std::vector<std::vector<std::uint32_t>> ids{pieces.ids("a red dress", 16)};
    const Matrix row = BertNetwork(config, weights).forward(ids, BertPooling::Mean);
    if (countNonFinite(row) > 0) {
        throw Error(ErrorKind::Input,
                    "The model's weights hold numbers that are not finite; get the file again.");
    }
}

// A person's file that was made for something else says so in Error(Model): to them it is input.
template <class Act>
auto asInput(const std::filesystem::path& file, const Act& act) {
    try {
        return act();
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::Model) {
            throw;
        }
        throw Error(ErrorKind::Input,
                    fmt::format("{} cannot be used: {}", file.filename().string(), error.what()));
    }
}

}  // namespace

EncoderCard installBert(const std::filesystem::path& folder) {
    const std::filesystem::path file = weightsIn(folder);
    const Json json = Json::parse(readFile(folder / "config.json"), nullptr, false);
    const BertConfig config = bertConfigFrom(json);
    const std::string vocabulary = readFile(folder / "vocab.txt");
    auto metadata = bertMetadata(folder, json, config);
    const WordPieces pieces(vocabulary, metadata.at("lower") == "1");
    return asInput(file, [&] {
        const Safetensors weights = openWeights(file);
        tryBert(config, weights, pieces);
        std::map<std::string, TensorView> tensors = weights.tensors();
        std::erase_if(tensors, [](const auto& entry) {
            return entry.first.starts_with("cls.") || entry.first.ends_with("position_ids");
        });
        tensors.emplace("vocabulary", TensorView{DType::U8, {vocabulary.size()}, vocabulary});
        const std::string hash =
            sha256(sha256OfFile(file) + sha256(vocabulary) + metadata.at("config"));
        return finishInstall(
            {.name = ownName("bert", hash),
             .architecture = "bert",
             .modality = "text",
             .kind = fmt::format("BERT, {} layers of width {}, {}",
                                 config.layers,
                                 config.width,
                                 metadata.at("pooling") == "cls" ? "first token" : "mean pooled"),
             .dimension = config.width,
             .source = sourceOf(folder),
             .licence = kOwnLicence,
             .sourceSha256 = hash},
            tensors,
            metadata);
    });
}

EncoderCard installNet(const std::string& architecture, const std::filesystem::path& file) {
    return asInput(file, [&] {
        const Safetensors weights = openWeights(file);
        const std::string name = recogniseNet(weights).value_or("");
        const NetCard* const net = netCard(name);
        if (net == nullptr) {
            throw Error(ErrorKind::Input,
                        fmt::format("{} holds the weights of no network that this program knows "
                                    "(resnet18, resnet50, vgg16, inception_v3).",
                                    file.filename().string()));
        }
        if (!architecture.empty() && architecture != name) {
            throw Error(ErrorKind::Input,
                        fmt::format("{} holds the weights of {}, not of {}.",
                                    file.filename().string(),
                                    name,
                                    architecture));
        }
        planNet(name, weights);  // refuses what does not fit
        std::map<std::string, TensorView> tensors;
        for (const std::string& tensor : tensorsOf(name)) {
            tensors.emplace(tensor, weights.tensor(tensor));
        }
        const std::string hash = sha256OfFile(file);
        return finishInstall({.name = ownName(name, hash),
                              .architecture = name,
                              .modality = "image",
                              .kind = std::string(net->kind),
                              .dimension = net->dimension,
                              .source = sourceOf(file),
                              .licence = kOwnLicence,
                              .sourceSha256 = hash},
                             tensors);
    });
}

EncoderCard installOnnx(const std::filesystem::path& file) {
    const OnnxFacts facts = probeOnnx(file);
    const std::string bytes = readFile(file);
    EncoderCard card{.name = ownName("onnx", sha256(bytes)),
                     .architecture = "onnx",
                     .modality = "image",
                     .kind = fmt::format("ONNX network, pictures of {0} x {0}", facts.side),
                     .dimension = facts.dimension,
                     .source = sourceOf(file),
                     .licence = kOwnLicence,
                     .sourceSha256 = sha256(bytes),
                     .weightsSha256 = sha256(bytes)};
    writeFileAtomically(encoderOnnx(card.name), bytes);
    writeEncoderCard(card);
    return card;
}

}  // namespace haberdash
