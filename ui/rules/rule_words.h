// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/item_store.h"
#include "core/data/rules/rule.h"

#include <QString>

#include <optional>

namespace haberdash::ui {

/// "The Marlow handbag, pinned to place 1"; products by their titles.
QString ruleText(const Rule& rule, const ItemStore& items);

/// What a rule does to a product, short enough for its tile: "pinned", "+2", "−1"; empty: nothing.
QString ruleMark(std::optional<std::size_t> place, int steps);

}  // namespace haberdash::ui
