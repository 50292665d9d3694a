// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace haberdash::ui {

/// One fact of several runs side by side.
struct RunDifference {
    QString group;       ///< "Model", "Training", "Data", "Result"
    QString name;        ///< for people
    QStringList values;  ///< one a run, in the order given; "–" where a run has none
    bool differs = false;
};

/// What came out by the metric that the first run was trained for, then the settings that each
/// run's kind reads, the data, and what else came out. With `onlyDifferent`, what is the same in
/// all of them is left out. Metrics of the other runs say how far they are from those of the run
/// `baseline`, where it is among them.
std::vector<RunDifference> compareRuns(const std::vector<Run>& runs,
                                       bool onlyDifferent,
                                       const std::string& baseline = {});

}  // namespace haberdash::ui
