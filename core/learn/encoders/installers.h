// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One installer for each sort of encoder that has weights. Each checks its source before it writes
// anything, throws Error(Input, NotFound, Model, Disk) and gives the card that it wrote.

#include "core/data/base/encoder_folder.h"
#include "core/learn/encoders/encoders.h"

#include <filesystem>
#include <string>

namespace haberdash {

/// The packages that the program knows, with what is known of them before they are there.
EncoderCard useCard();
EncoderCard mobileNetCard();
EncoderCard wordsCard();
EncoderCard inceptionCard();

EncoderCard installMobileNet(const std::filesystem::path& from);
EncoderCard installUse(const std::filesystem::path& from);
EncoderCard installWords(const std::filesystem::path& from);
EncoderCard installInception(const std::filesystem::path& from);

/// A folder with config.json, vocab.txt and model.safetensors (or pytorch_model.bin). Refuses one
/// whose vectors are not made by the first token or the mean of all, or by layers after that.
EncoderCard installBert(const std::filesystem::path& folder, const BertChoice& choice = {});

/// EncoderCard::sourceSha256 of the encoder that installBert() makes of the folder: of its weights,
/// vocabulary, settings, and how it makes vectors.
std::string hashOfBert(const std::filesystem::path& folder, const BertChoice& choice = {});

/// A torchvision state dict, .pth or .safetensors; `architecture` is one of netCards(), or empty:
/// told by the tensors.
EncoderCard installNet(const std::string& architecture, const std::filesystem::path& file);

EncoderCard installOnnx(const std::filesystem::path& file);

}  // namespace haberdash
