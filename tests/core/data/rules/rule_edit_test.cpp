// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rules/rule_edit.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

const Rule kWinter{.kind = RuleKind::Bury, .where = {{"season", "Winter"}}};

TEST(RuleEdit, APinTakesThePlaceOfAnother) {
    std::vector<Rule> rules{kWinter, {.kind = RuleKind::Pin, .items = {"a", "b"}, .place = 1}};
    EXPECT_EQ(pinnedPlace(rules, "b"), 2U);
    setPin(rules, "c", 2);
    EXPECT_EQ(pinnedPlace(rules, "a"), 1U);
    EXPECT_FALSE(pinnedPlace(rules, "b").has_value());
    EXPECT_EQ(pinnedPlace(rules, "c"), 2U);
    setPin(rules, "c", 5);
    EXPECT_EQ(pinnedPlace(rules, "c"), 5U);
    setPin(rules, "c", std::nullopt);
    setPin(rules, "a", std::nullopt);
    ASSERT_EQ(rules.size(), 1U);
    EXPECT_EQ(rules[0].where, kWinter.where);
}

TEST(RuleEdit, PinsWithDatesAreLeftAlone) {
    std::vector<Rule> rules{
        {.kind = RuleKind::Pin, .items = {"a", "b"}, .place = 1, .until = 1'900'000'000}};
    EXPECT_FALSE(pinnedPlace(rules, "a").has_value());
    setPin(rules, "c", 1);
    ASSERT_EQ(rules.size(), 2U);
    EXPECT_EQ(rules[0].items.size(), 2U);
}

TEST(RuleEdit, StepsGoUpAndDownToTheLimit) {
    std::vector<Rule> rules{kWinter};
    setSteps(rules, "a", 2);
    EXPECT_EQ(stepsOf(rules, "a"), 2);
    EXPECT_EQ(rules.back().kind, RuleKind::Boost);
    EXPECT_DOUBLE_EQ(rules.back().strength, 2 * kStepStrength);
    setSteps(rules, "a", -7);
    EXPECT_EQ(stepsOf(rules, "a"), -kMostSteps);
    EXPECT_EQ(rules.back().kind, RuleKind::Bury);
    setSteps(rules, "a", 0);
    EXPECT_EQ(rules.size(), 1U);
    EXPECT_EQ(stepsOf(rules, "b"), 0);
}

TEST(RuleEdit, WhatIsHiddenIsShownAgain) {
    std::vector<Rule> rules{{.kind = RuleKind::Hide, .items = {"a", "b"}}};
    EXPECT_FALSE(isHidden(rules, "a"));  // of a rule about several
    setHidden(rules, "a", true);
    setHidden(rules, "a", true);
    EXPECT_TRUE(isHidden(rules, "a"));
    EXPECT_EQ(rules.size(), 2U);
    setHidden(rules, "a", false);
    EXPECT_EQ(rules.size(), 1U);
}

}  // namespace
}  // namespace haberdash
