// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The file behind a FeatureTable.

#include "core/data/store/project.h"
#include "core/learn/features/feature_table.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace haberdash {

/// features/<modality>-<encoder>.safetensors
std::filesystem::path featureFile(const Project& project,
                                  Modality modality,
                                  const std::string& encoder);

/// nullopt: the file is none of those.
std::optional<Modality> modalityOfFile(const std::filesystem::path& file);

/// A table with the hash (64 hex digits) of what each row was computed from.
struct HashedTable {
    FeatureTable table;
    std::vector<std::string> hashes;
};

/// Throws Error(NotFound, Disk, Input or Model).
HashedTable readFeatureFile(const std::filesystem::path& file, Modality modality);

/// Replaces the file atomically.
void writeFeatureFile(const std::filesystem::path& file, const HashedTable& table);

}  // namespace haberdash
