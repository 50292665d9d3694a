// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/wardrobe.h"

namespace haberdash {

namespace {

constexpr Rgb rgb(const unsigned hex) {
    return {static_cast<std::uint8_t>(hex >> 16U),
            static_cast<std::uint8_t>(hex >> 8U),
            static_cast<std::uint8_t>(hex)};
}

}  // namespace

std::span<const NamedColour> colours() {
    static const std::vector<NamedColour> kColours{
        {"White", rgb(0xf6f5f1), "neutral", "White"},
        {"Ivory", rgb(0xf3ead8), "neutral", "White"},
        {"Black", rgb(0x222124), "neutral", "Black"},
        {"Charcoal", rgb(0x44464c), "neutral", "Grey"},
        {"Grey", rgb(0x9a9ca1), "neutral", "Grey"},
        {"Beige", rgb(0xd9c8ab), "neutral", "Beige"},
        {"Camel", rgb(0xbf9160), "earthy", "Brown"},
        {"Sand", rgb(0xc9b190), "earthy", "Beige"},
        {"Chocolate", rgb(0x5a3a29), "earthy", "Brown"},
        {"Cognac", rgb(0x9c5a2e), "earthy", "Brown"},
        {"Terracotta", rgb(0xbc5b3c), "earthy", "Orange"},
        {"Olive", rgb(0x6d7046), "earthy", "Green"},
        {"Mustard", rgb(0xd1a13a), "earthy", "Yellow"},
        {"Sage", rgb(0xa4b494), "pastel", "Green"},
        {"Mint", rgb(0xb2dccb), "pastel", "Green"},
        {"Sky Blue", rgb(0xa6cbe8), "pastel", "Blue"},
        {"Lilac", rgb(0xc6b2e0), "pastel", "Purple"},
        {"Blush", rgb(0xeec1c4), "pastel", "Pink"},
        {"Butter", rgb(0xf5e3a1), "pastel", "Yellow"},
        {"Scarlet", rgb(0xd2302f), "bright", "Red"},
        {"Fuchsia", rgb(0xd63a86), "bright", "Pink"},
        {"Cobalt", rgb(0x2855c4), "bright", "Blue"},
        {"Emerald", rgb(0x139a68), "bright", "Green"},
        {"Tangerine", rgb(0xf07f2a), "bright", "Orange"},
        {"Sunflower", rgb(0xf6c72b), "bright", "Yellow"},
        {"Turquoise", rgb(0x21b0b5), "bright", "Blue"},
        {"Navy", rgb(0x27365c), "deep", "Blue"},
        {"Burgundy", rgb(0x6d1f33), "deep", "Red"},
        {"Forest", rgb(0x24513f), "deep", "Green"},
        {"Plum", rgb(0x59305c), "deep", "Purple"},
        {"Petrol", rgb(0x1f5563), "deep", "Blue"},
    };
    return kColours;
}

std::span<const Cloth> cloths() {
    static const std::vector<Cloth> kCloths{
        {"cotton",
         "natural",
         1.0,
         0.15,
         "",
         {"cotton", "pure cotton", "soft cotton", "combed cotton"}},
        {"organic cotton",
         "natural",
         1.15,
         0.15,
         "",
         {"organic cotton", "certified organic cotton"}},
        {"linen",
         "natural",
         1.25,
         0.12,
         "linen",
         {"linen", "washed linen", "breathable linen", "European flax linen"}},
        {"canvas",
         "natural",
         0.95,
         0.12,
         "linen",
         {"canvas", "sturdy cotton canvas", "waxed canvas"}},
        {"jersey", "natural", 0.95, 0.2, "", {"jersey", "stretch jersey", "fluid cotton jersey"}},
        {"corduroy", "natural", 1.1, 0.2, "cord", {"corduroy", "fine-wale cord"}},
        {"merino wool",
         "wool",
         1.45,
         0.12,
         "",
         {"merino", "extra-fine merino wool", "merino wool"}},
        {"lambswool", "wool", 1.25, 0.1, "", {"lambswool", "soft lambswool", "warm wool"}},
        {"recycled wool", "wool", 1.2, 0.1, "", {"recycled wool", "reclaimed wool blend"}},
        {"cashmere", "wool", 2.2, 0.15, "", {"cashmere", "pure cashmere", "grade-A cashmere"}},
        {"leather",
         "leather",
         1.6,
         0.85,
         "",
         {"leather", "full-grain leather", "supple calf leather"}},
        {"suede", "leather", 1.45, 0.2, "", {"suede", "brushed suede", "soft suede leather"}},
        {"vegan leather",
         "leather",
         0.95,
         0.8,
         "",
         {"vegan leather", "apple leather", "cruelty-free leather alternative"}},
        {"silk", "silky", 1.9, 0.75, "", {"silk", "mulberry silk", "sandwashed silk"}},
        {"satin", "silky", 1.2, 1.0, "", {"satin", "fluid satin", "silky satin"}},
        {"viscose", "silky", 1.0, 0.45, "", {"viscose", "draping viscose", "soft viscose crepe"}},
        {"denim", "denim", 1.1, 0.15, "denim", {"denim", "rigid denim", "stretch denim"}},
        {"organic denim", "denim", 1.25, 0.15, "denim", {"organic denim", "low-water denim"}},
        {"nylon", "technical", 1.05, 0.6, "", {"nylon", "ripstop nylon", "water-repellent nylon"}},
        {"recycled polyester",
         "technical",
         1.0,
         0.4,
         "",
         {"recycled polyester",
          "quick-dry recycled fabric",
          "moisture-wicking recycled polyester"}},
        {"fleece", "technical", 0.95, 0.1, "", {"fleece", "brushed fleece", "thermal fleece"}},
        {"acetate", "technical", 1.0, 0.8, "", {"acetate", "hand-polished acetate"}},
        {"recycled acetate", "technical", 1.1, 0.8, "", {"recycled acetate", "bio-based acetate"}},
        {"metal", "technical", 1.1, 0.9, "", {"steel", "lightweight metal"}},
    };
    return kCloths;
}

std::span<const Print> prints() {
    static const std::vector<Print> kPrints{
        {"plain", "plain", "plain", {}},
        {"stripes", "stripes", "stripes", {"striped", "stripe"}},
        {"pinstripes", "pinstripes", "stripes", {"pinstriped", "pinstripe"}},
        {"breton", "breton", "stripes", {"Breton-stripe", "striped"}},
        {"gingham", "gingham", "checks", {"gingham", "checked"}},
        {"tartan", "tartan", "checks", {"tartan", "plaid"}},
        {"windowpane", "windowpane", "checks", {"windowpane-check", "checked"}},
        {"houndstooth", "houndstooth", "checks", {"houndstooth", "dogtooth"}},
        {"herringbone", "herringbone", "checks", {"herringbone"}},
        {"argyle", "argyle", "checks", {"argyle"}},
        {"dots", "dots", "dots", {"polka-dot", "dotted"}},
        {"pin dots", "pindots", "dots", {"pin-dot", "dotted"}},
        {"floral", "floral", "floral", {"floral", "flower-print"}},
        {"ditsy floral", "ditsy", "floral", {"ditsy-floral", "floral"}},
        {"leopard", "leopard", "graphic", {"leopard-print", "animal-print"}},
        {"zebra", "zebra", "graphic", {"zebra-print", "animal-print"}},
        {"camo", "camo", "graphic", {"camouflage", "camo"}},
        {"geometric", "geometric", "graphic", {"geometric-print", "graphic"}},
        {"tie-dye", "tie-dye", "graphic", {"tie-dye"}},
        {"colour block", "colour-block", "graphic", {"colour-block"}},
        {"split", "split", "graphic", {"two-tone"}},
    };
    return kPrints;
}

std::span<const Brand> brands() {
    static const std::vector<Brand> kBrands{
        {"Pinsolle", "budget"},        {"Kitterfell", "budget"},
        {"Lumafold", "budget"},        {"Wexholme", "budget"},
        {"Juniperry", "budget", true}, {"Strivane", "budget"},
        {"Mirrowby", "mid"},           {"Karrowby", "mid"},
        {"Brindlemoor", "mid"},        {"Grovetide", "mid", true},
        {"Tessarine", "mid"},          {"Maribeck", "mid"},
        {"Dunmarrow", "mid"},          {"Fernlight & Oar", "mid", true},
        {"Quillfen", "premium"},       {"Haldermoss", "premium", true},
        {"Osmerie", "premium"},        {"Zephrane", "premium"},
        {"Thornlewick", "premium"},    {"Solvanne", "premium"},
        {"Aldervane", "luxury"},       {"Cassilune", "luxury"},
        {"Vellorin", "luxury"},        {"Ombrenord", "luxury", true},
    };
    return kBrands;
}

}  // namespace haberdash
