// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/data/runs/run_store.h"
#include "core/data/runs/train_options.h"
#include "core/learn/model/multimodal.h"
#include "core/learn/train/dataset.h"

namespace haberdash {

/// One training of the multimodal model; everything is borrowed for the call.
struct TrainerJob {
    const Dataset& dataset;
    const TrainOptions& options;
    const ItemInputs& inputs;
    const ModelFile& base;  ///< what model.safetensors holds besides the weights
    const RunStore& store;
    const Monitor& monitor;
    Run& run;  ///< epochs, best epoch, validation, speed are kept up to date
};

/// Trains until the epochs are over or patience is; writes history.jsonl, checkpoint.safetensors
/// after every epoch and model.safetensors after every better one, atomically. Goes on from the
/// checkpoint where there is one. Random numbers depend on the seed and the epoch only, so that a
/// resumed run ends with the weights of one that was never broken off.
void trainMultimodal(const TrainerJob& job);

}  // namespace haberdash
