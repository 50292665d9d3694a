// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/learn/simulate/random.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// How a shopper goes through a list (Chuklin, Markov & de Rijke 2015).
enum class ClickKind {
    Position,  ///< rank r is looked at with probability r^-decay, whatever was clicked
    Cascade,   ///< from the top down to the first click, then the list is left (Craswell et al.
               ///< 2008)
    Dependent  ///< as Cascade, but after a click at rank r goes on with persistence^r (Guo et al.
               ///< 2009)
};

const char* wordOf(ClickKind kind) noexcept;  ///< "position", "cascade", "dependent"

/// Throws Error(Input) that names the three words.
ClickKind clickKindFrom(std::string_view word);

struct ClickModel {
    ClickKind kind = ClickKind::Cascade;
    double decay = 0.8;      ///< of Position
    double patience = 0.97;  ///< of Cascade and Dependent: goes on to the next rank after no click
    double persistence = 0.85;  ///< of Dependent
};

Json toJson(const ClickModel& model);

struct Reaction {
    std::vector<std::size_t> examined;  ///< ranks looked at, from 0, ascending
    std::vector<std::size_t> clicked;   ///< those of them that were clicked
};

/// `attraction`: probability that each product of the list is clicked once it is looked at.
Reaction react(const ClickModel& model, std::span<const double> attraction, Random& random);

}  // namespace haberdash
