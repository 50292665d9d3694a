// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/personas.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace haberdash {

namespace {

using Weights = std::map<std::string, double>;

/// Facets of one persona: what the picture shows first, then what the text tells.
PersonaKind kind(std::string key,
                 std::string name,
                 std::string description,
                 const double womenShare,
                 const double budget,
                 const Weights& seen,
                 const Weights& told) {
    PersonaKind persona{std::move(key), std::move(name), std::move(description), {}};
    persona.taste.womenShare = womenShare;
    persona.taste.budget = budget;
    persona.taste.weights = seen;
    persona.taste.weights.insert(told.begin(), told.end());
    return persona;
}

/// Facets that enough products have and not nearly all: those can tell tastes apart.
std::vector<std::string> tellingFacets(const Market& market) {
    std::vector<std::size_t> counts(market.facets.size(), 0);
    for (const Ware& ware : market.wares) {
        for (const std::size_t facet : ware.facets) {
            ++counts[facet];
        }
    }
    const std::size_t least = std::max<std::size_t>(1, market.wares.size() / 200);
    const std::size_t most = market.wares.size() * 3 / 5;
    std::vector<std::string> telling;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] >= least && counts[i] <= most) {
            telling.push_back(market.facets[i]);
        }
    }
    std::ranges::sort(telling);
    return telling;
}

}  // namespace

std::vector<PersonaKind> samplePersonas() {
    return {
        kind("minimalist",
             "Mina",
             "Mina likes quiet basics: neutral colours, no print, natural cloth.",
             0.6,
             0.45,
             {{"tone=neutral", 1.5},
              {"pattern group=plain", 1.0},
              {"shape=classic", 0.7},
              {"tone=bright", -1.2},
              {"pattern group=graphic", -1.0},
              {"shape=statement", -0.6}},
             {{"material=natural", 1.3},
              {"occasion=office", 1.0},
              {"occasion=weekend", 0.6},
              {"occasion=festival", -0.9},
              {"material=technical", -0.5}}),
        kind(
            "romantic",
            "Ada",
            "Ada falls for flowers, pastels and fluid cloth, best of all for a party or a wedding.",
            0.95,
            0.5,
            {{"pattern group=floral", 1.7},
             {"tone=pastel", 1.4},
             {"shape=statement", 0.8},
             {"pattern group=dots", 0.6},
             {"tone=deep", -0.5}},
            {{"material=silky", 1.5},
             {"occasion=wedding", 1.2},
             {"occasion=party", 0.8},
             {"material=technical", -1.0},
             {"material=denim", -0.5}}),
        kind("sporty",
             "Leo",
             "Leo is always on the move: bright colours, relaxed shapes, technical cloth.",
             0.3,
             0.35,
             {{"tone=bright", 1.4},
              {"shape=relaxed", 1.2},
              {"pattern group=graphic", 0.8},
              {"pattern group=checks", -0.7},
              {"shape=statement", -0.8}},
             {{"occasion=sport", 1.7},
              {"material=technical", 1.4},
              {"occasion=travel", 0.6},
              {"occasion=office", -1.0},
              {"material=silky", -0.8}}),
        kind("classic",
             "Sam",
             "Sam dresses for the office in checks, deep colours and good wool.",
             0.35,
             0.65,
             {{"pattern group=checks", 1.5},
              {"tone=deep", 1.4},
              {"shape=classic", 0.9},
              {"tone=bright", -1.0},
              {"pattern group=graphic", -1.0}},
             {{"material=wool", 1.5},
              {"occasion=office", 1.3},
              {"tier=premium", 0.6},
              {"occasion=festival", -1.0},
              {"occasion=sport", -0.5}}),
        kind("bold-colour",
             "Rio",
             "Rio wears loud prints in bright colours to every party.",
             0.6,
             0.45,
             {{"tone=bright", 1.6},
              {"pattern group=graphic", 1.4},
              {"pattern group=dots", 0.8},
              {"tone=neutral", -1.2},
              {"pattern group=plain", -0.6}},
             {{"occasion=party", 1.5},
              {"occasion=festival", 1.1},
              {"material=silky", 0.8},
              {"occasion=office", -0.8},
              {"material=wool", -0.6}}),
        kind("eco",
             "Linnea",
             "Linnea asks how it was made: sustainable brands, earthy colours, easy shapes.",
             0.65,
             0.55,
             {{"tone=earthy", 1.6},
              {"shape=relaxed", 1.0},
              {"pattern group=plain", 0.5},
              {"pattern group=stripes", 0.7},
              {"tone=bright", -0.8}},
             {{"sustainable=yes", 1.9},
              {"material=natural", 0.9},
              {"occasion=weekend", 0.7},
              {"material=leather", -0.9},
              {"tier=luxury", -0.4}}),
        kind("street",
             "Kai",
             "Kai lives in denim, stripes and dark sneakers, and saves for festivals.",
             0.3,
             0.3,
             {{"pattern group=stripes", 1.1},
              {"tone=deep", 0.8},
              {"shape=fitted", 0.9},
              {"pattern group=graphic", 0.9},
              {"tone=pastel", -1.0},
              {"pattern group=floral", -0.9}},
             {{"material=denim", 1.6},
              {"occasion=festival", 1.4},
              {"tier=budget", 0.9},
              {"occasion=weekend", 0.7},
              {"occasion=wedding", -0.9}}),
        kind("luxe",
             "Viola",
             "Viola buys few things and fine ones: leather, luxury houses, close shapes in dark "
             "colours.",
             0.7,
             0.9,
             {{"shape=fitted", 1.3},
              {"tone=deep", 1.0},
              {"tone=neutral", 0.7},
              {"pattern group=plain", 0.6},
              {"pattern group=checks", -0.5},
              {"tone=pastel", -0.6}},
             {{"tier=luxury", 1.8},
              {"material=leather", 1.4},
              {"tier=premium", 0.8},
              {"occasion=party", 0.7},
              {"tier=budget", -1.2}}),
    };
}

