// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The drawn catalog. A template (resources/catalog-art/<type>.svg) holds every cut of one type:
// groups with data-if="neck=v|crew" stay when the look has one of the values; class="cloth" and
// the like name a material, which becomes the fills, gradients and outlines that make it; $main and
// the like are the look's colours; <g class="folds"> is drawn apart, blurred and laid on the
// garment, which gives soft shading without SVG filters.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

struct Rgb {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    friend bool operator==(const Rgb&, const Rgb&) = default;
};

/// "#rrggbb".
std::string toText(Rgb colour);

/// `share` of `b` in `a`, 0 to 1.
Rgb mix(Rgb a, Rgb b, double share);

/// Everything that decides how a product's picture looks.
struct Look {
    std::string type;                         ///< a template's name: "tshirt"
    std::map<std::string, std::string> cuts;  ///< {"neck": "v", "sleeve": "short"}
    std::string print = "plain";              ///< a pattern of prints.svg, or "plain"
    std::string weave;                        ///< "knit", "denim", ...; empty: smooth
    double printScale = 1;
    double gloss = 0.5;  ///< 0 matt (wool) to 1 shining (satin, leather)
    Rgb main;            ///< cloth
    Rgb ink;             ///< first colour of the print
    Rgb ink2;            ///< second colour of the print
    Rgb trim;            ///< belts, ribs, laces, soles
    Rgb background;      ///< studio wall
    double tilt = 0;     ///< degrees that the product hangs askew
    double size = 1;     ///< of the product in the picture
};

inline constexpr int kPictureWidth = 480;
inline constexpr int kPictureHeight = 600;

/// The names of the templates, sorted.
std::vector<std::string> artTypes();

/// Draws a look as a JPEG. The same look gives the same bytes. Any thread. Throws Error(NotFound)
/// for a type or print that there is no art for.
std::string drawLook(const Look& look);

/// The garment of a look as an SVG document, without its folds; and its folds alone.
struct LookSvg {
    std::string garment;
    std::string folds;
};

LookSvg composeLook(const Look& look);

/// A file of resources/catalog-art, from the program itself; empty where there is none.
std::string_view artFile(std::string_view name);

/// The names of all of them, sorted.
std::vector<std::string_view> artFileNames();

}  // namespace haberdash
