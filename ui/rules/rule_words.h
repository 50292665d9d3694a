// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/item_store.h"
#include "core/data/rules/rule.h"

#include <QString>

#include <optional>
#include <vector>

namespace haberdash::ui {

/// "The Marlow handbag, pinned to place 1"; products by their titles.
QString ruleText(const Rule& rule, const ItemStore& items);

/// What the rules that hold now do to a product that is shown: pin, boost, bury or nothing.
std::optional<RuleKind> ruleEffect(const std::vector<Rule>& rules, const Item& item);

/// The same as a word: "pinned", "boosted" or "buried"; empty: nothing.
QString ruleMark(const std::vector<Rule>& rules, const Item& item);

}  // namespace haberdash::ui
