// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/data/runs/run_store.h"
#include "core/data/runs/train_options.h"
#include "core/data/store/project.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace haberdash {

/// What differs from variant to variant of an ablation.
enum class AblationOf {
    Modalities,  ///< all that is looked at, every two and one of it, ids alone, and the simple
                 ///< models
    Fusions,     ///< model.fusion
    Losses,      ///< train.loss
};

/// By the enum's numbers.
inline constexpr std::array kAblationWords{"modalities", "fusions", "losses"};

/// What a model is worth with a part of it only, or another part.
struct AblationRow {
    /// Of modalities "all", "text,image", …, "ids", "item-knn", "content", "popularity"; else the
    /// choice.
    std::string name;
    std::vector<Run> runs;  ///< one a seed
    std::string lacking;    ///< why there are none; empty: there are
};

/// Trains the variants of the model of `options`, all else alike; "ids" is bpr-mf with its preset.
/// Learned ones are trained once for each of `seeds` seeds from train.seed on. Runs as any other,
/// whose notes say what they are of. When cancelled, what was trained stays. Throws as train()
/// does, but that a variant which names a modality without features is not trained and its row says
/// so ("all" is of what there is); Error(Input) in one of several processes.
std::vector<AblationRow> ablate(Project& project,
                                const TrainOptions& options,
                                AblationOf what,
                                std::int64_t seeds,
                                const Monitor& monitor);

/// A figure of several runs: the mean and the sample deviation of their validation metric.
struct Spread {
    double mean = 0;
    double deviation = 0;
};

/// `runs` are not empty; a run without the metric counts as 0.
Spread spreadOf(const std::vector<Run>& runs, const std::string& metric);

}  // namespace haberdash
