// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/data/runs/run_store.h"
#include "core/data/runs/train_options.h"
#include "core/learn/model/multimodal.h"
#include "core/learn/train/dataset.h"
#include "core/learn/train/label_examples.h"
#include "core/learn/train/team.h"

namespace haberdash {

/// One training; everything is borrowed for the call.
struct TrainerJob {
    const Dataset& dataset;
    const LabelExamples& labels;  ///< of multimodal; empty for the others
    const TrainOptions& options;
    const ItemInputs& inputs;
    const ModelFile& base;  ///< what model.safetensors holds besides the weights
    const RunStore& store;
    const Monitor& monitor;
    Team& team;  ///< of bpr-mf and its like: this process alone
    Run& run;    ///< epochs, best epoch, validation, speed are kept up to date
};

/// Both train as runEpochs() says. Throw Error(Unavailable) when there is nothing to learn from.
void trainMultimodal(const TrainerJob& job);

/// bpr-mf, vbpr, lightgcn and freedom.
void trainVectors(const TrainerJob& job);

}  // namespace haberdash
