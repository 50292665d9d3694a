// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/data/base/json.h"
#include "core/data/catalog/item_store.h"
#include "core/learn/model/item_inputs.h"

#include <algorithm>
#include <functional>
#include <map>

namespace haberdash {

namespace {

constexpr std::size_t kWords = kFactColumns - 1;
constexpr std::size_t kPriceBuckets = 10;
constexpr std::size_t kMostValues = 2000;  // of one fact: rarer ones stay "not known"

std::array<const std::string*, kWords> wordsOf(const Item& item) {
    return {&item.department,
            &item.category,
            &item.colour,
            &item.brand,
            &item.gender,
            &item.season,
            &item.usage};
}

// Visits the products of `items` (ascending) in their order.
void forItems(Project& project,
              const std::span<const ItemId> items,
              const std::function<void(std::size_t, const Item&)>& visit) {
    std::size_t next = 0;
    ItemStore(project.database()).forEach([&](const Item& item) {
        while (next < items.size() && items[next] < item.id) {
            ++next;
        }
        if (next < items.size() && items[next] == item.id) {
            visit(next++, item);
        }
    });
}

std::vector<std::string> commonest(const std::map<std::string, std::size_t>& counts) {
    std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted,
                             [](const auto& a, const auto& b) { return a.second > b.second; });
    sorted.resize(std::min(sorted.size(), kMostValues));
    std::vector<std::string> values;
    for (const auto& entry : sorted) {
        values.push_back(entry.first);
    }
    return values;
}

std::vector<double> quantileEdges(std::vector<double> prices) {
    std::vector<double> edges;
    std::ranges::sort(prices);
    for (std::size_t bucket = 1; bucket < kPriceBuckets && !prices.empty(); ++bucket) {
        const double edge = prices[bucket * prices.size() / kPriceBuckets];
        if (edges.empty() || edge > edges.back()) {
            edges.push_back(edge);
        }
    }
    return edges;
}

}  // namespace

std::array<std::int64_t, kFactColumns> FactSpace::sizes() const {
    std::array<std::int64_t, kFactColumns> sizes{};
    for (std::size_t column = 0; column < kWords; ++column) {
        sizes[column] = static_cast<std::int64_t>(values[column].size()) + 1;
    }
    sizes[kWords] = static_cast<std::int64_t>(priceEdges.size()) + 2;
    return sizes;
}

FactSpace fitFactSpace(Project& project, const std::span<const ItemId> trainItems) {
    std::array<std::map<std::string, std::size_t>, kWords> counts;
    std::vector<double> prices;
    forItems(project, trainItems, [&](std::size_t, const Item& item) {
        const auto words = wordsOf(item);
        for (std::size_t column = 0; column < kWords; ++column) {
            if (!words[column]->empty()) {
                ++counts[column][*words[column]];
            }
        }
        if (item.price) {
            prices.push_back(*item.price);
        }
    });
    FactSpace space;
    std::ranges::transform(counts, space.values.begin(), commonest);
    space.priceEdges = quantileEdges(std::move(prices));
    return space;
}

std::vector<std::int64_t> factCodes(Project& project,
                                    const FactSpace& space,
                                    const std::span<const ItemId> items) {
    std::array<std::map<std::string, std::int64_t>, kWords> codeOf;
    for (std::size_t column = 0; column < kWords; ++column) {
        for (std::size_t index = 0; index < space.values[column].size(); ++index) {
            codeOf[column].emplace(space.values[column][index],
                                   static_cast<std::int64_t>(index) + 1);
        }
    }
    std::vector<std::int64_t> codes(items.size() * kFactColumns, 0);
    forItems(project, items, [&](const std::size_t row, const Item& item) {
        const auto words = wordsOf(item);
        for (std::size_t column = 0; column < kWords; ++column) {
            const auto found = codeOf[column].find(*words[column]);
            codes[row * kFactColumns + column] = found == codeOf[column].end() ? 0 : found->second;
        }
        if (item.price) {
            const auto edge = std::ranges::upper_bound(space.priceEdges, *item.price);
            codes[row * kFactColumns + kWords] = 1 + (edge - space.priceEdges.begin());
        }
    });
    return codes;
}

void putFacts(ModelFile& model, const FactSpace& space) {
    model.words["facts"] = Json{{"values", space.values}, {"price_edges", space.priceEdges}}.dump();
}

FactSpace factsFrom(const ModelFile& model) {
    try {
        const Json json = Json::parse(model.word("facts"));
        FactSpace space;
        json.at("values").get_to(space.values);
        json.at("price_edges").get_to(space.priceEdges);
        return space;
    } catch (const Json::exception&) {
        throw Error(ErrorKind::Model, "The model's list of facts is damaged; train the run again.");
    }
}

}  // namespace haberdash
