// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Rules of single products, as a person sets them one product at a time. Rules by facts or with
// dates are left as they are; a pin of several products becomes one rule a product, each at its
// place.

#include "core/data/rules/rule.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace haberdash {

inline constexpr int kMostSteps = 3;
inline constexpr double kStepStrength = 0.5;  ///< standard deviations of the list's scores a step

/// From 1; nullopt: not pinned.
std::optional<std::size_t> pinnedPlace(const std::vector<Rule>& rules, const std::string& sku);

/// Whatever was pinned to that place is pinned no more. nullopt unpins.
void setPin(std::vector<Rule>& rules, const std::string& sku, std::optional<std::size_t> place);

/// From -kMostSteps (buried) to kMostSteps (boosted); 0: neither.
int stepsOf(const std::vector<Rule>& rules, const std::string& sku);

/// Values beyond kMostSteps are those at the limit.
void setSteps(std::vector<Rule>& rules, const std::string& sku, int steps);

bool isHidden(const std::vector<Rule>& rules, const std::string& sku);
void setHidden(std::vector<Rule>& rules, const std::string& sku, bool isHidden);

}  // namespace haberdash
