// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/taste.h"

#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/sessions/event_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace haberdash {

namespace {

constexpr double kAppealWeight = 0.22;  ///< of what everybody likes, beside one's own taste
constexpr std::uint64_t kAppealStream = 77;
constexpr std::uint64_t kArrivalStream = 9'000'000;

void standardize(std::vector<double>& values) {
    if (values.empty()) {
        return;
    }
    double sum = 0;
    double squares = 0;
    for (const double value : values) {
        sum += value;
        squares += value * value;
    }
    const double count = static_cast<double>(values.size());
    const double mean = sum / count;
    const double spread = std::sqrt(std::max(squares / count - mean * mean, 1e-12));
    for (double& value : values) {
        value = (value - mean) / spread;
    }
}

/// Share of the category's prices that lie below each ware's own.
void placePrices(Market& market, const std::vector<std::string>& categories) {
    std::map<std::string, std::vector<double>> prices;
    for (std::size_t i = 0; i < market.wares.size(); ++i) {
        if (market.wares[i].price > 0) {
            prices[categories[i]].push_back(market.wares[i].price);
        }
    }
    for (auto& [category, list] : prices) {
        std::ranges::sort(list);
    }
    for (std::size_t i = 0; i < market.wares.size(); ++i) {
        Ware& ware = market.wares[i];
        if (ware.price > 0) {
            const std::vector<double>& list = prices[categories[i]];
            const auto below = std::ranges::lower_bound(list, ware.price) - list.begin();
            ware.pricePlace = (static_cast<double>(below) + 0.5) / static_cast<double>(list.size());
        }
    }
}

void setAppeal(Market& market,
               Project& project,
               const std::uint64_t seed,
               const std::optional<ShopperId> before) {
    std::map<std::int64_t, double> counts;
    EventStore(project.database()).forEach([&](const Event& event) {
        if (before && event.shopper >= *before) {
            return;
        }
        counts[raw(event.item)] += event.kind == EventKind::Dislike ? 0 : 1;
    });
    std::vector<double> appeal;
    for (std::size_t i = 0; i < market.wares.size(); ++i) {
        const auto found = counts.find(raw(market.wares[i].item));
        const double count = found == counts.end() ? 0 : found->second;
        appeal.push_back(counts.empty() ? Random(seed, kAppealStream + i).normal()
                                        : std::log1p(count));
    }
    standardize(appeal);
    for (std::size_t i = 0; i < appeal.size(); ++i) {
        market.wares[i].appeal = appeal[i];
    }
}

/// The weight of each facet of the market; minus infinity for those that rule a product out.
std::vector<double> weightsOf(const Market& market, const Taste& taste) {
    std::vector<double> weights(market.facets.size(), 0);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const std::string& facet = market.facets[i];
        const auto found = taste.weights.find(facet);
        weights[i] = found == taste.weights.end() ? 0 : found->second;
        if (std::ranges::find(taste.avoids, facet) != taste.avoids.end()) {
            weights[i] = -std::numeric_limits<double>::infinity();
        }
    }
    return weights;
}

double worth(const Ware& ware, const Taste& taste, const std::vector<double>& weights) {
    const double away = ware.pricePlace - taste.budget;
    double value = -taste.thrift * 4 * away * away + kAppealWeight * ware.appeal;
    for (const std::size_t facet : ware.facets) {
        value += weights[facet];
    }
    const auto brand = taste.brands.find(ware.brand);
    return value + (brand == taste.brands.end() ? 0 : brand->second);
}

/// Most people look at the things for women or at those for men, one in ten at both.
std::vector<std::string> drawAvoids(const double womenShare, Random& random) {
    constexpr double kBoth = 0.1;
    if (random.chance(kBoth)) {
        return {};
    }
    return {random.chance(womenShare) ? "gender=Men" : "gender=Women"};
}

/// Exponential, of mean 1.
double exponential(Random& random) {
    return -std::log(1 - random.uniform());
}

}  // namespace

Json toJson(const Taste& taste) {
    return {{"weights", taste.weights},
            {"budget", taste.budget},
            {"thrift", taste.thrift},
            {"noise", taste.noise},
            {"brands", taste.brands},
            {"avoids", taste.avoids},
            {"women_share", taste.womenShare}};
}

