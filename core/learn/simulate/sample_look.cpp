// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/sample_catalog.h"

#include <array>
#include <cmath>

namespace haberdash {

namespace {

double lightness(const Rgb colour) {
    return (0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue) / 255;
}

/// A colour of the range that stands out from `from`, unlike `other`.
Rgb contrasting(const Rgb from, const Rgb other, Random& random) {
    const bool wantsDark = lightness(from) > 0.5;
    for (int attempt = 0; attempt < 40; ++attempt) {
        const NamedColour& colour = random.pick(colours());
        const double gap = std::abs(lightness(colour.rgb) - lightness(from));
        const bool isApart = gap > 0.26 && (lightness(colour.rgb) < lightness(from)) == wantsDark;
        if (isApart && !(colour.rgb == other)) {
            return colour.rgb;
        }
    }
    return wantsDark ? Rgb{34, 33, 36} : Rgb{246, 240, 228};
}

Rgb drawTrim(const Design& design, Random& random) {
    constexpr std::array kLeathers{
        Rgb{0x6b, 0x42, 0x26}, Rgb{0x2a, 0x24, 0x24}, Rgb{0xa8, 0x72, 0x44}, Rgb{0x4a, 0x2e, 0x20}};
    constexpr std::array kSoles{
        Rgb{0xfb, 0xfa, 0xf6}, Rgb{0xf1, 0xe8, 0xd8}, Rgb{0x2c, 0x2a, 0x2c}, Rgb{0xd9, 0xb4, 0x84}};
    constexpr std::array kDials{
        Rgb{0xfa, 0xf8, 0xf2}, Rgb{0x22, 0x30, 0x4a}, Rgb{0x26, 0x26, 0x28}, Rgb{0x2b, 0x4d, 0x42}};
    const std::string_view art = design.kind->art;
    if (art == "watch") {
        return random.pick(kDials);
    }
    if (art == "sneakers") {
        return random.pick(kSoles);
    }
    if (art == "jacket" || art == "coat") {
        return random.chance(0.6) ? mix(design.colour->rgb, {20, 18, 22}, 0.45)
                                  : Rgb{0xf7, 0xf5, 0xf0};
    }
    if (art == "hoodie" || art == "shorts" || art == "hat" || art == "trousers") {
        return random.chance(0.5) ? Rgb{0xf6, 0xf3, 0xec}
                                  : contrasting(design.colour->rgb, {}, random);
    }
    return random.pick(kLeathers);
}

/// The colours of the print, or of a pair of glasses' lenses.
void setInks(Look& look, Random& random) {
    look.ink = contrasting(look.main, {}, random);
    look.ink2 = contrasting(look.main, look.ink, random);
    if (look.type == "sunglasses") {
        look.ink = mix(look.ink, {30, 28, 34}, 0.6);
        look.ink2 = mix(look.ink, {226, 208, 190}, 0.5);
    }
    if (look.print == "leopard") {
        look.main = mix({0xd3, 0xa8, 0x6b}, look.main, 0.25);
        look.ink = {0x2a, 0x1c, 0x12};
        look.ink2 = {0x93, 0x62, 0x34};
    }
}

}  // namespace

Look lookOf(const Design& design, Random& random) {
    constexpr std::array kWalls{Rgb{0xee, 0xe7, 0xdc},
                                Rgb{0xe6, 0xe9, 0xec},
                                Rgb{0xf1, 0xec, 0xe6},
                                Rgb{0xe7, 0xe4, 0xdf},
                                Rgb{0xe9, 0xe2, 0xdf},
                                Rgb{0xe4, 0xe8, 0xe2},
                                Rgb{0xf2, 0xee, 0xea}};
    Look look{.type = std::string(design.kind->art),
              .cuts = design.cuts,
              .print = std::string(design.print->art),
              .weave = std::string(design.cloth->weave),
              .gloss = design.cloth->gloss};
    look.main = design.colour->rgb;
    if (design.cloth->group == "denim") {
        look.main =
            mix(look.main, {0x4d, 0x6d, 0x99}, design.colour->family == "Blue" ? 0.45 : 0.08);
    }
    if (look.type == "sweater") {
        look.weave = random.chance(0.3) ? "chunky" : "knit";
    }
    if (look.type == "watch" || look.type == "sunglasses") {
        look.weave.clear();
    }
    setInks(look, random);
    look.printScale = random.between(0.85, 1.2);
    look.trim = drawTrim(design, random);
    look.background = random.pick(kWalls);
    look.tilt = 0.9 * random.normal();
    look.size = design.kind->size * random.between(1.0, 1.07);
    return look;
}

}  // namespace haberdash
