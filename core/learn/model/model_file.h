// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/matrix.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace haberdash {

/// What model.safetensors and checkpoint.safetensors hold: named numbers, integers and words.
struct ModelFile {
    std::map<std::string, Matrix> matrices;
    std::map<std::string, std::vector<std::int64_t>> integers;
    std::map<std::string, std::string> words;

    /// These throw Error(Model) that names what is missing.
    const Matrix& matrix(const std::string& name) const;
    const std::vector<std::int64_t>& integersOf(const std::string& name) const;
    const std::string& word(const std::string& name) const;
};

/// Atomically; the same contents give the same bytes. Throws Error(Disk).
void writeModel(const std::filesystem::path& file, const ModelFile& model);

/// Mapped; throws Error(NotFound, Input).
ModelFile readModel(const std::filesystem::path& file);

}  // namespace haberdash
