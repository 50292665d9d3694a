// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/anchor.h"

#include <algorithm>
#include <unordered_map>

namespace haberdash::ui {

int rowOfSurvivor(const std::vector<ItemId>& before,
                  const int row,
                  const std::vector<ItemId>& after) {
    if (row < 0 || row >= static_cast<int>(before.size()) || after.empty()) {
        return -1;
    }
    const auto start = before.begin() + row;
    if (const auto same = std::ranges::find(after, *start); same != after.end()) {
        return static_cast<int>(same - after.begin());
    }
    std::unordered_map<ItemId, int> rows;
    rows.reserve(after.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
        rows.emplace(after[i], static_cast<int>(i));
    }
    const auto isThere = [&](const ItemId item) { return rows.contains(item); };
    if (const auto next = std::find_if(start, before.end(), isThere); next != before.end()) {
        return rows.at(*next);
    }
    const auto previous = std::find_if(std::make_reverse_iterator(start), before.rend(), isThere);
    return previous == before.rend() ? -1 : rows.at(*previous);
}

}  // namespace haberdash::ui
