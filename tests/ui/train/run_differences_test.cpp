// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/run_differences.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace haberdash::ui {
namespace {

std::vector<Run> twoRuns() {
    Run first{.id = "r1", .kind = "multimodal", .state = RunState::Done, .seconds = 10};
    first.config = {{"train.epochs", 5}, {"train.seed", 7}};
    first.dataset = "abc";
    first.validation = {{"ndcg@10", 0.1}};
    Run second = first;
    second.id = "r2";
    second.config["train.epochs"] = 9;
    second.validation["ndcg@10"] = 0.2;
    return {first, second};
}

const RunDifference* find(const std::vector<RunDifference>& rows, const char* name) {
    const auto found = std::ranges::find(rows, QLatin1String(name), &RunDifference::name);
    return found == rows.end() ? nullptr : &*found;
}

TEST(RunDifferences, OnlyWhatDiffersIsLeft) {
    const auto rows = compareRuns(twoRuns(), true);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(find(rows, "Epochs")->values, QStringList({"5", "9"}));
    EXPECT_EQ(find(rows, "NDCG@10")->values, QStringList({"0.1000", "0.2000"}));
}

TEST(RunDifferences, AllOfThemSayWhichDiffer) {
    const auto rows = compareRuns(twoRuns(), false);
    EXPECT_TRUE(find(rows, "Epochs")->differs);
    ASSERT_NE(find(rows, "Seed"), nullptr);
    EXPECT_FALSE(find(rows, "Seed")->differs);
}

// The cause beside the effect, and what else there is below.
TEST(RunDifferences, TheMetricTrainedForAndTheSettingsComeBeforeOtherResults) {
    auto runs = twoRuns();
    for (auto& run : runs) {
        run.config["train.metric"] = "recall@10";
        run.validation["recall@10"] = run.validation["ndcg@10"] / 2;
    }
    QStringList names;
    for (const RunDifference& row : compareRuns(runs, true)) {
        names << row.name;
    }
    EXPECT_EQ(names, QStringList({"Recall@10", "Epochs", "NDCG@10"}));
}

TEST(RunDifferences, WhatAKindDoesNotReadIsNotSaidOfIt) {
    auto runs = twoRuns();
    runs[0].config["model.fusion"] = "gate";
    runs[1].config["model.fusion"] = "gate";
    runs[1].kind = "popularity";
    EXPECT_EQ(find(compareRuns(runs, true), "Fusion")->values.back(), QStringLiteral("–"));
    EXPECT_EQ(find(compareRuns(runs, false), "Epochs")->values, QStringList({"5", "–"}));
    EXPECT_EQ(find(compareRuns(runs, true), "Epochs"), nullptr);
    runs[0].kind = "popularity";
    EXPECT_EQ(find(compareRuns(runs, false), "Fusion"), nullptr);
    EXPECT_EQ(find(compareRuns(runs, false), "Epochs"), nullptr);
}

TEST(RunDifferences, MetricsSayHowFarTheyAreFromTheBaseline) {
    const auto runs = twoRuns();
    EXPECT_EQ(find(compareRuns(runs, true, "r1"), "NDCG@10")->values,
              QStringList({"0.1000", "0.2000 (+0.1000)"}));
    EXPECT_EQ(find(compareRuns(runs, true, "r2"), "NDCG@10")->values,
              QStringList({QStringLiteral("0.1000 (−0.1000)"), QStringLiteral("0.2000")}));
}

TEST(RunDifferences, OfTheDataIsSaidWhatPeopleAskFor) {
    auto runs = twoRuns();
    runs[0].data = {{"events", 100}, {"newest", {{"session", 1}}}, {"encoders", {{"text", "use"}}}};
    runs[1].data = {{"events", 120}, {"newest", {{"session", 9}}}};
    const auto rows = compareRuns(runs, true);
    EXPECT_EQ(find(rows, "Events")->values, QStringList({"100", "120"}));
    EXPECT_EQ(find(rows, "Text encoder")->values, QStringList({"use", "–"}));
    EXPECT_EQ(std::ranges::count(rows, QStringLiteral("Data"), &RunDifference::group), 2);
}

TEST(RunDifferences, WhatARunLacksIsADash) {
    auto runs = twoRuns();
    runs[1].config.erase("train.seed");
    EXPECT_EQ(find(compareRuns(runs, true), "Seed")->values, QStringList({"7", "–"}));
}

}  // namespace
}  // namespace haberdash::ui
