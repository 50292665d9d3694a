// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/encoders/tfjs_literal.h"

#include "core/data/base/base64.h"
#include "core/data/base/json.h"
#include "core/learn/encoders/tfjs_shape.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace haberdash {

namespace {

bool isWordLetter(const char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' ||
           letter == '$';
}

bool isDigit(const char letter) {
    return letter >= '0' && letter <= '9';
}

// The list behind `key`, brackets included; its texts hold no brackets of their own.
std::string_view listBehind(const std::string_view text, const std::string_view key) {
    const std::size_t begin = text.find(key);
    if (begin == std::string_view::npos) {
        return {};
    }
    std::size_t depth = 0;
    for (std::size_t i = begin + key.size(); i < text.size(); ++i) {
        if (text[i] == '[') {
            ++depth;
        } else if (text[i] == ']' && --depth == 0) {
            return text.substr(begin + key.size(), i + 1 - begin - key.size());
        } else if (depth == 0) {
            return {};
        }
    }
    return {};
}

std::string bytesOfShard(const std::string_view shard, const std::string& name) {
    constexpr std::string_view kKey = ".exports=\"";
    const std::size_t begin = shard.find(kKey);
    const std::size_t end =
        begin == std::string_view::npos ? begin : shard.find('"', begin + kKey.size());
    if (end == std::string_view::npos) {
        refuseTfjs(name, "a part of its weights is missing");
    }
    std::optional<std::string> bytes =
        fromBase64(shard.substr(begin + kKey.size(), end - begin - kKey.size()));
    if (!bytes) {
        refuseTfjs(name, "its weights are no base64 text");
    }
    return std::move(*bytes);
}

PlainTensor takeTensor(const Json& entry, std::string_view& rest, const std::string& name) {
    const Json& coding = entry.at("quantization");
    if (coding.at("dtype").get<std::string>() != "uint8") {
        refuseTfjs(name, "its numbers are stored in an unknown way");
    }
    const auto least = coding.at("min").get<double>();
    const auto scale = coding.at("scale").get<double>();
    PlainTensor tensor;
    TfjsShape shape = tfjsShape(entry, rest.size(), name);
    tensor.shape = std::move(shape.extents);
    tensor.values.reserve(shape.count);
    for (const char byte : rest.substr(0, shape.count)) {
        tensor.values.push_back(
            static_cast<float>(static_cast<unsigned char>(byte) * scale + least));
    }
    rest.remove_prefix(shape.count);
    return tensor;
}

}  // namespace

std::string jsonFromLiteral(const std::string_view literal) {
    std::string json;
    for (std::size_t i = 0; i < literal.size();) {
        const char letter = literal[i];
        if (letter == '"') {
            const std::size_t end = literal.find('"', i + 1);
            json += literal.substr(i, end == std::string_view::npos ? end : end + 1 - i);
            i = end == std::string_view::npos ? literal.size() : end + 1;
        } else if (isWordLetter(letter) && (json.ends_with('{') || json.ends_with(','))) {
            std::size_t end = i;
            while (end < literal.size() && (isWordLetter(literal[end]) || isDigit(literal[end]))) {
                ++end;
            }
            json += fmt::format("\"{}\"", literal.substr(i, end - i));
            i = end;
        } else if (letter == '!' && i + 1 < literal.size()) {
            json += literal[i + 1] == '0' ? "true" : "false";
            i += 2;
        } else {
            if (letter == '.' && (json.empty() || !isDigit(json.back()))) {
                json += '0';
            }
            json += letter;
            ++i;
        }
    }
    return json;
}

std::map<std::string, PlainTensor> parseTfjsLiteral(const std::string_view model,
                                                    const std::vector<std::string>& shards,
                                                    const std::string& name) {
    std::string bytes;
    for (const std::string& shard : shards) {
        bytes += bytesOfShard(shard, name);
    }
    const std::size_t manifest = model.find("weightsManifest:");
    const std::string_view list =
        manifest == std::string_view::npos ? "" : listBehind(model.substr(manifest), "weights:");
    std::string_view rest = bytes;
    std::map<std::string, PlainTensor> tensors;
    try {
        for (const Json& entry : Json::parse(jsonFromLiteral(list))) {
            PlainTensor tensor = takeTensor(entry, rest, name);
            if (!tensors.emplace(entry.at("name").get<std::string>(), std::move(tensor)).second) {
                refuseTfjs(name, "two tensors have one name");
            }
        }
    } catch (const Json::exception&) {
        refuseTfjs(name, "its list of weights is damaged");
    }
    if (!rest.empty()) {
        refuseTfjs(name, "there are more numbers than it lists");
    }
    return tensors;
}

}  // namespace haberdash
