// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/encoder_folder.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace haberdash {

struct EncoderState {
    EncoderCard card;
    bool isInstalled = false;  ///< true of those that need no weights
    bool needsWeights = false;
    bool isDamaged = false;  ///< its weights are not those that were installed
};

/// Hashes are those of the weights as they lie there now.
enum class HashCheck { No, Yes };

/// All encoders that the program knows, the default of each modality first, then those that a
/// person installed from own files or made, then the architectures that wait for such files.
std::vector<EncoderState> listEncoders(HashCheck check = HashCheck::No);

/// Whether the weights of an installed encoder are not those that were installed. Reads all of
/// them.
bool isDamaged(const EncoderCard& card);

/// What a person must be told about the encoders at set-up, in so many words.
std::string encoderNotice();

/// What a person may choose of a BERT; what is left open, the files beside it say.
struct BertChoice {
    std::string pooling;          ///< "cls", "mean"
    std::int64_t mostTokens = 0;  ///< of a text, with the two that frame it

    bool isOpen() const { return pooling.empty() && mostTokens == 0; }
};

/// Converts weights into the encoder folder. `name` is a package ("mobilenet", "use", "words",
/// "inception": a file or the unpacked package, of which only the very bytes that were measured
/// are taken), "bert" (a folder), "resnet18", "resnet50", "vgg16", "inception_v3" (.pth or
/// .safetensors), "onnx", or "auto": told by the file itself. Installing again replaces; one BERT
/// with two choices is two encoders. Throws Error(Input) with the reason for what is refused,
/// Error(NotFound), Error(Disk).
EncoderCard installEncoder(const std::string& name,
                           const std::filesystem::path& from,
                           const BertChoice& choice = {});

/// The name to encode with of what a person wrote: a name as it is, of "resnet50:FILE" or
/// "bert:FOLDER" that of the encoder installed from there (now, unless it was before).
std::string resolveEncoder(const std::string& word);

}  // namespace haberdash
