// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/item_store.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace haberdash {

/// The shop's own ids of all products, by the project's.
inline std::map<std::int64_t, std::string> skusOf(const ItemStore& items) {
    std::map<std::int64_t, std::string> skus;
    for (ItemStore::Key& key : items.keys()) {
        skus.emplace(raw(key.id), std::move(key.sku));
    }
    return skus;
}

}  // namespace haberdash
