// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/simulate/taste.h"

#include <cstdint>
#include <string>
#include <vector>

namespace haberdash {

/// A kind of shopper.
struct PersonaKind {
    std::string key;
    std::string name;
    std::string description;
    Taste taste;
};

/// The eight of the sample project: each likes some things that only a picture shows and some
/// that only a text tells.
std::vector<PersonaKind> samplePersonas();

/// Six kinds for a catalog without personas, made of its own commonest facets by `seed`.
std::vector<PersonaKind> genericPersonas(const Market& market, std::uint64_t seed);

/// A first name for shopper number `index`.
std::string shopperName(std::size_t index);

}  // namespace haberdash
