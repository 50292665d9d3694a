// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/model/scorer.h"

#include <memory>
#include <vector>

namespace haberdash {

/// Copies whole models into one file, so that it does not need their runs any more.
void putMembers(ModelFile& file, const std::vector<ModelFile>& members);

/// The sum of the members' scores, each standardised for every asker: less its mean over the
/// products, over its deviation. Members count the same. Explanations mask within the members and
/// keep mean and deviation of the whole, so that they add up.
std::unique_ptr<Scorer> makeEnsembleScorer(Project& project,
                                           const std::vector<ItemId>& items,
                                           const ModelFile& model);

}  // namespace haberdash
