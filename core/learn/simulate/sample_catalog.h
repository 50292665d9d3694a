// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/item.h"
#include "core/learn/simulate/art.h"
#include "core/learn/simulate/random.h"
#include "core/learn/simulate/wardrobe.h"

#include <cstdint>
#include <string>

namespace haberdash {

/// What is true of a product, before anything is told of it. References are to the wardrobe.
struct Design {
    const Kind* kind = nullptr;
    const Cloth* cloth = nullptr;
    const Print* print = nullptr;
    const NamedColour* colour = nullptr;
    const Brand* brand = nullptr;
    std::string gender;    ///< "Women", "Men", "Unisex"
    std::string occasion;  ///< "office", ...
    std::string season;    ///< "Summer", ..., "All"
    std::string shape;     ///< "relaxed", "fitted", "classic", "statement"
    bool isSustainable = false;
    std::map<std::string, std::string> cuts;
};

struct Wording {
    std::string title;
    std::string description;
};

/// How one of several styles of seller writes about a design: cloth, occasion, fit and brand are
/// mostly told, the colour sometimes, the print seldom; some facts are left out.
Wording wordingOf(const Design& design, Random& random);

/// How a design is drawn: its colours, those of the print and the trimmings, the studio.
Look lookOf(const Design& design, Random& random);

struct SampleProduct {
    Item item;
    Look look;
    Design design;
    double appeal = 0;  ///< how much everybody likes it; standard normal
};

/// Product number `index` of the sample catalog: the same for the same seed, whatever the number
/// of products. Its item has no ids and no picture state yet.
SampleProduct makeSampleProduct(std::uint64_t seed, std::size_t index);

}  // namespace haberdash
