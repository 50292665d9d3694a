// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a simulated shopper likes: the ground truth that a model is to find again. A taste weighs
// facets, which are "fact=value" texts that any catalog has ("category=Coats") and those of a
// product's attributes ("tone=pastel" shows in the picture, "material=wool" is told by the text).

#include "core/data/base/json.h"
#include "core/data/catalog/item.h"
#include "core/data/store/project.h"
#include "core/learn/simulate/random.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

struct Taste {
    std::map<std::string, double> weights;  ///< facet -> what it adds to the utility
    double budget = 0.5;  ///< liked place in the prices of a category, 0 cheapest to 1
    double thrift = 1;    ///< how much a price away from it repels
    double noise = 0.6;   ///< standard deviation of a single judgement
    std::map<std::string, double> brands;  ///< brands that the shopper is loyal to
    std::vector<std::string> avoids;       ///< facets that rule a product out
    double womenShare = 0.5;  ///< of a kind's people, those who buy women's things; few buy both
};

Json toJson(const Taste& taste);

/// nullopt when it is no taste.
std::optional<Taste> readTaste(const Json& json);

/// Throws Error(Input) when the JSON is no taste.
Taste tasteFrom(const std::string& json);

/// A product as a shopper judges it.
struct Ware {
    ItemId item{};
    std::vector<std::size_t> facets;  ///< indices into Market::facets
    std::string brand;
    double pricePlace = 0.5;   ///< share of its category's products that are cheaper
    double appeal = 0;         ///< how much everybody likes it
    double price = 0;          ///< 0: not known
    std::int64_t arrival = 0;  ///< day of the simulation from which it is sold; 0: all along
};

/// All products of a catalog, ready to be judged.
struct Market {
    std::vector<std::string> facets;  ///< "fact=value"
    std::vector<Ware> wares;          ///< in order of item id
};

/// Reads the catalog. The appeal of a product is standard normal: from its events where there are
/// any, else drawn by `seed`. Events of the shopper `before` and of those who were stored later do
/// not count: the market is as these found it.
Market loadMarket(Project& project,
                  std::uint64_t seed,
                  std::optional<ShopperId> before = std::nullopt);

/// Has a `share` of the wares come in one by one over the days after the first, drawn by `seed`.
void drawArrivals(Market& market, double share, std::int64_t days, std::uint64_t seed);

/// The facets of one product, from its facts and attributes.
std::vector<std::string> facetsOf(const Item& item);

/// What each ware is worth to the taste, without the noise of single judgements: in standard
/// deviations over the wares that are not ruled out (mean 0); kRuledOut for those that are.
std::vector<double> utilities(const Market& market, const Taste& taste);

inline constexpr double kRuledOut = -9;

constexpr bool isRuledOut(const double utility) {
    return utility <= kRuledOut;
}

/// What products that somebody likes have in common: the facets of at least half of them that are
/// more frequent among them than in the catalog, weighed by the logarithm of how many times. One
/// product of the catalog's make is counted along, so that a single example says little.
std::map<std::string, double> leaningsOf(const Market& market, std::span<const ItemId> liked);

/// A person of a kind: the kind's weights each scaled by an exponential draw of mean 1, leanings of
/// their own on about half of the facets, another budget, one to three brands to be loyal to.
/// People of one kind are far from alike: were they, a product's few buyers would say all there is
/// to know of it, and its picture and text nothing more.
Taste individual(const Taste& kind, const Market& market, Random& random);

}  // namespace haberdash
