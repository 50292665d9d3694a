// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/ranking.h"

#include <gtest/gtest.h>

namespace haberdash::ui {
namespace {

Ranking listOf(const std::vector<std::int64_t>& ids) {
    Ranking ranking;
    for (const std::int64_t id : ids) {
        ranking.items.push_back({.item = ItemId{id}, .rank = ranking.items.size() + 1});
    }
    return ranking;
}

TEST(Ranking, APlaceInAnotherRankingIsNamed) {
    EXPECT_EQ(placeText(QStringLiteral("r3"), 391), QStringLiteral("r3 #391"));
    EXPECT_EQ(placeText(QStringLiteral("r3"), std::nullopt), QStringLiteral("not in r3"));
}

TEST(Ranking, MovementIsAgainstTheListBefore) {
    const Ranking before = listOf({5, 6, 7});
    EXPECT_EQ(movementText(&before, {.item = ItemId{7}, .rank = 1}), QStringLiteral("▲2"));
    EXPECT_EQ(movementText(&before, {.item = ItemId{5}, .rank = 3}), QStringLiteral("▼2"));
    EXPECT_EQ(movementText(&before, {.item = ItemId{6}, .rank = 2}), QString());
    EXPECT_EQ(movementText(&before, {.item = ItemId{8}, .rank = 2}), QStringLiteral("new"));
    EXPECT_EQ(movementText(nullptr, {.item = ItemId{8}, .rank = 2}), QString());
}

TEST(Ranking, EventsForAndAgainstAreParted) {
    const Reasons reasons{.events = {{ItemId{1}, QStringLiteral("view"), -0.1},
                                     {ItemId{2}, QStringLiteral("view"), 0.2},
                                     {ItemId{3}, QStringLiteral("like"), 0.0},
                                     {ItemId{4}, QStringLiteral("like"), 0.5},
                                     {ItemId{5}, QStringLiteral("dislike"), -0.4}}};
    const auto idsOf = [](const std::vector<ExplainedEvent>& events) {
        std::vector<std::int64_t> ids;
        for (const ExplainedEvent& event : events) {
            ids.push_back(raw(event.item));
        }
        return ids;
    };
    EXPECT_EQ(idsOf(eventsFor(reasons)), (std::vector<std::int64_t>{4, 2}));
    EXPECT_EQ(idsOf(eventsAgainst(reasons)), (std::vector<std::int64_t>{5, 1}));
}

TEST(Ranking, SharesKeepTheirSign) {
    const Reasons reasons{
        .modalities = {{QStringLiteral("text"), 0.6}, {QStringLiteral("image"), -0.2}}};
    const auto shares = sharesOf(reasons);
    EXPECT_DOUBLE_EQ(shares[0].second, 0.75);
    EXPECT_DOUBLE_EQ(shares[1].second, -0.25);
}

}  // namespace
}  // namespace haberdash::ui
