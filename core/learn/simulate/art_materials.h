// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace haberdash {

/// What a template's shapes are made of: the coats that one is painted with, as SVG attributes,
/// from below. $main and the like stand for the look's colours.
struct Material {
    std::string_view name;
    std::vector<std::string_view> coats;
};

std::span<const Material> materials();

}  // namespace haberdash
