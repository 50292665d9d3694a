// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/train_options.h"
#include "core/learn/train/dataset.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace haberdash {

/// Fills parts, itemParts, cuts and protocol of a dataset whose other columns are there.
/// `given`: what the data says of each event, or nothing. Throws Error(Input).
void splitDataset(Dataset& dataset,
                  const TrainOptions& options,
                  const std::vector<std::optional<GivenSplit>>& given,
                  const std::vector<std::int64_t>& cuts);

}  // namespace haberdash
