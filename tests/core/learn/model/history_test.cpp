// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/history.h"

#include "core/learn/model/floors.h"
#include "core/learn/model/vector_scorer.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

using enum EventKind;
using Rows = std::vector<std::uint32_t>;

TEST(History, TheLastWordHoldsAndAViewIsNone) {
    const std::vector<PastEvent> history{{1, Dislike, 10},
                                         {2, View, 20},
                                         {3, Dislike, 30},
                                         {4, Purchase, 40},
                                         {1, View, 50},
                                         {2, Dislike, 60},
                                         {3, Cart, 70},
                                         {4, Dislike, 80},
                                         {5, View, 90}};
    EXPECT_EQ(dislikedRows(history), (Rows{1, 2, 4}));
    EXPECT_EQ(chosenRows(history), (Rows{3, 5}));
    const std::vector<Recent> recents = recentProducts(history, 10, 1.0);
    ASSERT_EQ(recents.size(), 5U);
    for (const Recent& recent : recents) {
        EXPECT_EQ(recent.isDisliked, recent.row == 1 || recent.row == 2 || recent.row == 4)
            << recent.row;
    }
    EXPECT_FLOAT_EQ(recents[2].weight, 2.0F / 3);  // the cart, not the dislike before it
    EXPECT_EQ(recents[0].row, 1U);                 // its last event is the view
    EXPECT_EQ(recents[0].event, 4U);
    EXPECT_FLOAT_EQ(recents[0].weight, 1.0F);
}

TEST(History, ADislikeWeighsAsMuchAsItIsRecent) {
    constexpr std::int64_t kDay = 86400;
    const std::vector<PastEvent> history{{1, Dislike, kDay}, {1, View, 2 * kDay}};
    const std::vector<Recent> recents = recentProducts(history, 10, 0.5);
    ASSERT_EQ(recents.size(), 1U);
    EXPECT_FLOAT_EQ(recents[0].recency, 1.0F);
    EXPECT_FLOAT_EQ(recents[0].weight, 0.5F);
}

// Three products side by side were met together; the fourth with nothing.
TEST(History, WhatWasDislikedAfterALookDrawsNothing) {
    ModelFile model;
    const std::vector<ItemId> items{ItemId{1}, ItemId{2}, ItemId{3}, ItemId{4}};
    putPopularity(model, items, std::vector<std::int64_t>{2, 2, 2, 1});
    putNeighbours(model, {{0, 1, 2}, {0, 1, 2}, {3}}, items.size(), 3, 0);
    const std::vector<PastEvent> history{{0, View, 1}, {3, View, 1}, {0, Dislike, 2}};
    std::vector<float> scores(items.size());
    makeItemKnnScorer(model, items)->score({history, {}}, scores);
    EXPECT_EQ(scores, (std::vector<float>{2, 2, 2, 1}));  // as for somebody without a history

    VectorModel vectors;
    vectors.sides.push_back({0, Matrix(4, 2, {1, 0, 1, 0, 1, 0, 0, 1}), {}});
    vectors.shoppers.ids = {ShopperId{9}};
    vectors.shoppers.vectors = Matrix(1, 2, {1, 1});
    VectorScorer scorer(vectors);
    scorer.score({history, {}}, scores);
    EXPECT_GT(scores[3], 0.0F);
    EXPECT_NEAR(scores[1], 0.0F, 1e-6);
}

TEST(History, OfWhomNothingIsKnownIsShownWhatIsPopular) {
    VectorModel vectors;
    vectors.sides.push_back({0, Matrix(3, 2, {1, 0, 0, 1, 1, 1}), {}});
    vectors.shoppers.ids = {ShopperId{9}};
    vectors.shoppers.vectors = Matrix(1, 2, {1, 0});
    vectors.popularity = {0.5F, 2, 1};
    VectorScorer scorer(vectors);
    std::vector<float> scores(6);
    scorer.scoreMany(std::vector<Asker>{{}, {{}, ShopperId{9}}}, scores);
    EXPECT_EQ(scores, (std::vector<float>{0.5F, 2, 1, 1, 0, 1}));
    EXPECT_EQ(scorer.scoreOne({}, 1, scorer.parts()), 2);
    vectors.sides[0].bias = {3, 0, 0};
    VectorScorer biased(vectors);
    std::vector<float> own(3);
    biased.score({}, own);
    EXPECT_EQ(own, (std::vector<float>{3, 0, 0}));
}

}  // namespace
}  // namespace haberdash
