// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A new image encoder from an old one and the catalog itself: what the shop knows of its products
// (attributes), what is written of them (contrastive: a picture and a text of one product belong
// together, InfoNCE both ways; Radford et al. 2021), or that two views of a picture are one product
// (views; Chen et al. 2020) teaches the upper layers to look at what matters in this catalog.

#include "core/data/base/matrix.h"
#include "core/data/base/monitor.h"
#include "core/data/base/options.h"
#include "core/data/store/project.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace haberdash {

struct FinetuneOptions {
    std::string task = "attributes";  ///< attributes, contrastive, views
    std::int64_t epochs = 6;
    std::int64_t batchSize = 32;
    std::int64_t unfrozen = 6;   ///< layers from the top that learn: the last one and 5 blocks
    double learningRate = 5e-4;  ///< of the network; its heads learn ten times as fast
    double weightDecay = 1e-4;
    double temperature = 0.1;       ///< of contrastive and views
    double heldOutShare = 0.2;      ///< of the pictures, that only measure
    std::int64_t mostPictures = 0;  ///< to learn from; 0: all
    std::int64_t seed = 7;
};

std::vector<Option> describe(FinetuneOptions& options);

struct FinetuneReport {
    std::string encoder;  ///< the name of the new one
    std::int64_t epochs = 0;
    std::size_t trained = 0;  ///< pictures learnt from
    std::size_t heldOut = 0;  ///< pictures measured on
    double metricBefore = 0;  ///< see neighbourPrecision(), of the old encoder
    double metricAfter = 0;   ///< of the new one
    double picturesPerSecond = 0;
};

/// Trains `encoder` (of the architecture mobilenet) on the project's pictures and installs the
/// result under a name of its own; the old one stays as it is. Pictures are held out by the hash of
/// their bytes and the seed, so that no picture is both learnt from and measured on. Nothing is
/// written when it is cancelled. A picture without what the task teaches by (a fact, a text) is not
/// learnt from. Throws Error(Unavailable) where too few are left, Error(Input) for an encoder that
/// cannot be trained.
FinetuneReport finetune(Project& project,
                        const std::string& encoder,
                        const FinetuneOptions& options,
                        const Monitor& monitor);

/// Mean share of the `k` nearest other rows (cosine) that have the row's own class, over the rows
/// of classes with at least two rows; where fewer than k others have the class, of those many.
double neighbourPrecision(const Matrix& rows,
                          const std::vector<std::string>& classes,
                          std::size_t k);

}  // namespace haberdash
