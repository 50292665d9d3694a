// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"

#include <vector>

namespace haberdash::ui {

/// Where the eye goes on when a list changes: the row in `after` of before[row], or of its next
/// neighbour that is still there, or of the previous one. -1 when none is.
int rowOfSurvivor(const std::vector<ItemId>& before, int row, const std::vector<ItemId>& after);

}  // namespace haberdash::ui
