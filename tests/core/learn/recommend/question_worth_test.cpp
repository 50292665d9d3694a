// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/recommend/question_worth.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace haberdash {
namespace {

/// Two bad and two good products, one unit of spread away from the mean; a word on the first moves
/// all scores by a half, on the second by a tenth, to and fro.
class SmallModel : public Recommender {
  public:
    std::vector<float> scores(const std::span<const HistoryEvent> history,
                              std::optional<ShopperId>) override {
        std::vector<float> scores{-1, -1, 1, 1};
        for (const HistoryEvent& event : history) {
            const float move = event.item == ItemId{1}   ? 0.5F
                               : event.item == ItemId{2} ? 0.1F
                                                         : 0.0F;
            for (std::size_t row = 0; row < scores.size(); ++row) {
                scores[row] += row % 2 == 0 ? move : -move;
            }
        }
        return scores;
    }

    std::span<const ItemId> items() const override { return items_; }

    std::optional<double> probability(double) const override { return std::nullopt; }

    Explanation explain(std::span<const HistoryEvent>, ItemId, std::optional<ShopperId>) override {
        return {};
    }

  private:
    std::array<ItemId, 4> items_{ItemId{1}, ItemId{2}, ItemId{3}, ItemId{4}};
};

class QuestionWorthTest : public ::testing::Test {
  protected:
    SmallModel model_;
    std::array<ItemId, 5> catalog_{ItemId{1}, ItemId{2}, ItemId{3}, ItemId{4}, ItemId{9}};
    QuestionWorth worth_{model_, catalog_, {}};
};

TEST_F(QuestionWorthTest, ACloseCallBetweenGoodProductsIsLeastCertain) {
    EXPECT_NEAR(worth_.uncertainty({2, 3}), 0.7311, 1e-4);  // 1 / (1 + e^-1)
    EXPECT_NEAR(worth_.uncertainty({0, 1}), 0.2689, 1e-4);
    EXPECT_NEAR(worth_.uncertainty({0, 2}), 0.0190, 1e-4);
}

TEST_F(QuestionWorthTest, ChangeIsWhatEitherAnswerWouldMoveByHowLikelyItIs) {
    EXPECT_NEAR(worth_.change({0, 1}), 0.5 * 0.5 + 0.5 * 0.1, 1e-6);
    EXPECT_NEAR(worth_.change({0, 2}), 0.5 * std::exp(-2) / (std::exp(-2) + std::exp(2)), 1e-6);
    EXPECT_NEAR(worth_.change({2, 3}), 0, 1e-6);
    EXPECT_NEAR(worth_.change({1}), 0.1, 1e-6);  // liked or disliked
}

TEST_F(QuestionWorthTest, WhatTheModelDoesNotKnowIsWorthNothing) {
    EXPECT_TRUE(worth_.isKnown());
    EXPECT_EQ(worth_.change({0, 4}), 0);
    EXPECT_EQ(worth_.uncertainty({3, 4}), 0);
    const std::array<ItemId, 2> others{ItemId{1}, ItemId{9}};
    EXPECT_FALSE(QuestionWorth(model_, others, {}).isKnown());
}

}  // namespace
}  // namespace haberdash
