// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/list_agreement.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace haberdash {

std::size_t overlapOf(const std::span<const ItemId> a, const std::span<const ItemId> b) {
    return static_cast<std::size_t>(std::ranges::count_if(
        a, [b](const ItemId item) { return std::ranges::find(b, item) != b.end(); }));
}

std::optional<double> kendallTau(const std::span<const ItemId> a, const std::span<const ItemId> b) {
    std::vector<std::ptrdiff_t> order;  // places in b, in the order of a
    for (const ItemId item : a) {
        if (const auto found = std::ranges::find(b, item); found != b.end()) {
            order.push_back(found - b.begin());
        }
    }
    if (order.size() < 2) {
        return std::nullopt;
    }
    std::int64_t balance = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (std::size_t j = i + 1; j < order.size(); ++j) {
            balance += order[i] < order[j] ? 1 : -1;
        }
    }
    const double pairs = static_cast<double>(order.size() * (order.size() - 1)) / 2.0;
    return static_cast<double>(balance) / pairs;
}

}  // namespace haberdash
