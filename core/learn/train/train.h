// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/data/runs/run_store.h"
#include "core/data/runs/train_options.h"
#include "core/data/store/project.h"

#include <cstdint>
#include <optional>
#include <string>

namespace haberdash {

/// Makes a run: splits the events, fits the model, watches the validation metric over all products,
/// writes runs/<id>/{run.json, history.jsonl, model.safetensors, checkpoint.safetensors}.
///
/// Reports a finished epoch as Progress{"train", epoch, epochs, {"epoch", "train_loss", "val":
/// {"ndcg@10": …, "loss": …}, "run", "best_epoch", "patience"}}, and the beginning likewise with
/// the epochs that are behind it and the last three alone; steps within an epoch under the stage
/// "epoch N".
/// `resumeRun` goes on with a run that was cancelled, failed or killed, under the options that it
/// began with and over the features that it began with, to the very weights that it would have had
/// without the break; where products, events or their features changed, it refuses. Another build,
/// processor or number of threads than it began with is noted in Run::data. Of `options` it takes
/// train.epochs (0: as it had) and more train.patience; a finished run needs more of either than it
/// had to go on.
///
/// Where the environment names several processes (see team.h), all call this, with the same
/// options and copies of one project, or all throw Error(Input); the first returns the run, the
/// others one without an id, which is kept nowhere. A run that goes on is the first one's.
///
/// When cancelled, the best model so far is kept, the run's state is Cancelled, and Cancelled is
/// thrown on. Any other failure is recorded in run.json and thrown on. Throws Error(Unavailable)
/// without events or without the features that the model needs, Error(NotFound) for an unknown
/// run, Error(Locked) for one that another process trains, Error(Input) for options that do not fit
/// the data or for fewer epochs than are behind a run that goes on.
Run train(Project& project,
          const TrainOptions& options,
          const Monitor& monitor,
          const std::optional<std::string>& resumeRun = std::nullopt);

/// What a job of several runs reports before each: Progress{"runs", number - 1, all, {"number",
/// "of"}}. `number` is from 1. Throws Cancelled.
void reportRun(const Monitor& monitor, std::int64_t number, std::int64_t all);

}  // namespace haberdash