std::optional<Taste> readTaste(const Json& json) {
    try {
        return Taste{.weights = json.at("weights").get<std::map<std::string, double>>(),
                     .budget = json.at("budget").get<double>(),
                     .thrift = json.at("thrift").get<double>(),
                     .noise = json.at("noise").get<double>(),
                     .brands = json.at("brands").get<std::map<std::string, double>>(),
                     .avoids = json.at("avoids").get<std::vector<std::string>>(),
                     .womenShare = json.at("women_share").get<double>()};
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

Taste tasteFrom(const std::string& json) {
    const std::optional<Taste> taste = readTaste(Json::parse(json, nullptr, false));
    if (!taste) {
        throw Error(
            ErrorKind::Input,
            "The taste of a persona in this project cannot be read; simulate into a new project.");
    }
    return *taste;
}

std::vector<std::string> facetsOf(const Item& item) {
    std::vector<std::string> facets;
    const auto add = [&facets](const std::string_view fact, const std::string& value) {
        if (!value.empty()) {
            facets.push_back(fmt::format("{}={}", fact, value));
        }
    };
    add("department", item.department);
    add("category", item.category);
    add("colour", item.colour);
    add("brand", item.brand);
    add("gender", item.gender);
    add("season", item.season);
    add("usage", item.usage);
    const Json attributes = Json::parse(item.attributes, nullptr, false);
    if (attributes.is_object()) {
        for (const auto& [key, value] : attributes.items()) {
            if (value.is_string()) {
                add(key, value.get<std::string>());
            }
        }
    }
    return facets;
}

Market loadMarket(Project& project,
                  const std::uint64_t seed,
                  const std::optional<ShopperId> before) {
    Market market;
    std::map<std::string, std::size_t> places;
    std::vector<std::string> categories;
    ItemStore(project.database()).forEach([&](const Item& item) {
        Ware ware{.item = item.id, .brand = item.brand, .price = item.price.value_or(0)};
        for (std::string& facet : facetsOf(item)) {
            const auto [place, isNew] = places.try_emplace(facet, market.facets.size());
            if (isNew) {
                market.facets.push_back(std::move(facet));
            }
            ware.facets.push_back(place->second);
        }
        market.wares.push_back(std::move(ware));
        categories.push_back(item.category);
    });
    placePrices(market, categories);
    setAppeal(market, project, seed, before);
    return market;
}

void drawArrivals(Market& market,
                  const double share,
                  const std::int64_t days,
                  const std::uint64_t seed) {
    for (std::size_t i = 0; i < market.wares.size(); ++i) {
        Random random(seed, kArrivalStream + i);
        const bool comesLater = random.chance(share);
        const auto day = static_cast<std::int64_t>(random.index(static_cast<std::size_t>(days)));
        market.wares[i].arrival = comesLater ? day : 0;
    }
}

std::vector<double> utilities(const Market& market, const Taste& taste) {
    const std::vector<double> weights = weightsOf(market, taste);
    std::vector<double> values(market.wares.size(), kRuledOut);
    std::vector<double> open;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < market.wares.size(); ++i) {
        const double value = worth(market.wares[i], taste, weights);
        if (std::isfinite(value)) {
            open.push_back(value);
            places.push_back(i);
        }
    }
    standardize(open);
    for (std::size_t i = 0; i < open.size(); ++i) {
        values[places[i]] = open[i];
    }
    return values;
}

std::map<std::string, double> leaningsOf(const Market& market,
                                         const std::span<const ItemId> liked) {
    std::vector<double> inCatalog(market.facets.size(), 0);
    std::vector<double> inLiked(market.facets.size(), 0);
    for (const Ware& ware : market.wares) {
        const bool isLiked = std::ranges::find(liked, ware.item) != liked.end();
        for (const std::size_t facet : ware.facets) {
            inCatalog[facet] += 1;
            inLiked[facet] += isLiked ? 1 : 0;
        }
    }
    const auto examples = static_cast<double>(liked.size());
    std::map<std::string, double> leanings;
    for (std::size_t facet = 0; facet < market.facets.size(); ++facet) {
        const double usual = inCatalog[facet] / static_cast<double>(market.wares.size());
        const double here = (inLiked[facet] + usual) / (examples + 1);
        if (inLiked[facet] > 0 && 2 * inLiked[facet] >= examples && here > usual) {
            leanings[market.facets[facet]] = std::log(here / usual);
        }
    }
    return leanings;
}

Taste individual(const Taste& kind, const Market& market, Random& random) {
    constexpr double kOwnLeaning = 0.8;
    Taste taste = kind;
    for (auto& [facet, weight] : taste.weights) {
        weight *= exponential(random);
    }
    for (const std::string& facet : market.facets) {
        const bool isBrand = facet.starts_with("brand=");
        const bool isTried = random.chance(0.5);
        const double leaning = kOwnLeaning * random.normal();
        if (isTried && !isBrand) {
            taste.weights[facet] += leaning;
        }
    }
    taste.budget = std::clamp(kind.budget + 0.12 * random.normal(), 0.03, 0.97);
    taste.noise = kind.noise * exponential(random);
    taste.avoids = drawAvoids(kind.womenShare, random);
    const std::size_t loyalties = market.wares.empty() ? 0 : 1 + random.index(3);
    for (std::size_t i = 0; i < loyalties; ++i) {
        const std::string& brand = random.pick(market.wares).brand;
        const double loyalty = random.between(0.3, 0.9);
        if (!brand.empty()) {
            taste.brands[brand] = loyalty;
        }
    }
    return taste;
}

}  // namespace haberdash
