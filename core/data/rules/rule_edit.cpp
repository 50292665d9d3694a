// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rules/rule_edit.h"

#include <algorithm>
#include <cmath>

namespace haberdash {

namespace {

bool isOwn(const Rule& rule, const std::string& sku) {
    return rule.items == std::vector{sku} && rule.where.empty() && rule.from == 0 &&
           rule.until == 0;
}

bool isPlainPin(const Rule& rule) {
    return rule.kind == RuleKind::Pin && rule.from == 0 && rule.until == 0;
}

/// Pins of several products become one rule a product.
void partPins(std::vector<Rule>& rules) {
    std::vector<Rule> parted;
    for (Rule& rule : rules) {
        if (!isPlainPin(rule)) {
            parted.push_back(std::move(rule));
            continue;
        }
        for (std::size_t i = 0; i < rule.items.size(); ++i) {
            parted.push_back({.kind = RuleKind::Pin,
                              .items = {rule.items[i]},
                              .place = rule.place + i,
                              .note = rule.note});
        }
    }
    rules = std::move(parted);
}

}  // namespace

std::optional<std::size_t> pinnedPlace(const std::vector<Rule>& rules, const std::string& sku) {
    for (const Rule& rule : rules) {
        const auto found = std::ranges::find(rule.items, sku);
        if (isPlainPin(rule) && found != rule.items.end()) {
            return rule.place + static_cast<std::size_t>(found - rule.items.begin());
        }
    }
    return std::nullopt;
}

void setPin(std::vector<Rule>& rules,
            const std::string& sku,
            const std::optional<std::size_t> place) {
    partPins(rules);
    std::erase_if(rules, [&](const Rule& rule) {
        return isPlainPin(rule) && (rule.items.front() == sku || rule.place == place);
    });
    if (place) {
        rules.push_back({.kind = RuleKind::Pin, .items = {sku}, .place = *place});
    }
}

int stepsOf(const std::vector<Rule>& rules, const std::string& sku) {
    double strength = 0;
    for (const Rule& rule : rules) {
        const bool isBoost = rule.kind == RuleKind::Boost;
        if (isOwn(rule, sku) && (isBoost || rule.kind == RuleKind::Bury)) {
            strength += isBoost ? rule.strength : -rule.strength;
        }
    }
    return std::clamp(
        static_cast<int>(std::lround(strength / kStepStrength)), -kMostSteps, kMostSteps);
}

void setSteps(std::vector<Rule>& rules, const std::string& sku, const int steps) {
    std::erase_if(rules, [&](const Rule& rule) {
        return isOwn(rule, sku) && (rule.kind == RuleKind::Boost || rule.kind == RuleKind::Bury);
    });
    const int kept = std::clamp(steps, -kMostSteps, kMostSteps);
    if (kept != 0) {
        rules.push_back({.kind = kept > 0 ? RuleKind::Boost : RuleKind::Bury,
                         .items = {sku},
                         .strength = kStepStrength * std::abs(kept)});
    }
}

bool isHidden(const std::vector<Rule>& rules, const std::string& sku) {
    return std::ranges::any_of(
        rules, [&](const Rule& rule) { return rule.kind == RuleKind::Hide && isOwn(rule, sku); });
}

void setHidden(std::vector<Rule>& rules, const std::string& sku, const bool isHidden) {
    std::erase_if(
        rules, [&](const Rule& rule) { return rule.kind == RuleKind::Hide && isOwn(rule, sku); });
    if (isHidden) {
        rules.push_back({.kind = RuleKind::Hide, .items = {sku}});
    }
}

}  // namespace haberdash
