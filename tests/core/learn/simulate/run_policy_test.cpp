// SPDX-License-Identifier: GPL-3.0-or-later

// What a trained run shows to simulated shoppers.

#include "core/data/base/error.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/simulate/shopping.h"
#include "core/learn/simulate/simulate.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace haberdash {
namespace {

using ::testing::ElementsAre;

constexpr std::size_t kWares = 40;

Market plainMarket() {
    Market market;
    for (std::size_t i = 0; i < kWares; ++i) {
        market.wares.push_back({.item = ItemId{static_cast<std::int64_t>(i) + 1}});
    }
    return market;
}

// All that is looked at is clicked, and nothing is searched for: what is clicked was shown by the
// run.
ShoppingHabits onlyShown() {
    return {.sessions = 1,
            .lists = 1,
            .length = 3,
            .searched = 0,
            .novelty = 0,
            .clicks = {.kind = ClickKind::Position, .decay = 0}};
}

std::vector<std::size_t> viewedOf(const Visit& visit) {
    std::vector<std::size_t> viewed;
    for (const Act& act : visit.acts) {
        if (act.kind == EventKind::View) {
            viewed.push_back(act.ware);
        }
    }
    return viewed;
}

TEST(RunPolicy, TheRunsBestAreShownInItsOrder) {
    const std::vector<double> utility(kWares, 30);
    ShoppingHabits habits = onlyShown();
    habits.run = RunPolicy{
        "r1", [](auto /*past*/, const std::span<const std::uint32_t> wares) {
            std::vector<float> scores;
            for (const std::uint32_t ware : wares) {
                scores.push_back(ware == 7 ? 3.0F : ware == 2 ? 2.0F : ware == 9 ? 1.0F : 0.0F);
            }
            return scores;
        }};
    Random random(3);
    const Visit visit = shop(plainMarket(), utility, 0, habits, random).front();
    ASSERT_GE(shownIn(visit), 3U);
    std::vector<std::size_t> viewed = viewedOf(visit);
    viewed.resize(3);
    EXPECT_THAT(viewed, ElementsAre(7, 2, 9));
}

TEST(RunPolicy, TheRunIsAskedAgainForTheOthersWithWhatTheShopperDid) {
    const std::vector<double> utility(kWares, 30);
    ShoppingHabits habits = onlyShown();
    habits.sessions = 4;
    std::vector<std::size_t> asked;
    habits.run = RunPolicy{
        "r1", [&](const std::span<const Act> past, const std::span<const std::uint32_t> wares) {
            asked.push_back(past.size());
            for (const Act& act : past) {
                EXPECT_FALSE(std::ranges::binary_search(wares, act.ware));
            }
            return std::vector<float>(wares.size(), 0);
        }};
    Random random(3);
    shop(plainMarket(), utility, 0, habits, random);
    ASSERT_GE(asked.size(), 2U);
    EXPECT_EQ(asked.front(), 0U);
    EXPECT_TRUE(std::ranges::is_sorted(asked));
    EXPECT_LT(asked[0], asked[1]);
}

class RunPolicyInAProject : public testing::Test {
  protected:
    test::TemporaryFolder folder_;
    Project project_ = test::makeShop(folder_.path() / "shop.hab");
};

TEST_F(RunPolicyInAProject, EverySessionSaysWhichRunShowedIt) {
    TrainOptions options = test::quickOptions();
    options.kind = "content";
    const std::string run = train(project_, options, Monitor()).id;
    const SimulateReport report =
        simulate(project_, {.shoppers = 5, .sessions = 2, .policy = run}, {});
    EXPECT_GT(report.events, 0U);
    EventStore events(project_.database());
    const auto sessions = events.sessionsOf(events.shopper("sim7-0001")->id, 10);
    ASSERT_FALSE(sessions.empty());
    for (const EventStore::SessionSize& size : sessions) {
        EXPECT_TRUE(size.session.isSimulated);
        EXPECT_EQ(Json::parse(size.session.detail).at("policy"), run);
    }
}

TEST_F(RunPolicyInAProject, TheClickModelsParametersAreThoseThatWereAsked) {
    simulate(project_,
             {.shoppers = 1,
              .sessions = 1,
              .clicks = "dependent",
              .parameters = {.patience = 0.5, .persistence = 0.4}},
             {});
    EventStore events(project_.database());
    const auto sessions = events.sessionsOf(events.shopper("sim7-0001")->id, 1);
    ASSERT_FALSE(sessions.empty());
    const Json detail = Json::parse(sessions[0].session.detail);
    EXPECT_EQ(detail.at("clicks"), "dependent");
    EXPECT_DOUBLE_EQ(detail.at("patience").get<double>(), 0.5);
    EXPECT_DOUBLE_EQ(detail.at("persistence").get<double>(), 0.4);
}

}  // namespace
}  // namespace haberdash
