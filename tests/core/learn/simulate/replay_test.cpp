// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/replay.h"

#include "core/learn/simulate/taste.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace haberdash {
namespace {

using ::testing::ElementsAre;

constexpr double kRounding = 1e-9;  // of means over draws

/// Ranks the products 1 to 6 in their order, or backwards, whatever the history says.
class FixedModel final : public Recommender {
  public:
    explicit FixedModel(const bool isBackwards) {
        for (std::size_t i = 0; i < items_.size(); ++i) {
            items_[i] = ItemId{static_cast<std::int64_t>(i) + 1};
            scores_.push_back(isBackwards ? static_cast<float>(i) : -static_cast<float>(i));
        }
    }

    std::vector<float> scores(std::span<const HistoryEvent> /*history*/,
                              std::optional<ShopperId> shopper) override {
        EXPECT_FALSE(shopper.has_value());  // a learned vector would know how it goes on
        return scores_;
    }

    std::span<const ItemId> items() const override { return items_; }

    std::optional<double> probability(double /*score*/) const override { return std::nullopt; }

    Explanation explain(std::span<const HistoryEvent> /*history*/,
                        ItemId /*item*/,
                        std::optional<ShopperId> /*shopper*/) override {
        return {};
    }

  private:
    std::array<ItemId, 6> items_{};
    std::vector<float> scores_;
};

class ReplayTest : public testing::Test {
  protected:
    static HistoryEvent event(const std::int64_t item, const EventKind kind = EventKind::View) {
        return {.item = ItemId{item}, .kind = kind};
    }

    static std::vector<std::int64_t> idsOf(const ReplayList& list) {
        std::vector<std::int64_t> ids;
        for (const ScoredItem& scored : list.items) {
            ids.push_back(raw(scored.item));
        }
        return ids;
    }

    ReplayReport replayBoth(const ReplayRequest& request) {
        return replay(std::array<Recommender*, 2>{&forwards_, &backwards_}, request);
    }

