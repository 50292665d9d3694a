// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/base/monitor.h"
#include "core/data/store/project.h"
#include "core/learn/features/feature_table.h"

#include <chrono>
#include <cstddef>
#include <string>

namespace haberdash {

/// What extracting one modality did.
struct FeatureReport {
    std::string encoder;
    std::size_t dimension = 0;
    std::size_t computed = 0;
    std::size_t reused = 0;   ///< same content hash and encoder fingerprint as in the stored table
    std::size_t skipped = 0;  ///< products without the modality
    double itemsPerSecond = 0;
};

/// What becomes of an encoder that learns from the catalog (tfidf) when the catalog grew.
enum class EncoderFit {
    Fresh,  ///< it learns again, and runs have to be trained again
    Kept    ///< it stays as it is, so that trained runs go on
};

/// Computes what is new with `encoder` ("auto": the best that is installed), writes the table and
/// makes it the project's encoder for the modality. When cancelled, what was computed is kept and
/// reused by the next call; when the program dies, what was computed up to `saveEvery` before (or
/// twenty times as long as a save takes, where that is more). Equal contents are encoded once.
/// Throws Error(Unavailable) for an encoder that is not installed, Error(Disk).
FeatureReport extractFeatures(Project& project,
                              Modality modality,
                              const std::string& encoder,
                              const Monitor& monitor,
                              EncoderFit fit = EncoderFit::Fresh,
                              std::chrono::milliseconds saveEvery = std::chrono::seconds(20));

/// How many products have a text or picture of which the stored table of the project's encoder has
/// no vector: what extractFeatures() would compute. 0 where no encoder was chosen yet.
std::size_t missingFeatures(Project& project, Modality modality);

}  // namespace haberdash
