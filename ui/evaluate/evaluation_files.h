// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"
#include "ui/evaluate/evaluation.h"

#include <QStringList>

#include <filesystem>
#include <vector>

namespace haberdash::ui {

/// The evaluations on a split of those runs that have one, in the order given.
std::vector<RunEvaluation> loadEvaluations(const RunStore& store,
                                           const QStringList& runs,
                                           const std::string& split);

/// What `evaluate` found between pairs of runs on a split. What cannot be read counts as none.
std::vector<Comparison> loadComparisons(const std::filesystem::path& runsFolder,
                                        const std::string& split);

/// Those of one metric between the runs shown that still fit their figures.
std::vector<Comparison> comparisonsBetween(const std::vector<Comparison>& all,
                                           const std::vector<RunEvaluation>& runs,
                                           const std::string& metric);

}  // namespace haberdash::ui
