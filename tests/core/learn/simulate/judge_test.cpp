// SPDX-License-Identifier: GPL-3.0-or-later

// The simulator judged: who knows what shoppers like ranks before who does not, in the clicks and
// by the liking itself.

#include "core/learn/simulate/judge.h"

#include "core/data/base/error.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/metrics/statistics.h"
#include "core/learn/recommend/recommender.h"
#include "core/learn/simulate/shoppers.h"
#include "core/learn/simulate/simulate.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/simulate/drawn_shop.h"
#include "tests/core/learn/small_shop.h"

#include <gtest/gtest.h>

#include <functional>

namespace haberdash {
namespace {

/// Scores of all wares for a shopper of that taste, whatever was done.
using Ranker = std::function<std::vector<float>(const std::vector<double>& utility)>;

class SimulatorJudged : public testing::Test {
  protected:
    SimulatorJudged() {
        test::addProducts(project_, 300);
        simulate(project_, {.shoppers = 80, .policy = "random", .seed = kSeed}, {});
        crowd_ = crowdOf(project_, kSeed);
    }

    std::vector<float> trainedScores(const std::string& kind) {
        TrainOptions options = test::quickOptions();
        options.kind = kind;
        const auto run = loadRecommender(project_, train(project_, options, {}).id);
        return run->scores({});
    }

    /// Clicks a list of each shopper when all that is shown is what the ranker ranks; the same
    /// shoppers with the same luck for every ranker.
    std::vector<double> clicksUnder(const Ranker& ranker) const {
        std::vector<double> clicks;
        for (const Shopper& shopper : crowd_.shoppers) {
            const Taste taste = tasteFrom(shopper.taste);
            const std::vector<double> utility = utilities(crowd_.market, taste);
            ShoppingHabits habits{.searched = 0};
            habits.run = RunPolicy{"", [&](auto, const std::span<const std::uint32_t> wares) {
                                       const std::vector<float> all = ranker(utility);
                                       std::vector<float> scores;
                                       for (const std::uint32_t ware : wares) {
                                           scores.push_back(all[ware]);
                                       }
                                       return scores;
                                   }};
            Random random(11, static_cast<std::uint64_t>(raw(shopper.id)));
            double lists = 0;
            double clicked = 0;
            for (const Visit& visit : shop(crowd_.market, utility, taste.noise, habits, random)) {
                lists += static_cast<double>(visit.lists.size());
                clicked += static_cast<double>(clicksIn(visit));
            }
            clicks.push_back(clicked / lists);
        }
        return clicks;
    }

    std::vector<double> likingUnder(const Ranker& ranker) const {
        std::vector<double> values;
        for (const Shopper& shopper : crowd_.shoppers) {
            const Taste taste = tasteFrom(shopper.taste);
            values.push_back(likingNdcg(
                likingsOf(crowd_.market, taste), ranker(utilities(crowd_.market, taste)), 10));
        }
        return values;
    }

    /// The lower end of what `a` has more than `b`, paired.
    static double leadOf(const std::vector<double>& a, const std::vector<double>& b) {
        std::vector<double> differences;
        for (std::size_t i = 0; i < a.size(); ++i) {
            differences.push_back(a[i] - b[i]);
        }
        return bootstrapMeans(differences, 1, 1000, 7).front().low;
    }

    static constexpr std::uint64_t kSeed = 21;
    test::TemporaryFolder folder_;
    Project project_ = Project::create(folder_.path() / "shop.hab");
    SimulatedCrowd crowd_;
};

TEST_F(SimulatorJudged, WhoKnowsTheTasteLeadsInClicksAndInLiking) {
    const std::vector<float> popular = trainedScores("popularity");
    const std::vector<float> random = trainedScores("random");
    const Ranker oracle = [](const std::vector<double>& utility) {
        return std::vector<float>(utility.begin(), utility.end());
    };
    const Ranker blurred = [](const std::vector<double>& utility) {
        std::vector<float> scores;
        Random noise(3);
        for (const double value : utility) {
            scores.push_back(static_cast<float>(value + 1.5 * noise.normal()));
        }
        return scores;
    };
    const std::vector<Ranker> others{
        blurred, [&](auto&) { return popular; }, [&](auto&) { return random; }};
    for (const Ranker& other : others) {
        EXPECT_GT(leadOf(clicksUnder(oracle), clicksUnder(other)), 0);
        EXPECT_GT(leadOf(likingUnder(oracle), likingUnder(other)), 0);
    }
    for (std::size_t other = 1; other < others.size(); ++other) {
        EXPECT_GT(leadOf(clicksUnder(blurred), clicksUnder(others[other])), 0);
        EXPECT_GT(leadOf(likingUnder(blurred), likingUnder(others[other])), 0);
    }
}

TEST_F(SimulatorJudged, OnlyTheTasteItselfHasOne) {
    for (const double value : likingUnder([](const std::vector<double>& utility) {
             return std::vector<float>(utility.begin(), utility.end());
         })) {
        EXPECT_NEAR(value, 1, 1e-6);
    }
}

TEST_F(SimulatorJudged, RunsAreJudgedSideBySide) {
    TrainOptions options = test::quickOptions();
    options.kind = "popularity";
    const std::string popularity = train(project_, options, {}).id;
    options.kind = "random";
    const std::string random = train(project_, options, {}).id;
    const Json judged = judgeByTaste(project_, {random, popularity}, kSeed, {}, {});
    EXPECT_EQ(judged.at("shoppers"), 80);
    const auto meanOf = [&](const std::size_t run) {
        return judged.at("runs")
            .at(run)
            .at("metrics")
            .at("liking_ndcg@10")
            .at("mean")
            .get<double>();
    };
    EXPECT_NEAR(meanOf(0), judged.at("chance").get<double>(), 0.05);
    EXPECT_GT(meanOf(1), meanOf(0));
    EXPECT_NEAR(
        judged.at("comparisons").at(0).at("difference").get<double>(), meanOf(1) - meanOf(0), 1e-9);
    EXPECT_THROW(judgeByTaste(project_, {random}, kSeed + 1, {}, {}), Error);
}

// What everybody likes is part of a taste, and the shoppers' own clicks change what that is.
TEST_F(SimulatorJudged, TheMarketIsAsTheSimulationFoundIt) {
    const std::vector<double> before = utilities(crowd_.market, samplePersonas().front().taste);
    simulate(project_, {.shoppers = 30, .seed = 22}, {});
    EXPECT_EQ(utilities(crowdOf(project_, kSeed).market, samplePersonas().front().taste), before);
    EXPECT_NE(utilities(crowdOf(project_, 22).market, samplePersonas().front().taste), before);
}

TEST(LikingNdcg, IsThatWorkedOutByHand) {
    // Gains .5, 1 at ranks 1, 2 against 1, .5: (.5 + 1 / log2 3) / (1 + .5 / log2 3).
    EXPECT_NEAR(likingNdcg(std::vector<double>{1, 0.5, 0}, std::vector<float>{0.1F, 0.2F, 0}, 10),
                (0.5 + 1 / std::log2(3)) / (1 + 0.5 / std::log2(3)),
                1e-9);
    EXPECT_EQ(likingNdcg(std::vector<double>{0, 0}, std::vector<float>{1, 2}, 10), 0);
}

}  // namespace
}  // namespace haberdash
