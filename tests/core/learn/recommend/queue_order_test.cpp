// SPDX-License-Identifier: GPL-3.0-or-later

// What the order of questions is worth. The whole curve, on the sample catalog, is the benchmark
// label_curve's.

#include "core/learn/metrics/statistics.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"
#include "tests/support/sitting.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>

namespace haberdash {
namespace {

constexpr int kPeople = 96;
constexpr int kFirstStranger = 1000;  // not among the shoppers

TEST(QueueOrder, TheDefaultNeedsAtMostSevenTenthsOfTheLabelsThatChanceNeeds) {
    const test::TemporaryFolder folder;
    Project project =
        test::makeShop(folder.path() / "shop.hab", {.products = 300, .shoppers = 120});
    TrainOptions options = test::quickOptions();
    options.epochs = 8;
    const auto run = loadRecommender(project, train(project, options, {}).id);
    constexpr std::array<std::size_t, 1> kFew{25};  // of 40 seven tenths are 28
    constexpr std::array<std::size_t, 1> kMany{40};
    std::vector<double> gains;
    double byDefault = 0;
    double byChance = 0;
    for (int person = 0; person < kPeople; ++person) {
        test::SimulatedAnnotator annotator{.utility = {}, .noise = 0.5};
        for (const ItemId item : run->items()) {
            annotator.utility.push_back(test::likingOf(kFirstStranger + person, item));
        }
        const auto seed = static_cast<std::uint64_t>(person);
        const double mix =
            test::sitThrough(project, *run, annotator, QueueOrder::Mix, seed, kFew)[0];
        const double random =
            test::sitThrough(project, *run, annotator, QueueOrder::Random, seed, kMany)[0];
        gains.push_back(mix - random);
        byDefault += mix / kPeople;
        byChance += random / kPeople;
    }
    const Interval gain = bootstrapMeans(gains, 1, 1000, 7).front();
    std::printf(
        "NDCG@10: 25 labels of the default order %.3f, 40 by chance %.3f; %+.3f "
        "(%+.3f to %+.3f)\n",
        byDefault,
        byChance,
        gain.mean,
        gain.low,
        gain.high);
    EXPECT_GT(gain.low, 0);
}

}  // namespace
}  // namespace haberdash
