// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/live_panel.h"

#include "tests/ui/support/german.h"
#include "tests/ui/support/views_project.h"

#include <gtest/gtest.h>

#include <QTest>

namespace haberdash::ui {
namespace {

Json beginning(const char* const run, const int done, const int epochs) {
    return {{"stage", "train"},
            {"done", done},
            {"total", epochs},
            {"run", run},
            {"best_epoch", 0},
            {"patience", 10}};
}

Json epochLine(const char* const run, const int epoch, const int epochs, const int bestEpoch) {
    Json line = beginning(run, epoch, epochs);
    line["best_epoch"] = bestEpoch;
    line["epoch"] = epoch;
    line["train_loss"] = 0.5;
    line["val"] = {{"loss", 0.6}, {"ndcg@10", 0.1 * epoch}};
    return line;
}

/// What the panel showed after a line that a job had written.
struct Shown {
    QString title;
    QString status;
    std::size_t points = 0;
};

/// A job that writes the lines of a training, and nothing else.
class LivePanelTest : public testing::Test {
  protected:
    std::vector<Shown> follow(const std::vector<Json>& lines,
                              const int runs,
                              const std::vector<EpochRecord>& before = {}) {
        QString script;
        for (const Json& line : lines) {
            script += QStringLiteral("echo '%1' >&2\n").arg(QString::fromStdString(line.dump()));
        }
        Job* const job = shell_.start(QStringLiteral("Train"), {QStringLiteral("-c"), script});
        panel_.follow(job, options_, runs, before);
        std::vector<Shown> shown;
        QObject::connect(job, &Job::progressed, &panel_, [&] {
            shown.push_back({panel_.title(), panel_.status(), panel_.curve().epochs().size()});
        });
        EXPECT_TRUE(QTest::qWaitFor([&] { return !panel_.isFollowing(); }, test::kPatience));
        return shown;
    }

    EngineClient shell_{QStringLiteral("/bin/sh")};
    TrainOptions options_;
    LivePanel panel_;
};

TEST_F(LivePanelTest, AResumedRunWhoseHistoryIsALineAheadKeepsItsCurve) {
    const std::vector<EpochRecord> before{{.epoch = 1, .isBest = true}, {.epoch = 2}, {.epoch = 3}};
    const auto shown = follow(
        {beginning("r1", 2, 9), epochLine("r1", 3, 9, 1), epochLine("r1", 4, 9, 4)}, 1, before);
    ASSERT_EQ(shown.size(), 3U);
    EXPECT_TRUE(shown[0].status.startsWith(QStringLiteral("Epoch 3 of 9")));
    EXPECT_EQ(shown[1].points, 3U);
    EXPECT_EQ(shown[2].points, 4U);
    EXPECT_EQ(shown[2].title, QStringLiteral("Training"));
}

TEST_F(LivePanelTest, EachRunOfAnAblationHasItsOwnLengthAndCurve) {
    const auto shown = follow({beginning("r1", 0, 2),
                               epochLine("r1", 1, 2, 1),
                               epochLine("r1", 2, 2, 2),
                               beginning("r2", 0, 200),
                               epochLine("r2", 5, 200, 5)},
                              0);
    ASSERT_EQ(shown.size(), 5U);
    EXPECT_EQ(shown[2].points, 2U);
    EXPECT_EQ(shown[3].points, 0U);
    EXPECT_EQ(shown[3].title, QStringLiteral("Training, run 2"));
    EXPECT_TRUE(shown[3].status.startsWith(QStringLiteral("Epoch 1 of 200")));
    EXPECT_EQ(shown[4].points, 1U);
    EXPECT_TRUE(shown[4].status.startsWith(QStringLiteral("Epoch 6 of 200")));
}

TEST_F(LivePanelTest, OfSeveralSeedsItSaysWhichOneLearns) {
    const auto shown = follow({beginning("r4", 0, 1),
                               epochLine("r4", 1, 1, 1),
                               beginning("r5", 0, 1),
                               epochLine("r5", 1, 1, 1)},
                              3);
    ASSERT_EQ(shown.size(), 4U);
    EXPECT_EQ(shown[1].title, QStringLiteral("Training 1 of 3"));
    EXPECT_EQ(shown[3].title, QStringLiteral("Training 2 of 3"));
}

TEST_F(LivePanelTest, WhichRunOfHowManyLearnsTheEngineTells) {
    const auto numberLine = [](const int number) {
        return Json{
            {"stage", "runs"}, {"done", number - 1}, {"total", 27}, {"number", number}, {"of", 27}};
    };
    const auto shown = follow({numberLine(6),
                               beginning("r9", 0, 2),
                               epochLine("r9", 1, 2, 1),
                               numberLine(7),
                               beginning("r10", 0, 2)},
                              0);
    ASSERT_EQ(shown.size(), 5U);
    EXPECT_EQ(shown[0].title, QStringLiteral("Training 6 of 27"));
    EXPECT_EQ(shown[2].title, QStringLiteral("Training 6 of 27"));
    EXPECT_EQ(shown[2].points, 1U);
    EXPECT_EQ(shown[4].title, QStringLiteral("Training 7 of 27"));
    EXPECT_EQ(shown[4].points, 0U);
    EXPECT_EQ(panel_.runNumber(), 7);
    EXPECT_EQ(panel_.runs(), 27);
}

TEST_F(LivePanelTest, ARunThatWasStoppedBeforeAnEpochKeptNone) {
    panel_.showRun({.id = "r1", .state = RunState::Cancelled, .hasModel = true}, {});
    EXPECT_TRUE(
        panel_.status().startsWith(QStringLiteral("Stopped early, before an epoch was finished")));
}

TEST_F(LivePanelTest, PatienceIsCountedFromTheUntrainedStartWhereNothingWasBetter) {
    const auto shown =
        follow({beginning("r1", 0, 9), epochLine("r1", 1, 9, 0), epochLine("r1", 2, 9, 0)}, 1);
    ASSERT_EQ(shown.size(), 3U);
    EXPECT_TRUE(shown[2].status.contains(
        QStringLiteral("no epoch was better than the untrained start · patience 2 of 10")))
        << shown[2].status.toStdString();
}

TEST_F(LivePanelTest, WhatTheEngineIsAtIsSaidInTheWindowsLanguage) {
    const test::German german;
    const auto shown = follow({{{"stage", "data"}, {"done", 0}, {"total", 1}}}, 1);
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_TRUE(shown[0].status.contains(QStringLiteral("Daten"))) << shown[0].status.toStdString();
}

}  // namespace
}  // namespace haberdash::ui
