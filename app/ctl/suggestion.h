// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace haberdash::ctl {

/// The word of `known` that a slip of the hand turned into `word`: the one with the smallest edit
/// distance (Levenshtein 1966, with swapped neighbours as one edit), the first of several. Empty
/// where none is within a third of the word's length (at least one edit).
std::string nearestOf(std::string_view word, const std::vector<std::string>& known);

}  // namespace haberdash::ctl
