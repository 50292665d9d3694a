// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/list_agreement.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace haberdash {

namespace {

using Places = std::unordered_map<ItemId, std::size_t>;

Places placesOf(const std::span<const ItemId> ranking) {
    Places places;
    places.reserve(ranking.size());
    for (std::size_t place = 0; place < ranking.size(); ++place) {
        places.emplace(ranking[place], place + 1);
    }
    return places;
}

std::vector<std::optional<std::size_t>> placesIn(const Places& places,
                                                 const std::span<const ItemId> list) {
    std::vector<std::optional<std::size_t>> found;
    for (const ItemId item : list) {
        const auto place = places.find(item);
        found.push_back(place == places.end() ? std::nullopt : std::optional(place->second));
    }
    return found;
}

/// A product's place in the one ranking and in the other.
using TwoPlaces = std::pair<std::size_t, std::size_t>;

std::optional<double> kendallTau(const std::span<const TwoPlaces> products) {
    if (products.size() < 2) {
        return std::nullopt;
    }
    std::int64_t balance = 0;
    for (std::size_t i = 0; i < products.size(); ++i) {
        for (std::size_t j = i + 1; j < products.size(); ++j) {
            const bool isAlike = (products[i].first < products[j].first) ==
                                 (products[i].second < products[j].second);
            balance += isAlike ? 1 : -1;
        }
    }
    const double pairs = static_cast<double>(products.size() * (products.size() - 1)) / 2.0;
    return static_cast<double>(balance) / pairs;
}

}  // namespace

ListAgreement agreementOf(const std::span<const ItemId> first,
                          const std::span<const ItemId> second,
                          const std::size_t k) {
    const std::span firstList = first.first(std::min(k, first.size()));
    const std::span secondList = second.first(std::min(k, second.size()));
    ListAgreement agreement{.firstInSecond = placesIn(placesOf(second), firstList),
                            .secondInFirst = placesIn(placesOf(first), secondList)};
    std::vector<TwoPlaces> either;
    for (std::size_t place = 1; place <= firstList.size(); ++place) {
        if (const std::optional<std::size_t> other = agreement.firstInSecond[place - 1]) {
            either.emplace_back(place, *other);
            agreement.overlap += *other <= k ? 1 : 0;
        }
    }
    for (std::size_t place = 1; place <= secondList.size(); ++place) {
        const std::optional<std::size_t> other = agreement.secondInFirst[place - 1];
        if (other && *other > firstList.size()) {  // else it is there already
            either.emplace_back(*other, place);
        }
    }
    agreement.tau = kendallTau(either);
    return agreement;
}

}  // namespace haberdash
