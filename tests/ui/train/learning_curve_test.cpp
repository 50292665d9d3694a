// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/learning_curve.h"

#include <gtest/gtest.h>

namespace haberdash::ui {
namespace {

Json line(const int epoch, const double ndcg, const int bestEpoch = 1) {
    return {{"epoch", epoch},
            {"best_epoch", bestEpoch},
            {"train_loss", 1.0 / epoch},
            {"val", {{"loss", 2.0 / epoch}, {"ndcg@10", ndcg}}}};
}

TEST(LearningCurve, GrowsByAnEpochALine) {
    LearningCurve curve("ndcg@10", 5);
    EXPECT_TRUE(curve.add(line(1, 0.1)));
    EXPECT_TRUE(curve.add(line(2, 0.3)));
    EXPECT_FALSE(curve.add(Json({{"stage", "pictures"}})));
    EXPECT_EQ(curve.lossChart().series.at(0).points.size(), 2U);
    EXPECT_EQ(curve.lossChart().series.at(1).points.at(1).y, 1.0);
}

TEST(LearningCurve, MarksTheBestEpochAndCountsTheWait) {
    LearningCurve curve("ndcg@10", 5);
    curve.add(line(1, 0.1));
    curve.add(line(2, 0.3, 2));
    curve.add(line(3, 0.2, 2));
    curve.add(line(4, 0.3, 2));
    EXPECT_EQ(curve.best(), 1U);
    EXPECT_EQ(curve.waited(), 2);
    EXPECT_EQ(curve.metricChart().series.at(0).marked, 1U);
}

TEST(LearningCurve, NoEpochIsTheBestWhereTheUntrainedStartWas) {
    LearningCurve curve("ndcg@10", 5);
    curve.add(line(1, 0.2, 0));
    curve.add(line(2, 0.3, 0));
    EXPECT_FALSE(curve.best());
    EXPECT_EQ(curve.waited(), 2);
    EXPECT_FALSE(curve.metricChart().series.at(0).marked);
}

TEST(LearningCurve, TheBeginningOfARunSaysWhereItStands) {
    LearningCurve curve("ndcg@10", 5);
    curve.add(EpochRecord{.epoch = 1, .isBest = true});
    curve.add(EpochRecord{.epoch = 2});
    EXPECT_EQ(curve.bestEpoch(), 1);
    EXPECT_FALSE(curve.add(Json({{"run", "r1"}, {"best_epoch", 0}, {"patience", 8}})));
    EXPECT_EQ(curve.waited(), 2);
    EXPECT_EQ(curve.patience(), 8);
}

TEST(LearningCurve, OfARunThatIsUnderWayTheHistorySaysWhichIsBest) {
    const LearningCurve curve =
        learningCurveOf({.id = "r1"},
                        {{.epoch = 1, .validation = {{"ndcg@10", 0.9}}},
                         {.epoch = 2, .validation = {{"ndcg@10", 0.3}}, .isBest = true},
                         {.epoch = 3, .validation = {{"ndcg@10", 0.2}}}});
    EXPECT_EQ(curve.best(), 1U);
    EXPECT_EQ(curve.waited(), 1);
}

TEST(LearningCurve, AnEpochToldTwiceIsOnePoint) {
    LearningCurve curve("ndcg@10", 5);
    curve.add(line(1, 0.1));
    curve.add(line(1, 0.2));
    ASSERT_EQ(curve.epochs().size(), 1U);
    EXPECT_EQ(curve.metricChart().series.at(0).points.at(0).y, 0.2);
}

}  // namespace
}  // namespace haberdash::ui