std::vector<PersonaKind> genericPersonas(const Market& market, const std::uint64_t seed) {
    constexpr std::size_t kKinds = 6;
    constexpr std::size_t kLikes = 7;
    constexpr std::uint64_t kStream = 500;
    const std::vector<std::string> facets = tellingFacets(market);
    std::vector<PersonaKind> personas;
    for (std::size_t i = 0; i < kKinds; ++i) {
        Random random(seed, kStream + i);
        PersonaKind persona{fmt::format("kind-{}", i + 1), fmt::format("Kind {}", i + 1), "", {}};
        persona.taste.budget = random.between(0.15, 0.85);
        for (std::size_t like = 0; like < kLikes && !facets.empty(); ++like) {
            const std::string& facet = random.pick(facets);
            persona.taste.weights[facet] = random.between(0.8, 1.8);
            persona.description += persona.description.empty() ? "Likes " : ", ";
            persona.description += facet.substr(facet.find('=') + 1);
        }
        persona.description += persona.description.empty() ? "" : ".";
        personas.push_back(std::move(persona));
    }
    return personas;
}

std::string shopperName(const std::size_t index) {
    constexpr std::array kNames{
        "Alma",  "Ben",   "Clara", "David", "Elif",   "Finn",  "Greta", "Hamid", "Ines",
        "Jonas", "Kaya",  "Lars",  "Maja",  "Nils",   "Olga",  "Paul",  "Quinn", "Rosa",
        "Sven",  "Tara",  "Ugo",   "Vera",  "Willem", "Xenia", "Yusuf", "Zoe",   "Amir",
        "Bea",   "Carlo", "Dora",  "Emil",  "Frida",  "Goran", "Hana",  "Ivo",   "Jana"};
    const std::size_t round = index / kNames.size();
    return round == 0 ? kNames[index % kNames.size()]
                      : fmt::format("{} {}", kNames[index % kNames.size()], round + 1);
}

}  // namespace haberdash
