// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"
#include "core/data/base/matrix.h"
#include "core/data/store/project.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace haberdash {

enum class Modality { Text, Image };

const char* wordOf(Modality modality) noexcept;  ///< "text", "image"

/// One encoder's vectors: features/<modality>-<encoder>.safetensors, with tensors "vectors"
/// [n, dim] (float32), "items" [n] (int64, ascending), "hashes" [n, 32] (U8, of the text or the
/// picture), and metadata encoder, fingerprint, modality.
struct FeatureTable {
    std::string encoder;      ///< "use", "tfidf", "mobilenet", "descriptors"
    std::string fingerprint;  ///< of weights and preprocessing
    Modality modality = Modality::Text;
    std::vector<std::int64_t> items;  ///< ascending ItemId; items that lack the modality are absent
    Matrix vectors;                   ///< [items.size(), dim], as the encoder gave them

    std::optional<std::size_t> rowOf(ItemId item) const;  ///< binary search
};

/// The encoder that the project uses for a modality (setting "features.text" / "features.image"),
/// mapped. nullopt when none was computed.
std::optional<FeatureTable> loadFeatures(Project& project, Modality modality);

/// A named encoder's table. Throws Error(Unavailable) that says how to compute it.
FeatureTable loadFeatures(Project& project, Modality modality, const std::string& encoder);

}  // namespace haberdash
