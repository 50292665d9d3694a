// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"

#include <cstddef>
#include <optional>
#include <span>

namespace haberdash {

// How far two ranked lists agree; each holds a product at most once, best first.

/// How many products the two lists share.
std::size_t overlapOf(std::span<const ItemId> a, std::span<const ItemId> b);

/// Kendall's tau (1938) over the products that both lists hold: (concordant - discordant) / pairs,
/// from -1 to 1. nullopt with fewer than two.
std::optional<double> kendallTau(std::span<const ItemId> a, std::span<const ItemId> b);

}  // namespace haberdash
