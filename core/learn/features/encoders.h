// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/encoder_folder.h"

#include <filesystem>
#include <string>
#include <vector>

namespace haberdash {

struct EncoderState {
    EncoderCard card;
    bool isInstalled = false;  ///< true of those that need no weights
    bool needsWeights = false;
};

/// All encoders that the program knows, the default of each modality first.
std::vector<EncoderState> listEncoders();

/// What a person must be told about the encoders at set-up, in so many words.
std::string encoderNotice();

/// Converts downloaded weights ("mobilenet": a .gguf file, "use": a folder with model.json, its
/// shards and vocab.json; or an unpacked package that holds them) into the encoder folder. Only
/// the very files that were measured are taken: each hash is checked. Installing again replaces.
/// Throws Error(Input) for another encoder or file, Error(NotFound), Error(Disk).
EncoderCard installEncoder(const std::string& name, const std::filesystem::path& from);

}  // namespace haberdash
