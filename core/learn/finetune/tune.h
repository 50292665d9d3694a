// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The training itself; tuneMobileNet() alone knows LibTorch.

#include "core/data/base/monitor.h"
#include "core/data/base/safetensors.h"
#include "core/learn/finetune/finetune.h"

#include <opencv2/core.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

struct TunePicture {
    std::string jpeg;
    std::vector<std::int64_t> labels;  ///< a class for each field; -1: not known
    std::vector<float> text;           ///< of contrastive: equally long for all
};

/// A fact that the network learns to tell.
struct TuneField {
    std::string name;
    std::size_t classes = 0;
    double weight = 1;
};

struct TuneInput {
    std::vector<TunePicture> pictures;
    std::vector<TuneField> fields;
};

/// Decoded; white where it is damaged, which must not end what many threads do. Any thread.
cv::Mat thumbnail(const std::string& jpeg) noexcept;

/// Pictures of `rows`, each changed by a draw of its own and normalised: [rows, 224, 224, 3] into
/// `out`.
void augmentedBatch(const TuneInput& input,
                    std::span<const std::size_t> rows,
                    std::uint64_t seed,
                    float* out);

/// The weights after training, under the names of `base`; those of frozen layers are unchanged.
/// The same input, seed and thread count give the same weights.
std::map<std::string, std::vector<float>> tuneMobileNet(const Safetensors& base,
                                                        const TuneInput& input,
                                                        const FinetuneOptions& options,
                                                        const Monitor& monitor);

}  // namespace haberdash
