// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/encoders/encoders.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/learn/encoders/installers.h"
#include "core/learn/image/descriptors.h"
#include "core/learn/image/torchvision_nets.h"
#include "core/learn/text/joined_encoder.h"
#include "core/learn/text/tfidf.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace haberdash {

namespace {

using Installer = EncoderCard (*)(const std::filesystem::path&);

struct Package {
    EncoderCard (*card)();
    Installer install;
};

constexpr std::array kPackages{Package{useCard, installUse},
                               Package{mobileNetCard, installMobileNet},
                               Package{wordsCard, installWords},
                               Package{inceptionCard, installInception}};

EncoderCard tfidfCard() {
    return {.name = "tfidf",
            .architecture = "tfidf",
            .modality = "text",
            .kind =
                "TF-IDF over stems without stopwords, reduced by truncated SVD; fitted on "
                "the catalog",
            .dimension = kTfidfDimension,
            .source = "built in",
            .licence = "GPL-3.0-or-later"};
}

EncoderCard descriptorCard() {
    return {.name = "descriptors",
            .architecture = "descriptors",
            .modality = "image",
            .kind = "Colour, edges and texture; no learned weights",
            .dimension = kDescriptorDimension,
            .source = "built in",
            .licence = "GPL-3.0-or-later"};
}

EncoderCard ownCard(const std::string_view architecture,
                    const std::string& modality,
                    const std::string& kind,
                    const std::size_t dimension) {
    return {.name = std::string(architecture),
            .architecture = std::string(architecture),
            .modality = modality,
            .kind = kind,
            .dimension = dimension,
            .source = "your own file",
            .licence = "as your file says"};
}

// What waits for a person's own file.
std::vector<EncoderCard> ownCards() {
    std::vector<EncoderCard> cards{
        ownCard("bert", "text", "BERT or DistilBERT of Hugging Face, from your own folder", 0)};
    for (const NetCard& net : netCards()) {
        if (net.name != "inception") {
            cards.push_back(ownCard(net.name, "image", std::string(net.kind), net.dimension));
        }
    }
    cards.push_back(ownCard("onnx", "image", "Any ONNX network of one picture, frozen", 0));
    return cards;
}

bool isPackage(const std::string& name) {
    return std::ranges::any_of(
        kPackages, [&name](const Package& package) { return package.card().name == name; });
}

// Which of its own sorts a person's file is; packages are told by what lies in them.
EncoderCard installRecognised(const std::filesystem::path& from) {
    if (std::filesystem::is_directory(from)) {
        if (std::filesystem::exists(from / "config.json")) {
            return installBert(from);
        }
    } else if (from.extension() == ".onnx") {
        return installOnnx(from);
    } else if (from.extension() != ".gguf" && from.extension() != ".json") {
        return installNet("", from);
    }
    for (const Package& package : kPackages) {
        try {
            return package.install(from);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::NotFound) {
                throw;  // it is this package, and damaged
            }
        }
    }
    throw Error(ErrorKind::Input,
                fmt::format("{} is no encoder that this program knows: it takes a torchvision "
                            ".pth or .safetensors, an .onnx network, the folder of a Hugging Face "
                            "BERT, or one of the packages it names.",
                            from.filename().string()));
}

}  // namespace

std::vector<EncoderState> listEncoders(const HashCheck check) {
    const auto known = [](const EncoderCard& card) {
        std::optional<EncoderCard> installed = installedEncoder(card.name);
        const bool isThere = installed.has_value();
        return EncoderState{isThere ? std::move(*installed) : card, isThere, true};
    };
    std::vector<EncoderState> states{known(useCard()),
                                     {tfidfCard(), true, false},
                                     known(wordsCard()),
                                     known(mobileNetCard()),
                                     {descriptorCard(), true, false},
                                     known(inceptionCard())};
    for (const EncoderCard& card : installedEncoders()) {
        if (!isPackage(card.name)) {
            states.push_back({card, true, true});
        }
    }
    for (const EncoderCard& card : ownCards()) {
        states.push_back({card, false, true});
    }
    for (EncoderState& state : states) {
        if (check == HashCheck::Yes && state.isInstalled && state.needsWeights) {
            state.isDamaged = isDamaged(state.card);
        }
    }
    return states;
}

bool isDamaged(const EncoderCard& card) {
    const std::filesystem::path file =
        card.architecture == "onnx" ? encoderOnnx(card.name) : encoderWeights(card.name);
    return sha256OfFile(file) != card.weightsSha256;
}

std::string encoderNotice() {
    return fmt::format(
        "Image: {}. Text: {}. BERT, ResNet, VGG and Inception load from your own "
        "files.",
        mobileNetCard().kind,
        useCard().kind);
}

EncoderCard installEncoder(const std::string& name,
                           const std::filesystem::path& from,
                           const BertChoice& choice) {
    if (!std::filesystem::exists(from)) {
        throw Error(ErrorKind::NotFound,
                    fmt::format("There is no {}; check the path.", from.string()));
    }
    const bool isChosen = !choice.isOpen();
    if (name == "bert" || (name == "auto" && isChosen && std::filesystem::is_directory(from))) {
        return installBert(from, choice);
    }
    if (isChosen) {
        throw Error(ErrorKind::Input,
                    "The pooling and the number of tokens are chosen for a BERT's folder alone.");
    }
    for (const Package& package : kPackages) {
        if (package.card().name == name) {
            return package.install(from);
        }
    }
    if (name == "auto") {
        return installRecognised(from);
    }
    if (name == "onnx") {
        return installOnnx(from);
    }
    if (netCard(name) != nullptr) {
        return installNet(name, from);
    }
    throw Error(ErrorKind::Input,
                fmt::format("There is no encoder \"{}\" to install; those with weights are use, "
                            "words, mobilenet, inception, bert, resnet18, resnet50, vgg16, "
                            "inception_v3 and onnx.",
                            name));
}

std::string resolveEncoder(const std::string& word) {
    if (word.find('+') != std::string::npos) {
        std::string words;
        for (const std::string& part : joinedNames(word)) {
            words += (words.empty() ? "" : "+") + resolveEncoder(part);
        }
        return words;
    }
    const std::size_t colon = word.find(':');
    if (colon == std::string::npos) {
        return word;
    }
    const std::filesystem::path from = word.substr(colon + 1);
    const bool isBert = std::filesystem::is_directory(from) && word.starts_with("bert:");
    if (isBert || std::filesystem::is_regular_file(from)) {
        const std::string hash = isBert ? hashOfBert(from) : sha256OfFile(from);
        for (const EncoderCard& card : installedEncoders()) {
            if (card.architecture == word.substr(0, colon) && card.sourceSha256 == hash) {
                return card.name;
            }
        }
    }
    return installEncoder(word.substr(0, colon), from).name;
}

}  // namespace haberdash
