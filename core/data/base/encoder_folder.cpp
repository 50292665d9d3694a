// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/encoder_folder.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"

#include <algorithm>
#include <cstdlib>

namespace haberdash {

namespace {

// nullptr when unset, empty or (as the XDG specification says) relative.
const char* absoluteFolder(const char* const variable) {
    const char* const value = std::getenv(variable);
    return value != nullptr && value[0] == '/' ? value : nullptr;
}

std::filesystem::path cardFile(const std::string& name) {
    return encoderFolder() / (name + ".json");
}

}  // namespace

std::filesystem::path encoderFolder() {
    if (const char* const data = absoluteFolder("HABERDASH_DATA")) {
        return std::filesystem::path(data) / "encoders";
    }
    if (const char* const data = absoluteFolder("XDG_DATA_HOME")) {
        return std::filesystem::path(data) / "haberdash" / "encoders";
    }
    const char* const home = absoluteFolder("HOME");
    return std::filesystem::path(home != nullptr ? home : "/") / ".local/share/haberdash/encoders";
}

std::filesystem::path encoderWeights(const std::string& name) {
    return encoderFolder() / (name + ".safetensors");
}

std::filesystem::path encoderOnnx(const std::string& name) {
    return encoderFolder() / (name + ".onnx");
}

bool isEncoderName(const std::string_view name) noexcept {
    const auto isPlain = [](const char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '.';
    };
    return !name.empty() && name.size() <= 100 && name.front() != '.' &&
           std::ranges::all_of(name, isPlain);
}

std::vector<EncoderCard> installedEncoders() {
    std::vector<EncoderCard> cards;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(encoderFolder(), ignored)) {
        if (entry.path().extension() == ".json") {
            if (std::optional<EncoderCard> card = installedEncoder(entry.path().stem().string())) {
                cards.push_back(std::move(*card));
            }
        }
    }
    std::ranges::sort(cards, {}, &EncoderCard::name);
    return cards;
}

std::optional<EncoderCard> installedEncoder(const std::string& name) {
    try {
        if (!isEncoderName(name) || (!std::filesystem::is_regular_file(encoderWeights(name)) &&
                                     !std::filesystem::is_regular_file(encoderOnnx(name)))) {
            return std::nullopt;
        }
        const Json json = Json::parse(readFile(cardFile(name)));
        return EncoderCard{.name = name,
                           .architecture = json.value("architecture", name),
                           .modality = json.at("modality").get<std::string>(),
                           .kind = json.at("kind").get<std::string>(),
                           .dimension = json.at("dimension").get<std::size_t>(),
                           .source = json.at("source").get<std::string>(),
                           .licence = json.at("licence").get<std::string>(),
                           .sourceSha256 = json.at("source_sha256").get<std::string>(),
                           .weightsSha256 = json.at("weights_sha256").get<std::string>()};
    } catch (const Error&) {
        return std::nullopt;
    } catch (const Json::exception&) {
        return std::nullopt;
    } catch (const std::filesystem::filesystem_error&) {
        return std::nullopt;
    }
}

void writeEncoderCard(const EncoderCard& card) {
    writeFileAtomically(cardFile(card.name), toJson(card).dump(2) + "\n");
}

Json toJson(const EncoderCard& card) {
    return {{"name", card.name},
            {"architecture", card.architecture.empty() ? card.name : card.architecture},
            {"modality", card.modality},
            {"kind", card.kind},
            {"dimension", card.dimension},
            {"source", card.source},
            {"licence", card.licence},
            {"source_sha256", card.sourceSha256},
            {"weights_sha256", card.weightsSha256}};
}

}  // namespace haberdash
