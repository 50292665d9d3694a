// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the sample catalog is made of: kinds of product, cloths, colours, prints and brands. Each
// carries the words that a shop would use for it and the group that tastes are about.

#include "core/learn/simulate/art.h"

#include <span>
#include <string_view>
#include <vector>

namespace haberdash {

/// A colour by name. `tone` is what tastes are about: neutral, earthy, pastel, bright, deep.
struct NamedColour {
    std::string_view name;
    Rgb rgb;
    std::string_view tone;
    std::string_view family;  ///< "Blue"
};

/// `group` is what tastes are about: natural, wool, leather, silky, denim, technical.
struct Cloth {
    std::string_view name;  ///< "linen"
    std::string_view group;
    double priceFactor = 1;
    double gloss = 0.3;
    std::string_view weave;                 ///< of the picture; empty: none that shows
    std::vector<std::string_view> phrases;  ///< how sellers call it
};

/// `group` is what tastes are about: plain, stripes, checks, dots, floral, graphic.
struct Print {
    std::string_view name;
    std::string_view art;  ///< pattern of prints.svg
    std::string_view group;
    std::vector<std::string_view> words;
};

/// `tier`: budget, mid, premium, luxury.
struct Brand {
    std::string_view name;
    std::string_view tier;
    bool isEco = false;
};

struct CutChoice {
    std::string_view key;
    std::vector<std::string_view> values;
    bool mayLack = false;  ///< chosen for half of the products only
};

struct Kind {
    std::string_view art;  ///< template
    std::string_view category;
    std::string_view department;
    double share = 1;         ///< of the catalog
    double womenShare = 0.5;  ///< of its products; the rest is for men, save for unisex
    double unisexShare = 0;
    double price = 30;  ///< in the middle tier and a plain cloth
    std::vector<std::string_view> nouns;
    std::vector<std::string_view> cloths;
    std::vector<std::string_view> prints;  ///< besides plain
    double printShare = 0.4;
    std::vector<CutChoice> cuts;
    std::vector<std::string_view> occasions;
    std::vector<std::string_view> seasons;
    double size = 1;  ///< of the drawing in the picture
};

std::span<const NamedColour> colours();
std::span<const Cloth> cloths();
std::span<const Print> prints();
std::span<const Brand> brands();
std::span<const Kind> kinds();

const Cloth& clothNamed(std::string_view name);
const Print& printNamed(std::string_view name);

/// What a value of a cut does to the shape, which tastes are about: "relaxed", "fitted",
/// "classic", "statement"; empty for a value that says nothing.
std::string_view shapeOf(std::string_view cutValue);

/// How sellers write a value of a cut: "v" of "neck" is "V-neck"; empty for none.
std::string_view wordsOfCut(std::string_view key, std::string_view value);

}  // namespace haberdash
