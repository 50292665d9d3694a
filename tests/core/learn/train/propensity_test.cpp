// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/propensity.h"

#include "core/data/base/error.h"
#include "core/learn/metrics/statistics.h"
#include "core/learn/recommend/recommender.h"
#include "core/learn/simulate/judge.h"
#include "core/learn/simulate/shoppers.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace haberdash {
namespace {

constexpr double kRounding = 1e-9;

/// A session of the shopper that showed these products, of which the place (from 0) was clicked.
SessionId show(Project& project,
               const ShopperId shopper,
               const std::int64_t time,
               const std::vector<ItemId>& items,
               const std::size_t clicked) {
    EventStore events(project.database());
    const std::vector<ShownList> lists{{items, {clicked}}};
    const Json detail{{"lists", toJson(lists)}};
    const SessionId session = events.addSession(shopper, time, true, detail.dump());
    events.append({.shopper = shopper, .item = items[clicked], .time = time, .session = session});
    return session;
}

TEST(Propensity, LooksAddUpUntilTheClickForEachShopperAlone) {
    const test::TemporaryFolder folder;
    Project project = test::makeShop(folder.path() / "shop.hab", {.products = 4, .shoppers = 2});
    EventStore events(project.database());
    const ShopperId first = events.shopper("s000")->id;
    const ShopperId second = events.shopper("s001")->id;
    const ItemId a{1};
    const ItemId b{2};
    const ItemId c{3};
    const SessionId early = show(project, first, 1'800'000'000, {a, b, c}, 0);
    const SessionId other = show(project, second, 1'800'000'001, {a, c, b}, 1);
    const SessionId late = show(project, first, 1'800'000'002, {c, b}, 1);
    const LooksUntilClicked looks(events, 1);
    EXPECT_NEAR(looks.of(early, a), 1, kRounding);
    EXPECT_NEAR(looks.of(other, c), 1.0 / 2, kRounding);
    EXPECT_NEAR(looks.of(late, b), 1.0 / 2 + 1.0 / 2, kRounding);
    EXPECT_EQ(looks.of(late, c), 0);  // shown and not clicked
    EXPECT_EQ(looks.of(early, b), 0);
    EXPECT_NEAR(LooksUntilClicked(events, 0).of(late, b), 2, kRounding);
}

TEST(Propensity, WeightsAreTheInverseUpToTheClip) {
    EXPECT_DOUBLE_EQ(inversePropensity(0.25, 10), 4);
    EXPECT_DOUBLE_EQ(inversePropensity(0.01, 10), 10);
    EXPECT_DOUBLE_EQ(inversePropensity(2, 10), 0.5);
    EXPECT_DOUBLE_EQ(inversePropensity(0, 10), 1);  // not known
}

TEST(Propensity, NeedsSessionsThatKeepWhatTheyShowed) {
    const test::TemporaryFolder folder;
    Project project = test::makeShop(folder.path() / "shop.hab");
    TrainOptions options = test::quickOptions();
    options.propensity = "position";
    EXPECT_THROW(train(project, options, {}), Error);
}

/// Shoppers with tastes of their own, most of what they are shown being pushed: the same products
/// on top for everybody, whatever they like.
class BiasedShop : public testing::Test {
  protected:
    static constexpr int kShoppers = 80;
    static constexpr double kNoise = 0.5;

    void SetUp() override {
        const Market market = loadMarket(project_, 7);
        const CrowdPlan plan{.personas = {samplePersonas().front()}, .habits = habits()};
        std::vector<DrawnShopper> shoppers;
        for (int person = 0; person < kShoppers; ++person) {
            DrawnShopper shopper{.key = "b" + std::to_string(person)};
            Random random(5, static_cast<std::uint64_t>(person));
            shopper.visits = shop(market, utilityOf(market, person), kNoise, plan.habits, random);
            shoppers.push_back(std::move(shopper));
        }
        storeShoppers(project_, plan, shoppers, market, {});
    }

    static ShoppingHabits habits() {
        ShoppingHabits habits{.sessions = 14, .searched = 0.25, .newShare = 0, .novelty = 0};
        habits.start = 1'800'000'000;
        habits.clicks = {.kind = ClickKind::Position, .decay = 1};
        habits.run = RunPolicy{"push", [](auto, const std::span<const std::uint32_t> wares) {
                                   std::vector<float> scores;
                                   for (const std::uint32_t ware : wares) {
                                       scores.push_back(static_cast<float>(mixed(ware) % 1000));
                                   }
                                   return scores;
                               }};
        return habits;
    }

    static std::vector<double> utilityOf(const Market& market, const int person) {
        std::vector<double> utility;
        for (const Ware& ware : market.wares) {
            utility.push_back(test::likingOf(person, ware.item) / std::sqrt(8.0));
        }
        return utility;
    }

    /// Of each shopper, NDCG@10 by true liking of what a training with these options ranks.
    std::vector<double> likingsUnder(const TrainOptions& options) {
        const auto run = loadRecommender(project_, train(project_, options, {}).id);
        const Market market = loadMarket(project_, 7);
        const EventStore events(project_.database());
        std::vector<double> values;
        for (int person = 0; person < kShoppers; ++person) {
            RecommendRequest request;
            for (const Event& event :
                 events.eventsOf(events.shopper("b" + std::to_string(person))->id)) {
                request.history.push_back({event.item, event.kind, event.time});
            }
            std::vector<double> likings;
            for (const double utility : utilityOf(market, person)) {
                likings.push_back(meanAttraction(utility, kNoise));
            }
            std::vector<float> scores = run->scores(request.history);
            maskSeen(run->items(), request, scores);
            values.push_back(likingNdcg(likings, scores, 10));
        }
        return values;
    }

    test::TemporaryFolder folder_;
    Project project_ =
        test::makeShop(folder_.path() / "shop.hab", {.products = 200, .shoppers = 0});
};

TEST_F(BiasedShop, WeightedClicksFindTheTruthBetterThanClicksAsTheyAre) {
    std::vector<double> gains;
    for (const std::int64_t seed : {1, 2, 3}) {
        TrainOptions options = test::quickOptions();
        options.seed = seed;
        options.epochs = 8;
        const std::vector<double> plain = likingsUnder(options);
        options.propensity = "position";
        options.propensityDecay = 1;
        const std::vector<double> weighted = likingsUnder(options);
        for (std::size_t i = 0; i < plain.size(); ++i) {
            gains.push_back(weighted[i] - plain[i]);
        }
    }
    const Interval gain = bootstrapMeans(gains, 1, 1000, 7).front();
    RecordProperty("gain", std::to_string(gain.mean));
    EXPECT_GT(gain.low, 0) << gain.mean;
}

}  // namespace
}  // namespace haberdash
