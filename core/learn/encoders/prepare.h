// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What installing any encoder consists of: find the source, check it, convert it, write weights and
// card into the encoder folder.

#include "core/data/base/encoder_folder.h"
#include "core/data/base/safetensors.h"

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// A file of a package that was measured: only these very bytes are taken.
struct PinnedFile {
    std::string_view name;
    std::string_view sha256;
};

/// The bytes of the files, in their order. `from` is the unpacked package, one of its folders, one
/// of its files with the others beside it, or, of a package of one file, that file under any name.
/// Throws Error(NotFound; Input for a file of the right name with other bytes).
std::vector<std::string> readPackage(const std::filesystem::path& from,
                                     std::span<const PinnedFile> files);

/// Throws Error(Input) when a number is not finite.
void requireFinite(const std::string& name, const std::vector<float>& values);

TensorView viewOfFloats(const std::vector<float>& values, std::vector<std::size_t> shape);

/// Writes weights and card; `metadata` adds to what the card says. -> the card with its hash.
EncoderCard finishInstall(EncoderCard card,
                          const std::map<std::string, TensorView>& tensors,
                          std::map<std::string, std::string> metadata = {});

/// "resnet50-1f0c3a9b": an architecture and the beginning of its source's hash.
std::string ownName(const std::string& architecture, const std::string& sha256);

/// The name of a person's file, for a card: never where it lies.
std::string sourceOf(const std::filesystem::path& file);

}  // namespace haberdash
