// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"
#include "core/data/base/json.h"
#include "core/data/runs/run_store.h"
#include "core/data/store/project.h"
#include "core/learn/model/item_inputs.h"
#include "core/learn/model/model_file.h"
#include "core/learn/train/dataset.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace haberdash {

/// Products that the spaces of texts and pictures, and the codes of facts, may be fitted on: those
/// met in training, or all that are not held out where few were; which is said in `notes`.
/// `popularity`: shoppers in training by row, kNewcomer of those held out.
std::vector<ItemId> trainItems(const Dataset& dataset,
                               const std::vector<std::int64_t>& popularity,
                               Json& notes);

/// Fits a space of `dim` numbers on `items` for each of the wanted modalities that has features,
/// and puts it into the model; each left out is said in run.data. A run that goes on (`before`)
/// looks at products as it did when it began, whatever was computed since. Throws
/// Error(Unavailable) where nothing is left to look at.
void putSpaces(Project& project,
               ModelFile& model,
               const Modalities& wanted,
               const std::vector<ItemId>& items,
               std::size_t dim,
               const std::optional<ModelFile>& before,
               Run& run);

}  // namespace haberdash
