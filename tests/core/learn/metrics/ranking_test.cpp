// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/metrics/ranking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace haberdash {
namespace {

using Row = std::vector<std::uint8_t>;

double at(const Row& isHit,
          const std::size_t relevant,
          const std::size_t k,
          const RankMetric metric) {
    return rankMetrics(isHit, relevant, k)[static_cast<std::size_t>(metric)];
}

Row hits(const std::vector<int>& ranking, const std::set<int>& relevant) {
    Row row;
    for (const int item : ranking) {
        row.push_back(relevant.contains(item) ? 1 : 0);
    }
    return row;
}

TEST(RankMetrics, AgreeWithFiguresWorkedOutByHand) {
    const Row run = hits({1, 2, 3, 4, 5, 7}, {1, 4, 5, 6});
    EXPECT_NEAR(at(run, 4, 10, RankMetric::MapRel), 0.525, 1e-12);
    EXPECT_NEAR(at(run, 4, 5, RankMetric::Precision), 0.6, 1e-12);
    EXPECT_NEAR(at(run, 4, 5, RankMetric::Recall), 0.75, 1e-12);
    EXPECT_NEAR(at(run, 4, 3, RankMetric::Ndcg), 0.4693, 5e-5);
    EXPECT_NEAR(at(run, 4, 5, RankMetric::Ndcg), 0.7095, 5e-5);
    EXPECT_NEAR(at(run, 4, 10, RankMetric::Precision), 0.30, 1e-12);
    EXPECT_NEAR(at(run, 4, 3, RankMetric::Map), 1.0 / 3, 1e-12);
    EXPECT_NEAR(at(run, 4, 3, RankMetric::MapRel), 0.25, 1e-12);
    EXPECT_NEAR(at(run, 4, 5, RankMetric::F1), 2 * 0.6 * 0.75 / 1.35, 1e-12);
}

TEST(RankMetrics, JudgeAListShorterThanWhatIsRelevant) {
    const Row run = hits({1, 2, 3}, {1, 2, 3, 4, 5, 6});
    EXPECT_NEAR(at(run, 6, 3, RankMetric::Recall), 0.5, 1e-12);
    EXPECT_NEAR(at(run, 6, 3, RankMetric::Ndcg), 1.0, 1e-12);
    EXPECT_NEAR(at(run, 6, 3, RankMetric::Map), 1.0, 1e-12);
    EXPECT_NEAR(at(run, 6, 3, RankMetric::MapRel), 0.5, 1e-12);
}

TEST(RankMetrics, ReciprocalRankLooksOnlyAsDeepAsK) {
    const Row run{0, 0, 1};
    EXPECT_NEAR(at(run, 1, 3, RankMetric::Mrr), 1.0 / 3, 1e-12);
    EXPECT_EQ(at(run, 1, 2, RankMetric::Mrr), 0.0);
    EXPECT_EQ(at(run, 1, 2, RankMetric::Hit), 0.0);
    EXPECT_EQ(at(run, 1, 3, RankMetric::Hit), 1.0);
}

TEST(RankMetrics, GradedGainIsLinearOrExponential) {
    const std::vector<double> ranked{1, 3};
    const double log3 = std::log2(3.0);
    EXPECT_NEAR(gradedNdcg(ranked, ranked, 2, Gain::Binary), 1, 1e-12);
    EXPECT_NEAR(
        gradedNdcg(ranked, ranked, 2, Gain::Linear), (1 + 3 / log3) / (3 + 1 / log3), 1e-12);
    EXPECT_NEAR(
        gradedNdcg(ranked, ranked, 2, Gain::Exponential), (1 + 7 / log3) / (7 + 1 / log3), 1e-12);
}

TEST(TopRows, OrdersByScoreThenRowAndLeavesOutMaskedAndNoNumbers) {
    const std::vector<float> scores{1, 3, kMasked, 3, std::nanf(""), 2};
    EXPECT_THAT(topRows(scores, 3), testing::ElementsAre(1, 3, 5));
    EXPECT_THAT(topRows(scores, 10), testing::ElementsAre(1, 3, 5, 0));
    EXPECT_TRUE(topRows(scores, 0).empty());
}

TEST(TopRows, KeepsTheLowestRowsAmongManyEqualScores) {
    std::vector<float> scores(10000, 1.0F);
    scores[9000] = 2.0F;
    EXPECT_THAT(topRows(scores, 3), testing::ElementsAre(9000, 0, 1));
}

TEST(TopRows, CountsWhereOnlyTheTieRuleDecided) {
    const std::vector<float> scores{5, 5, 4, 3, 3};
    EXPECT_EQ(countTies(scores, topRows(scores, 3)), 1U);
    EXPECT_EQ(countTies(scores, topRows(scores, 4)), 2U);
}

TEST(ListFigures, KnowEvenAndOneSidedLists) {
    const std::vector<std::uint32_t> even{2, 2, 2, 2};
    const std::vector<std::uint32_t> single{8, 0, 0, 0};
    const std::vector<std::uint32_t> popularity{3, 3, 3, 3};
    EXPECT_NEAR(listFigures(even, popularity, 4, 7).gini, 0.0, 1e-12);
    EXPECT_NEAR(listFigures(single, popularity, 4, 7).gini, 0.75, 1e-12);
    EXPECT_NEAR(listFigures(single, popularity, 4, 7).coverage, 0.25, 1e-12);
    EXPECT_NEAR(listFigures(even, popularity, 4, 7).novelty, 1.0, 1e-12);
}

}  // namespace
}  // namespace haberdash
