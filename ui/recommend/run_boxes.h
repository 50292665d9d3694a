// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"

#include <QString>

#include <vector>

class QComboBox;

namespace haberdash::ui {

/// Runs that can rank, newest first: all of them into `model`, with `current` chosen, and all
/// others added to `other`, as "against r1 · Popularity". Their data is the run's id. Neither box
/// tells of the change; what is chosen in `other` is up to the caller.
void fillRunBoxes(QComboBox* model,
                  QComboBox* other,
                  const std::vector<Run>& runs,
                  const QString& current);

}  // namespace haberdash::ui
