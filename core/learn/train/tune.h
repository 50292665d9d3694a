// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A small, honest search for options: random draws (Bergstra & Bengio 2012) with successive halving
// (Jamieson & Talwalkar 2016). It looks at validation only, and gives every kind of model the same
// budget: the same number of draws, and the same epochs for each round.

#include "core/data/base/json.h"
#include "core/data/base/monitor.h"
#include "core/data/runs/train_options.h"
#include "core/data/store/project.h"

#include <cstdint>
#include <string>
#include <vector>

namespace haberdash {

struct TuneOptions {
    std::vector<std::string> kinds{"multimodal"};
    std::int64_t trials = 9;       ///< draws of each kind; the first is the options as given
    std::int64_t firstEpochs = 3;  ///< of the first round; each further one has three times as many
    std::int64_t rounds = 3;       ///< the best third of a round goes on to the next
    std::int64_t seed = 7;
    std::string name = "search";  ///< of the record tuning/<name>.json in the project
};

/// Searches from `base` and records every trial as it ends. Called again with the same options it
/// goes on where it was stopped or killed. Returns {"metric", "best": [{"kind", "run", "value",
/// "options", "epochs", "seconds", "trials"}], "trials": […]}, best kinds first. Throws
/// Error(Input) when the record under this name is of another search, and in one of several
/// processes. A trial that fails is nobody's best, whatever it had before.
Json tune(Project& project,
          const TrainOptions& base,
          const TuneOptions& options,
          const Monitor& monitor);

}  // namespace haberdash
