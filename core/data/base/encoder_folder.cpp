// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/encoder_folder.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"

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

std::optional<EncoderCard> installedEncoder(const std::string& name) {
    try {
        if (!std::filesystem::is_regular_file(encoderWeights(name))) {
            return std::nullopt;
        }
        const Json json = Json::parse(readFile(cardFile(name)));
        return EncoderCard{.name = name,
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
            {"modality", card.modality},
            {"kind", card.kind},
            {"dimension", card.dimension},
            {"source", card.source},
            {"licence", card.licence},
            {"source_sha256", card.sourceSha256},
            {"weights_sha256", card.weightsSha256}};
}

}  // namespace haberdash
