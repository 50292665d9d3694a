// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/shopper_vectors.h"

#include "core/data/base/error.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace haberdash {

std::span<const float> ShopperVectors::of(const std::optional<ShopperId>& shopper) const {
    if (!shopper) {
        return {};
    }
    const auto found = std::ranges::lower_bound(ids, *shopper);
    return found != ids.end() && *found == *shopper
               ? vectors.row(static_cast<std::size_t>(found - ids.begin()))
               : std::span<const float>();
}

void putShopperVectors(ModelFile& file, const ShopperVectors& shoppers) {
    std::vector<std::int64_t> numbers;
    std::ranges::transform(
        shoppers.ids, std::back_inserter(numbers), [](const ShopperId id) { return raw(id); });
    file.integers["shoppers"] = std::move(numbers);
    file.matrices["vectors.shoppers"] = shoppers.vectors;
}

ShopperVectors shopperVectorsFrom(const ModelFile& file, const std::size_t dim) {
    ShopperVectors shoppers{.ids = {}, .vectors = file.matrix("vectors.shoppers")};
    for (const std::int64_t id : file.integersOf("shoppers")) {
        shoppers.ids.push_back(ShopperId{id});
    }
    if (shoppers.vectors.rows() != shoppers.ids.size() || shoppers.vectors.cols() != dim ||
        !std::ranges::is_sorted(shoppers.ids)) {
        throw Error(ErrorKind::Model, "The model's shoppers are damaged; train the run again.");
    }
    return shoppers;
}

}  // namespace haberdash
