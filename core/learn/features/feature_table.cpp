// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/feature_table.h"

#include <algorithm>

namespace haberdash {

const char* wordOf(const Modality modality) noexcept {
    return modality == Modality::Text ? "text" : "image";
}

std::optional<std::size_t> FeatureTable::rowOf(const ItemId item) const {
    const auto found = std::ranges::lower_bound(items, raw(item));
    if (found == items.end() || *found != raw(item)) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - items.begin());
}

}  // namespace haberdash
