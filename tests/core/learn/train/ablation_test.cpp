// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/ablation.h"

#include "core/data/base/error.h"
#include "tests/core/learn/small_shop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace haberdash {
namespace {

using test::makeShop;
using test::quickOptions;
using test::TemporaryFolder;

TEST(Ablation, TrainsEveryPartWithEverySeedAndSaysSoOnTheRuns) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "shop.hab");
    TrainOptions options = quickOptions();
    options.epochs = 1;
    const std::vector<AblationRow> rows =
        ablate(project, options, AblationOf::Modalities, 2, Monitor());
    ASSERT_EQ(rows.size(), 11U);
    for (const AblationRow& row : rows) {
        const bool isFloor =
            row.name == "item-knn" || row.name == "content" || row.name == "popularity";
        ASSERT_EQ(row.runs.size(), isFloor ? 1U : 2U) << row.name;
        EXPECT_EQ(RunStore(project.runsFolder()).run(row.runs.front().id).note,
                  "Ablation: " + row.name);
        EXPECT_TRUE(isFloor ||
                    row.runs[0].config["train.seed"] != row.runs[1].config["train.seed"]);
    }
    EXPECT_EQ(rows[4].runs.front().config["model.modalities"], "text");
    EXPECT_EQ(rows[7].name, "ids");
    EXPECT_EQ(rows[7].runs.front().config["model.kind"], "bpr-mf");
    EXPECT_EQ(rows[7].runs.front().config["train.batch_size"], 4096);
}

TEST(Ablation, TrainsEveryFusionAndEveryLoss) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "shop.hab");
    TrainOptions options = quickOptions();
    options.epochs = 1;
    const auto valuesOf = [&](const AblationOf what, const char* const option) {
        std::vector<std::string> values;
        for (const AblationRow& row : ablate(project, options, what, 1, Monitor())) {
            values.push_back(row.runs.front().config[option]);
            EXPECT_EQ(values.back(), row.name);
        }
        return values;
    };
    EXPECT_THAT(valuesOf(AblationOf::Fusions, "model.fusion"),
                testing::UnorderedElementsAre("concat", "product", "sum", "gate", "attention"));
    EXPECT_THAT(valuesOf(AblationOf::Losses, "train.loss"),
                testing::UnorderedElementsAre("bce", "bpr", "softmax"));
}

TEST(Ablation, APartWithoutFeaturesIsLeftOutWithItsReason) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "shop.hab", {.hasFeatures = false});
    TrainOptions options = quickOptions();
    options.epochs = 1;
    const std::vector<AblationRow> rows =
        ablate(project, options, AblationOf::Modalities, 1, Monitor());
    // "all" is of the facts that there are, as the row of facts is; what names more is no other.
    for (const AblationRow& row : rows) {
        const bool isTrained = row.name == "all" || row.name == "facts" || row.name == "ids" ||
                               row.name == "item-knn" || row.name == "popularity";
        EXPECT_EQ(row.runs.size(), isTrained ? 1U : 0U) << row.name;
        EXPECT_EQ(row.lacking.find("features") != std::string::npos, !isTrained) << row.name;
    }
    EXPECT_NE(rows[1].lacking.find("texts and pictures"), std::string::npos);
}

// What makes the learned model small is not to weaken what it is measured by.
TEST(Ablation, TheSimpleModelsAreAsTheyAreByThemselves) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "shop.hab");
    TrainOptions options = quickOptions();
    options.epochs = 1;
    options.reducedDim = 8;
    options.protocol = "cold-items";
    for (const AblationRow& row : ablate(project, options, AblationOf::Modalities, 1, Monitor())) {
        const Json& config = row.runs.front().config;
        const bool isFloor =
            row.name == "content" || row.name == "item-knn" || row.name == "popularity";
        if (row.name != "ids") {
            EXPECT_EQ(config["model.reduced_dim"], isFloor ? TrainOptions().reducedDim : 8)
                << row.name;
        }
        EXPECT_EQ(config["data.protocol"], "cold-items") << row.name;
    }
}

TEST(Ablation, SaysOfEachRunWhichOfHowManyItIs) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "shop.hab", {.hasFeatures = false});
    TrainOptions options = quickOptions();
    options.epochs = 1;
    std::vector<Json> told;
    const Monitor monitor(
        [&told](const Progress& progress) {
            if (progress.stage == "runs") {
                told.push_back(progress.detail);
            }
        },
        std::stop_token());
    ablate(project, options, AblationOf::Modalities, 2, monitor);
    ASSERT_EQ(told.size(), 8U);  // all, facts and ids twice; item-knn and popularity once
    for (std::size_t i = 0; i < told.size(); ++i) {
        EXPECT_EQ(told[i], (Json{{"number", i + 1}, {"of", 8}}));
    }
}

TEST(Ablation, IsOfTheLearnedModelAlone) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "shop.hab");
    TrainOptions options = quickOptions();
    options.kind = "bpr-mf";
    EXPECT_THROW(ablate(project, options, AblationOf::Modalities, 1, Monitor()), Error);
    EXPECT_TRUE(RunStore(project.runsFolder()).all().empty());
}

TEST(Ablation, SpreadIsMeanAndSampleDeviation) {
    std::vector<haberdash::Run> runs(3);
    runs[0].validation["ndcg@10"] = 0.1;
    runs[1].validation["ndcg@10"] = 0.2;
    runs[2].validation["ndcg@10"] = 0.6;
    const Spread spread = spreadOf(runs, "ndcg@10");
    EXPECT_NEAR(spread.mean, 0.3, 1e-12);
    EXPECT_NEAR(spread.deviation, std::sqrt(0.07), 1e-12);  // (.04 + .01 + .09) / 2
    EXPECT_EQ(spreadOf({runs[0]}, "ndcg@10").deviation, 0);
}

}  // namespace
}  // namespace haberdash
