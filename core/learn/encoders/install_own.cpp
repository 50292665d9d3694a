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
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
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

// What a sentence-transformers folder says of the way from tokens to one vector: "cls" or "mean".
std::string poolingIn(const std::filesystem::path& folder) {
    const Json modules = jsonOf(folder / "modules.json");
    for (const Json& module : modules.is_array() ? modules : Json::array()) {
        const std::string type = module.value("type", std::string());
        const std::string name = type.substr(type.rfind('.') + 1);
        if (name != "Transformer" && name != "Pooling" && name != "Normalize") {
            throw Error(ErrorKind::Input,
                        fmt::format("The model's vectors go through a layer \"{}\" after the BERT "
                                    "(modules.json), which cannot be computed here.",
                                    name));
        }
    }
    const Json pooling = jsonOf(folder / "1_Pooling" / "config.json");
    std::vector<std::string> modes;
    for (const auto& [key, value] : pooling.items()) {
        if (key.starts_with("pooling_mode_") && value.is_boolean() && value.get<bool>()) {
            modes.push_back(key.substr(std::string_view("pooling_mode_").size()));
        }
    }
    if (modes.empty() || modes == std::vector<std::string>{"mean_tokens"} ||
        modes == std::vector<std::string>{"mean_sqrt_len_tokens"}) {  // the same once it is a unit
        return "mean";
    }
    if (modes == std::vector<std::string>{"cls_token"}) {
        return "cls";
    }
    throw Error(ErrorKind::Input,
                fmt::format("The model makes its vectors by {} (1_Pooling), and only the first "
                            "token (cls) or the mean of all can be computed here; choose one of "
                            "them with --pooling.",
                            fmt::join(modes, " and ")));
}

// What is done to texts, by tokenizer_config.json, else by the vocabulary.
WordRules rulesIn(const std::filesystem::path& folder, const std::string& vocabulary) {
    const Json json = jsonOf(folder / "tokenizer_config.json");
    const auto ruleOf = [&json](const char* const key, const bool usual) {
        return json.contains(key) && json[key].is_boolean() ? json[key].get<bool>() : usual;
    };
    const bool isLower = ruleOf("do_lower_case", !isCased(vocabulary));
    return {isLower, ruleOf("strip_accents", isLower), ruleOf("tokenize_chinese_chars", true)};
}

std::int64_t tokensOf(const std::filesystem::path& folder,
                      const BertConfig& config,
                      const BertChoice& choice) {
    const auto positions = static_cast<std::int64_t>(config.positions);
    if (choice.mostTokens > positions) {
        throw Error(
            ErrorKind::Input,
            fmt::format(
                "The model reads {} tokens at most, not {}.", positions, choice.mostTokens));
    }
    const Json sentences = jsonOf(folder / "sentence_bert_config.json");
    const auto most =
        choice.mostTokens > 0
            ? choice.mostTokens
            : std::min({sentences.value("max_seq_length", kMostTokens), positions, kMostTokens});
    return std::max<std::int64_t>(most, 3);
}

// What the files around the model say of its use, and what a person chose instead.
std::map<std::string, std::string> bertMetadata(const std::filesystem::path& folder,
                                                const Json& json,
                                                const BertConfig& config,
                                                const WordRules& rules,
                                                const BertChoice& choice) {
    try {
        return {{"config", json.dump()},
                {"pooling", choice.pooling.empty() ? poolingIn(folder) : choice.pooling},
                {"lower", rules.lowersCase ? "1" : "0"},
                {"accents_off", rules.stripsAccents ? "1" : "0"},
                {"chinese_apart", rules.splitsChinese ? "1" : "0"},
                {"most_tokens", fmt::format("{}", tokensOf(folder, config, choice))}};
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

// What a BERT's folder says, but for its weights.
struct BertSource {
    std::filesystem::path weights;
    BertConfig config;
    std::string vocabulary;
    WordRules rules;
    std::map<std::string, std::string> metadata;
};

BertSource bertSource(const std::filesystem::path& folder, const BertChoice& choice) {
    BertSource source{.weights = weightsIn(folder), .vocabulary = readFile(folder / "vocab.txt")};
    const Json json = Json::parse(readFile(folder / "config.json"), nullptr, false);
    source.config = bertConfigFrom(json);
    source.rules = rulesIn(folder, source.vocabulary);
    source.metadata = bertMetadata(folder, json, source.config, source.rules, choice);
    return source;
}

std::string hashOf(const BertSource& source) {
    std::string words = sha256OfFile(source.weights) + sha256(source.vocabulary);
    for (const auto& [key, value] : source.metadata) {
        words += key + '=' + value + '\n';
    }
    return sha256(words);
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

EncoderCard installBert(const std::filesystem::path& folder, const BertChoice& choice) {
    const BertSource source = bertSource(folder, choice);
    return asInput(source.weights, [&] {
        const Safetensors weights = openWeights(source.weights);
        tryBert(source.config, weights, WordPieces(source.vocabulary, source.rules));
        std::map<std::string, TensorView> tensors = weights.tensors();
        std::erase_if(tensors, [](const auto& entry) {
            // The heads of pre-training: of BERT, of DistilBERT.
            return entry.first.starts_with("cls.") || entry.first.starts_with("vocab_") ||
                   entry.first.ends_with("position_ids");
        });
        for (const auto& [name, tensor] : tensors) {
            if (tensor.dtype == DType::F32 || tensor.dtype == DType::F16) {
                requireFinite(name, floatsOf(tensor));
            }
        }
        tensors.emplace("vocabulary",
                        TensorView{DType::U8, {source.vocabulary.size()}, source.vocabulary});
        const std::string hash = hashOf(source);
        return finishInstall(
            {.name = ownName("bert", hash),
             .architecture = "bert",
             .modality = "text",
             .kind = fmt::format(
                 "{}, {} layers of width {}, {}",
                 source.config.isDistilBert ? "DistilBERT" : "BERT",
                 source.config.layers,
                 source.config.width,
                 source.metadata.at("pooling") == "cls" ? "first token" : "mean pooled"),
             .dimension = source.config.width,
             .source = sourceOf(folder),
             .licence = kOwnLicence,
             .sourceSha256 = hash},
            tensors,
            source.metadata);
    });
}

std::string hashOfBert(const std::filesystem::path& folder, const BertChoice& choice) {
    return hashOf(bertSource(folder, choice));
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
