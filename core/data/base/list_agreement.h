// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace haberdash {

/// How far two rankings of one catalog agree about their first k products.
struct ListAgreement {
    std::size_t overlap = 0;  ///< products that are among the first k of both
    /// Kendall's tau (1938) over the products that are among the first k of either and that both
    /// rank: (concordant - discordant) / pairs, from -1 to 1. nullopt with fewer than two.
    std::optional<double> tau;
    /// Of each of the first k of one ranking, its place in the other, from 1; nullopt: that one
    /// does not rank it.
    std::vector<std::optional<std::size_t>> firstInSecond, secondInFirst;
};

/// `first` and `second`: whole rankings, best first; each holds a product at most once. k > 0.
ListAgreement agreementOf(std::span<const ItemId> first,
                          std::span<const ItemId> second,
                          std::size_t k);

}  // namespace haberdash
