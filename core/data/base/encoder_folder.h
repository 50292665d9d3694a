// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where encoders' weights live: once per person, not per project. Each is NAME.safetensors (of an
// ONNX network NAME.onnx) with a card NAME.json beside it that says what it is and where it came
// from.

#include "core/data/base/json.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// What is known of an installed encoder.
struct EncoderCard {
    std::string name;          ///< "use", "mobilenet"; of a person's own file "resnet50-1f0c3a9b"
    std::string architecture;  ///< which code runs it; of the built-in ones the name
    std::string modality;      ///< "text", "image"
    std::string kind;          ///< one sentence for a person
    std::size_t dimension = 0;
    std::string source;         ///< package and version that the weights came from
    std::string licence;        ///< SPDX identifier
    std::string sourceSha256;   ///< of the source file (of several: of their hashes in order)
    std::string weightsSha256;  ///< of NAME.safetensors as converted
};

/// $HABERDASH_DATA/encoders, else $XDG_DATA_HOME/haberdash/encoders, else
/// ~/.local/share/haberdash/encoders. Need not exist.
std::filesystem::path encoderFolder();

std::filesystem::path encoderWeights(const std::string& name);
std::filesystem::path encoderOnnx(const std::string& name);

/// Letters, digits, '-', '_' and '.' that do not begin with a dot: what may be a file's name.
bool isEncoderName(std::string_view name) noexcept;

/// Cards of all installed encoders, by name.
std::vector<EncoderCard> installedEncoders();

/// nullopt when the card or the weights are not there, or the card cannot be read.
std::optional<EncoderCard> installedEncoder(const std::string& name);

/// Writes the card, after the weights were written.
void writeEncoderCard(const EncoderCard& card);

Json toJson(const EncoderCard& card);

}  // namespace haberdash