    FixedModel forwards_{false};
    FixedModel backwards_{true};
    // 2 is viewed and put into the cart, then 5 is viewed.
    ReplayRequest request_{.session = {event(2), event(2, EventKind::Cart), event(5)}, .k = 3};
};

TEST_F(ReplayTest, ListsBeforeEachEventAndAtTheEnd) {
    const ReplayReport report = replayBoth(request_);
    ASSERT_EQ(report.steps.size(), 4U);
    EXPECT_THAT(idsOf(report.steps[0].lists[0]), ElementsAre(1, 2, 3));
    EXPECT_THAT(idsOf(report.steps[0].lists[1]), ElementsAre(6, 5, 4));
    EXPECT_THAT(idsOf(report.steps[1].lists[0]), ElementsAre(1, 3, 4));
    EXPECT_THAT(idsOf(report.steps[2].lists[1]), ElementsAre(6, 5, 4));
    EXPECT_THAT(idsOf(report.steps[3].lists[0]), ElementsAre(1, 3, 4));
    EXPECT_THAT(idsOf(report.steps[3].lists[1]), ElementsAre(6, 4, 3));
}

TEST_F(ReplayTest, RanksOfWhatCameNextCountEveryCandidateBeforeIt) {
    const ReplayReport report = replayBoth(request_);
    EXPECT_EQ(report.steps[0].lists[0].rank, 2U);
    EXPECT_EQ(report.steps[0].lists[1].rank, 5U);
    EXPECT_FALSE(report.steps[0].isSeen);
    EXPECT_EQ(report.steps[1].lists[0].rank, 2U);  // the cart's product, seen already
    EXPECT_TRUE(report.steps[1].isSeen);
    EXPECT_EQ(report.steps[2].lists[0].rank, 4U);  // 2 is no candidate any more
    EXPECT_EQ(report.steps[2].lists[1].rank, 2U);
    EXPECT_FALSE(report.steps[3].lists[0].rank.has_value());
}

// Of the two products that were new: forwards 1/2 and 1/4, backwards 1/5 and 1/2.
TEST_F(ReplayTest, ReciprocalRanksAreThoseOfNewProducts) {
    const ReplayReport report = replayBoth(request_);
    EXPECT_DOUBLE_EQ(report.reciprocalRanks[0], 0.375);
    EXPECT_DOUBLE_EQ(report.reciprocalRanks[1], 0.35);
}

// Always in opposite order. At the end 1, 3, 4 and 6, 4, 3 share 3 and 4.
TEST_F(ReplayTest, OverlapAndTauAtEachStep) {
    const ReplayReport report = replayBoth(request_);
    EXPECT_EQ(report.steps[0].overlap, 0U);
    EXPECT_DOUBLE_EQ(*report.steps[0].tau, -1.0);
    EXPECT_THAT(report.steps[0].lists[0].otherRanks, ElementsAre(6, 5, 4));
    EXPECT_EQ(report.steps[1].overlap, 1U);
    EXPECT_EQ(report.steps[3].overlap, 2U);
    EXPECT_DOUBLE_EQ(*report.steps[3].tau, -1.0);
    EXPECT_THAT(report.steps[3].lists[0].otherRanks, ElementsAre(4, 3, 2));
    EXPECT_THAT(report.steps[3].lists[1].otherRanks, ElementsAre(4, 3, 2));
}

// Wanted products are always clicked and no others. Forwards shows one in the first list only (2),
// backwards shows 5 in the first three.
TEST_F(ReplayTest, CertainClicksAreCounted) {
    request_.clicks.model = {.kind = ClickKind::Cascade, .patience = 1};
    request_.clicks.wanted = 1;
    request_.clicks.other = 0;
    const ReplayReport report = replayBoth(request_);
    EXPECT_NEAR(report.clicks[0].mean, 1, kRounding);
    EXPECT_NEAR(report.clicks[1].mean, 3, kRounding);
    EXPECT_NEAR(report.clicks[1].low, 3, kRounding);
    EXPECT_NEAR(report.advantage->mean, 2, kRounding);
    EXPECT_NEAR(report.advantage->high, 2, kRounding);
    EXPECT_NEAR(report.steps[2].lists[0].clicks, 0, kRounding);
    EXPECT_NEAR(report.steps[2].lists[1].clicks, 1, kRounding);
}

// The first list of forwards is 1, 2, 3, of which 2 is wanted. Cascade: .1 + .9 * .9 * (.5 + .5 *
// .9 * .1) = .54145. Position: .1 + .5 * 2^-1 + .1 * 3^-1 = .38333.
TEST_F(ReplayTest, ExpectedClicksAreThoseOfTheClickModel) {
    request_.clicks = {.wanted = 0.5, .other = 0.1, .draws = 20'000};
    request_.clicks.model = {.kind = ClickKind::Cascade, .patience = 0.9};
    EXPECT_NEAR(replayBoth(request_).steps[0].lists[0].clicks, 0.54145, 0.015);
    request_.clicks.model = {.kind = ClickKind::Position, .decay = 1};
    EXPECT_NEAR(replayBoth(request_).steps[0].lists[0].clicks, 0.38333, 0.015);
}

TEST_F(ReplayTest, ATasteClicksWhatItLikesWhateverTheSessionDid) {
    request_.clicks.taste = KnownTaste{.items = {ItemId{3}, ItemId{6}}, .utility = {50, -50}};
    request_.clicks.model = {.kind = ClickKind::Cascade, .patience = 1};
    const ReplayReport report = replayBoth(request_);
    EXPECT_NEAR(report.clicks[0].mean, 4, kRounding);  // 3 is in each of the four lists
    EXPECT_NEAR(report.clicks[1].mean, 1, kRounding);  // only in the last one
}

// Product i is worth i. Forwards shows 1, 2, 3 at first: 0, 1 and 2 of the other five are liked
// less. Backwards shows 6, 4, 3 at the end: 5, 3 and 2.
TEST_F(ReplayTest, LikingIsTheShareOfTheCatalogThatIsLikedLess) {
    KnownTaste taste;
    for (std::int64_t i = 1; i <= 6; ++i) {
        taste.items.push_back(ItemId{i});
        taste.utility.push_back(static_cast<double>(i));
    }
    request_.clicks.taste = taste;
    const ReplayReport report = replayBoth(request_);
    EXPECT_NEAR(*report.steps[0].lists[0].liking, 3.0 / 15, kRounding);
    EXPECT_NEAR(*report.steps[3].lists[1].liking, 10.0 / 15, kRounding);
    EXPECT_NEAR(report.likings[0],
                (3.0 + 5 + 5 + 5) / 15 / 4,  // 1, 3, 4 from then on
                kRounding);
}

// Forwards shows 1, 2, 3 at first, all ruled out: each is liked as little as two others, which
// count half, of five.
TEST_F(ReplayTest, WhatIsRuledOutIsLikedEquallyLittle) {
    request_.clicks.taste =
        KnownTaste{.items = {ItemId{1}, ItemId{2}, ItemId{3}, ItemId{4}, ItemId{5}, ItemId{6}},
                   .utility = {kRuledOut, kRuledOut, kRuledOut, 0, 1, 2}};
    const ReplayReport report = replayBoth(request_);
    EXPECT_NEAR(*report.steps[0].lists[0].liking, 0.2, kRounding);
    EXPECT_NEAR(*report.steps[0].lists[1].liking, 0.8, kRounding);
}

TEST_F(ReplayTest, WhatIsRuledOutIsNeverClickedHoweverNoisyTheJudgement) {
    request_.clicks.taste = KnownTaste{.items = {ItemId{3}}, .utility = {kRuledOut}, .noise = 50};
    request_.clicks.model = {.kind = ClickKind::Cascade, .patience = 1};
    request_.clicks.other = 1;
    EXPECT_DOUBLE_EQ(replayBoth(request_).clicks[0].mean, 0);
    request_.clicks.taste->utility = {kRuledOut + 1};
    EXPECT_GT(replayBoth(request_).clicks[0].mean, 1);
}

TEST_F(ReplayTest, WithoutATasteNothingIsSaidOfLiking) {
    const ReplayReport report = replayBoth(request_);
    EXPECT_FALSE(report.steps[0].lists[0].liking.has_value());
    EXPECT_TRUE(report.likings.empty());
}

TEST_F(ReplayTest, EqualListsAreClickedEqually) {
    request_.clicks.taste = KnownTaste{.items = {ItemId{1}, ItemId{2}, ItemId{3}, ItemId{4}},
                                       .utility = {1, 1.5, 0.5, 2},
                                       .noise = 1};
    const ReplayReport report =
        replay(std::array<Recommender*, 2>{&forwards_, &forwards_}, request_);
    EXPECT_GT(report.clicks[0].mean, 0);
    EXPECT_LT(report.clicks[0].low, report.clicks[0].high);
    EXPECT_DOUBLE_EQ(report.advantage->low, 0);
    EXPECT_DOUBLE_EQ(report.advantage->high, 0);
}

TEST_F(ReplayTest, TheSameSeedGivesTheSameClicks) {
    const double first = replayBoth(request_).clicks[0].mean;
    EXPECT_DOUBLE_EQ(replayBoth(request_).clicks[0].mean, first);
    request_.clicks.seed = 8;
    EXPECT_NE(replayBoth(request_).clicks[0].mean, first);
}

TEST_F(ReplayTest, WhatCameEarlierIsNotShown) {
    request_.earlier = {event(1)};
    EXPECT_THAT(idsOf(replayBoth(request_).steps[0].lists[0]), ElementsAre(2, 3, 4));
}

TEST_F(ReplayTest, AnEmptySessionHasOneListAModel) {
    request_.session.clear();
    const ReplayReport report = replay(std::array<Recommender*, 1>{&forwards_}, request_);
    ASSERT_EQ(report.steps.size(), 1U);
    EXPECT_EQ(report.steps[0].lists.size(), 1U);
    EXPECT_FALSE(report.advantage.has_value());
    EXPECT_TRUE(report.reciprocalRanks.empty());
}

}  // namespace
}  // namespace haberdash
