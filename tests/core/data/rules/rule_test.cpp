// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rules/rule.h"

#include "core/data/base/error.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

std::vector<Rule> rules(const char* const json) {
    return rulesFromJson(Json::parse(json));
}

std::string refusal(const char* const json) {
    try {
        rules(json);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

TEST(Rules, AreReadAndWrittenAlike) {
    const char* const text =
        R"({"rules": [{"kind": "pin", "items": ["a", "b"], "place": 3},
            {"kind": "boost", "where": {"brand": "Nike", "season": "Summer"}, "strength": 0.5},
            {"kind": "hide", "where": {"category": "Socks"}, "from": 10, "until": 20}]})";
    const std::vector<Rule> read = rules(text);
    ASSERT_EQ(read.size(), 3U);
    EXPECT_EQ(read[0].place, 3U);
    EXPECT_EQ(read[1].where.at("season"), "Summer");
    EXPECT_EQ(toJson(rulesFromJson(toJson(read))), toJson(read));
}

TEST(Rules, HoldForProductsAndForAllFacts) {
    const Rule rule = rules(
        R"({"rules": [{"kind": "bury", "items": ["7"],
            "where": {"brand": "Nike", "colour": "Red"}}]})")[0];
    EXPECT_TRUE(holdsFor(rule, {.sku = "7"}));
    EXPECT_TRUE(holdsFor(rule, {.sku = "8", .colour = "Red", .brand = "Nike"}));
    EXPECT_FALSE(holdsFor(rule, {.sku = "8", .colour = "Blue", .brand = "Nike"}));
}

TEST(Rules, HoldFromTheirBeginningUntilBeforeTheirEnd) {
    const Rule rule =
        rules(R"({"rules": [{"kind": "hide", "items": ["7"], "from": 10, "until": 20}]})")[0];
    EXPECT_FALSE(rule.isActive(9));
    EXPECT_TRUE(rule.isActive(10));
    EXPECT_TRUE(rule.isActive(19));
    EXPECT_FALSE(rule.isActive(20));
}

TEST(Rules, RefusalNamesTheRule) {
    EXPECT_NE(refusal(R"({"rules": [{"kind": "hide", "items": ["1"]}, {"kind": "lift"}]})")
                  .find("Rule 2"),
              std::string::npos);
    EXPECT_NE(refusal(R"({"rules": [{"kind": "hide"}]})").find("names no products"),
              std::string::npos);
    EXPECT_NE(refusal(R"({"rules": [{"kind": "pin", "where": {"brand": "x"}}]})").find("pins"),
              std::string::npos);
    EXPECT_NE(refusal(R"({"rules": [{"kind": "hide", "where": {"weight": "x"}}]})").find("weight"),
              std::string::npos);
    EXPECT_NE(
        refusal(R"({"rules": [{"kind": "hide", "items": ["1"], "untill": 3}]})").find("untill"),
        std::string::npos);
    EXPECT_NE(refusal(R"([])"), "");
}

}  // namespace
}  // namespace haberdash
