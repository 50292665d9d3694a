// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/recommend/merchandise.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

// Five products whose scores are 5, 4, 3, 2, 1 whatever the history.
class FixedRecommender final : public Recommender {
  public:
    std::vector<float> scores(std::span<const HistoryEvent>, std::optional<ShopperId>) override {
        return {5, 4, 3, 2, 1};
    }

    std::span<const ItemId> items() const override { return items_; }

    std::optional<double> probability(double) const override { return std::nullopt; }

    Explanation explain(std::span<const HistoryEvent>, ItemId, std::optional<ShopperId>) override {
        return {};
    }

  private:
    std::vector<ItemId> items_{ItemId{1}, ItemId{2}, ItemId{3}, ItemId{4}, ItemId{5}};
};

std::vector<Item> catalog() {
    std::vector<Item> items;
    for (int id = 1; id <= 5; ++id) {
        items.push_back({.id = ItemId{id},
                         .sku = std::string(1, static_cast<char>('a' + id - 1)),
                         .brand = id % 2 == 0 ? "even" : "odd"});
    }
    return items;
}

std::string ranked(const char* const rules, const RecommendRequest& request = {.k = 5}) {
    FixedRecommender recommender;
    const Merchandising merchandising(rulesFromJson(Json::parse(rules)), catalog(), 100);
    std::string skus;
    for (const ScoredItem& item : recommend(recommender, request, merchandising)) {
        skus += static_cast<char>('a' + raw(item.item) - 1);
    }
    return skus;
}

TEST(Merchandising, WithoutRulesTheModelsOrder) {
    EXPECT_EQ(ranked(R"({"rules": []})"), "abcde");
}

TEST(Merchandising, HiddenIsNeverShown) {
    EXPECT_EQ(ranked(R"({"rules": [{"kind": "hide", "where": {"brand": "even"}}]})"), "ace");
}

TEST(Merchandising, PinnedStandsAtItsPlaceAndOnlyThere) {
    EXPECT_EQ(ranked(R"({"rules": [{"kind": "pin", "items": ["e"], "place": 2}]})"), "aebcd");
    EXPECT_EQ(ranked(R"({"rules": [{"kind": "pin", "items": ["e", "d"], "place": 1}]})"), "edabc");
    EXPECT_EQ(ranked(R"({"rules": [{"kind": "pin", "items": ["e"], "place": 2}]})", {.k = 2}),
              "ae");
}

TEST(Merchandising, AProductThatIsGoneLeavesThePinsBehindItAtTheirPlaces) {
    EXPECT_EQ(ranked(R"({"rules": [{"kind": "pin", "items": ["e", "gone", "d"], "place": 1}]})"),
              "eadbc");
}

TEST(Merchandising, PinnedIsShownToWhoHadItBeforeAndHiddenNotEvenPinned) {
    EXPECT_EQ(ranked(R"({"rules": [{"kind": "pin", "items": ["b"], "place": 1}]})",
                     {.history = {{.item = ItemId{2}}}, .k = 5}),
              "bacde");
    EXPECT_EQ(ranked(R"({"rules": [{"kind": "pin", "items": ["b"], "place": 1},
                                   {"kind": "hide", "items": ["b"]}]})"),
              "acde");
}

// Deviation of 5, 4, 3, 2, 1: the root of 2.
TEST(Merchandising, StrengthCountsInDeviations) {
    EXPECT_EQ(ranked(R"({"rules": [{"kind": "boost", "items": ["e"], "strength": 1}]})"), "abced");
    EXPECT_EQ(ranked(R"({"rules": [{"kind": "boost", "items": ["e"], "strength": 3}]})"), "eabcd");
    EXPECT_EQ(ranked(R"({"rules": [{"kind": "bury", "items": ["a"], "strength": 1}]})"), "bacde");
}

TEST(Merchandising, RuleOutOfItsTimeDoesNothing) {
    EXPECT_EQ(ranked(R"({"rules": [{"kind": "hide", "items": ["a"], "until": 100}]})"), "abcde");
    EXPECT_EQ(ranked(R"({"rules": [{"kind": "hide", "items": ["a"], "from": 100}]})"), "bcde");
}

TEST(Merchandising, ScoresStayTheModelsOwn) {
    FixedRecommender recommender;
    const std::vector<Rule> rules = rulesFromJson(
        Json::parse(R"({"rules": [{"kind": "boost", "items": ["e"], "strength": 9}]})"));
    const auto top = recommend(recommender, {.k = 1}, Merchandising(rules, catalog(), 0));
    EXPECT_EQ(top[0].item, ItemId{5});
    EXPECT_EQ(top[0].score, 1);
}

}  // namespace
}  // namespace haberdash
