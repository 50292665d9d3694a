// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rules/rule.h"

#include "core/data/base/error.h"
#include "tests/support/temp_folder.h"

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

TEST(Rules, AFileGivesBackWhatWasWritten) {
    const test::TempFolder folder;
    const std::vector<Rule> rules = rulesFromJson(Json::parse(R"({"rules": [
        {"kind": "pin", "items": ["1", "2"], "place": 3, "from": 86400},
        {"kind": "bury", "where": {"brand": "x"}, "strength": 0.5, "until": 172800}]})"));
    writeRules(folder / "rules.json", rules);
    EXPECT_EQ(toJson(readRules(folder / "rules.json")), toJson(rules));
    EXPECT_EQ(sentenceOf(rules[0]), "pin 1, 2 to place 3 from 1970-01-02");
    EXPECT_EQ(sentenceOf(rules[1]), "bury brand=x by 0.5 until 1970-01-03");
}

TEST(Rules, APersonsNoteIsKept) {
    const Json json = Json::parse(
        R"({"rules": [{"kind": "hide", "items": ["a"], "note": "recalled by the maker"}]})");
    EXPECT_EQ(toJson(rulesFromJson(json)), json);
}

TEST(Rules, APinTakesProductsAlone) {
    EXPECT_THROW(rulesFromJson(Json::parse(
                     R"({"rules": [{"kind": "pin", "items": ["a"], "where": {"brand": "B"}}]})")),
                 Error);
}

TEST(Rules, PinsStandAtTheirPlaceWhateverElseThereIs) {
    const std::vector<Rule> rules{{.kind = RuleKind::Pin, .items = {"a", "b"}, .place = 2},
                                  {.kind = RuleKind::Pin, .items = {"c"}, .place = 3},
                                  {.kind = RuleKind::Pin, .items = {"d"}, .until = 50}};
    EXPECT_EQ(pinsOf(rules, 100), (std::map<std::size_t, std::string>{{2, "a"}, {3, "b"}}));
}

}  // namespace
}  // namespace haberdash
