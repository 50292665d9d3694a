// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/sample_catalog.h"

#include "core/data/base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace haberdash {

namespace {

constexpr std::uint64_t kProductStream = 1'000'000;
constexpr double kFactMissing = 0.2;
constexpr double kColourMissing = 0.3;

const Kind& drawKind(Random& random) {
    std::vector<double> shares;
    std::ranges::transform(kinds(), std::back_inserter(shares), &Kind::share);
    return kinds()[random.weighted(shares)];
}

std::string drawGender(const Kind& kind, Random& random) {
    if (random.chance(kind.unisexShare)) {
        return "Unisex";
    }
    return random.chance(kind.womenShare) ? "Women" : "Men";
}

/// Prints that no men's product of ours has, to keep the range believable.
bool isWomensPrint(const Print& print) {
    return print.group == "floral" || print.name == "leopard" || print.name == "zebra";
}

const Print& drawPrint(const Kind& kind, const std::string& gender, Random& random) {
    if (kind.prints.empty() || !random.chance(kind.printShare)) {
        return printNamed("plain");
    }
    const Print& print = printNamed(random.pick(kind.prints));
    const bool fits = gender != "Men" || !isWomensPrint(print) || random.chance(0.15);
    return fits ? print : printNamed("plain");
}

double colourWeight(const NamedColour& colour, const Cloth& cloth, const std::string& gender) {
    double weight = colour.tone == "neutral" ? 1.5 : 1.0;
    if (cloth.group == "denim") {
        const bool suits = colour.name == "Navy" || colour.name == "Sky Blue" ||
                           colour.name == "Black" || colour.name == "Charcoal" ||
                           colour.name == "Petrol" || colour.name == "White";
        return suits ? 1.0 : 0.02;
    }
    if (cloth.group == "leather" && (colour.tone == "pastel" || colour.tone == "bright")) {
        weight *= 0.45;
    }
    if (gender == "Men" && (colour.tone == "pastel" || colour.family == "Pink")) {
        weight *= 0.4;
    }
    return weight;
}

const NamedColour& drawColour(const Cloth& cloth, const std::string& gender, Random& random) {
    std::vector<double> weights;
    for (const NamedColour& colour : colours()) {
        weights.push_back(colourWeight(colour, cloth, gender));
    }
    return colours()[random.weighted(weights)];
}

std::map<std::string, std::string> drawCuts(const Kind& kind,
                                            const std::string& gender,
                                            Random& random) {
    std::map<std::string, std::string> cuts;
    for (const CutChoice& choice : kind.cuts) {
        const bool isLeftOut = choice.mayLack && random.chance(0.6);
        std::string value(random.pick(choice.values));
        if (gender == "Men" &&
            (value == "scoop" || value == "fitted" || value == "thin" || value == "skinny")) {
            value = choice.values.front();
        }
        if (!isLeftOut) {
            cuts.emplace(choice.key, std::move(value));
        }
    }
    return cuts;
}

/// The most telling cut wins: a statement is louder than a fit, a fit louder than a classic line.
std::string shapeFrom(const std::map<std::string, std::string>& cuts) {
    constexpr std::array<std::string_view, 4> kByLoudness{
        "statement", "relaxed", "fitted", "classic"};
    for (const std::string_view shape : kByLoudness) {
        for (const auto& [key, value] : cuts) {
            if (shapeOf(value) == shape) {
                return std::string(shape);
            }
        }
    }
    return "classic";
}

Design drawDesign(Random& random) {
    Design design;
    design.kind = &drawKind(random);
    design.gender = drawGender(*design.kind, random);
    design.cloth = &clothNamed(random.pick(design.kind->cloths));
    design.print = &drawPrint(*design.kind, design.gender, random);
    design.colour = &drawColour(*design.cloth, design.gender, random);
    design.brand = &random.pick(brands());
    design.occasion = random.pick(design.kind->occasions);
    design.season = random.pick(design.kind->seasons);
    design.cuts = drawCuts(*design.kind, design.gender, random);
    design.shape = shapeFrom(design.cuts);
    const std::string_view cloth = design.cloth->name;
    const bool isGreenCloth =
        cloth.starts_with("organic") || cloth.starts_with("recycled") || cloth == "vegan leather";
    design.isSustainable = isGreenCloth || (design.brand->isEco && random.chance(0.8));
    return design;
}

double tierFactor(const std::string_view tier) {
    if (tier == "budget") {
        return 0.62;
    }
    if (tier == "mid") {
        return 1.0;
    }
    return tier == "premium" ? 1.75 : 3.4;
}

/// The price that a shop would print: just below a round number.
double charmed(const double price) {
    if (price < 20) {
        return std::max(4.99, std::floor(price) + 0.99);
    }
    if (price < 100) {
        return std::floor(price / 5) * 5 + 4.95;
    }
    return std::floor(price / 10) * 10 + 9;
}

double priceOf(const Design& design, Random& random) {
    const double fair =
        design.kind->price * design.cloth->priceFactor * tierFactor(design.brand->tier);
    return charmed(fair * std::exp(0.14 * random.normal()));
}

std::string usageOf(const std::string& occasion) {
    if (occasion == "office" || occasion == "wedding") {
        return "Formal";
    }
    if (occasion == "party") {
        return "Party";
    }
    if (occasion == "sport") {
        return "Sports";
    }
    return occasion == "travel" ? "Travel" : "Casual";
}

std::string cutsAsText(const Design& design) {
    std::string text;
    for (const auto& [key, value] : design.cuts) {
        const std::string_view words = wordsOfCut(key, value);
        if (!words.empty()) {
            text += text.empty() ? "" : ", ";
            text += words;
        }
    }
    return text;
}

std::string attributesOf(const Design& design) {
    Json attributes{{"pattern", design.print->name},
                    {"pattern group", design.print->group},
                    {"fabric", design.cloth->name},
                    {"material", design.cloth->group},
                    {"tone", design.colour->tone},
                    {"shape", design.shape},
                    {"occasion", design.occasion},
                    {"tier", design.brand->tier},
                    {"sustainable", design.isSustainable ? "yes" : "no"}};
    if (const std::string cut = cutsAsText(design); !cut.empty()) {
        attributes["cut"] = cut;
    }
    return attributes.dump();
}

Item itemOf(const Design& design, const std::size_t index, Random& random) {
    Item item;
    item.sku = fmt::format("HD{:05}", index + 1);
    Wording wording = wordingOf(design, random);
    item.title = std::move(wording.title);
    item.description = std::move(wording.description);
    item.department = design.kind->department;
    item.category = design.kind->category;
    item.colour = random.chance(kColourMissing) ? "" : std::string(design.colour->name);
    item.brand = design.brand->name;
    item.gender = design.gender;
    item.season = random.chance(kFactMissing) ? "" : design.season;
    item.usage = random.chance(kFactMissing) ? "" : usageOf(design.occasion);
    item.year = random.chance(0.7) ? 2026 : 2025;
    item.price = priceOf(design, random);
    item.attributes = attributesOf(design);
    item.picturePath = fmt::format("pictures/{}.jpg", item.sku);
    return item;
}

}  // namespace

SampleProduct makeSampleProduct(const std::uint64_t seed, const std::size_t index) {
    Random random(seed, kProductStream + index);
    SampleProduct product;
    product.design = drawDesign(random);
    product.appeal = random.normal();
    product.look = lookOf(product.design, random);
    product.item = itemOf(product.design, index, random);
    return product;
}

}  // namespace haberdash
