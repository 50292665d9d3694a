// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/tune.h"

#include "core/data/base/error.h"
#include "core/data/runs/run_store.h"
#include "core/learn/model/model_file.h"
#include "tests/core/learn/small_shop.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace haberdash {
namespace {

using test::makeShop;
using test::quickOptions;
using test::TemporaryFolder;

class TuneTest : public testing::Test {
  protected:
    TuneOptions options_{
        .kinds = {"bpr-mf", "item-knn", "popularity"}, .trials = 3, .firstEpochs = 1, .rounds = 2};
    TemporaryFolder folder_;
    Project project_ = makeShop(folder_.path() / "shop.hab", {.products = 60, .shoppers = 20});
};

TEST_F(TuneTest, GivesEveryKindItsTrialsAndNamesTheBest) {
    const Json result = tune(project_, quickOptions(), options_, Monitor());
    ASSERT_EQ(result["best"].size(), 3U);
    double above = 2;
    for (const Json& best : result["best"]) {
        EXPECT_LE(best["value"].get<double>(), above);
        above = best["value"].get<double>();
        EXPECT_EQ(best["trials"].get<int>(), best["kind"] == "popularity" ? 1 : 3);
        for (const Json& trial : result["trials"]) {
            if (trial["kind"] == best["kind"]) {
                EXPECT_GE(best["value"].get<double>(), trial["value"].get<double>());
            }
        }
    }
    // A third of the trials of bpr-mf came to the second round and trained on.
    int longer = 0;
    for (const Json& trial : result["trials"]) {
        longer += trial["kind"] == "bpr-mf" && trial["epochs"] == 3 ? 1 : 0;
    }
    EXPECT_EQ(longer, 1);
}

TEST_F(TuneTest, NeverOpensTheTestPart) {
    tune(project_, quickOptions(), options_, Monitor());
    for (const haberdash::Run& run : RunStore(project_.runsFolder()).all()) {
        EXPECT_EQ(run.testOpened, 0);
        EXPECT_FALSE(RunStore(project_.runsFolder()).evaluation(run.id, "test").has_value());
    }
}

TEST_F(TuneTest, GoesOnWhereItWasStopped) {
    const TemporaryFolder other;
    Project whole = makeShop(other.path() / "shop.hab", {.products = 60, .shoppers = 20});
    const Json expected = tune(whole, quickOptions(), options_, Monitor());
    std::stop_source stop;
    int steps = 0;
    const Monitor stopping(
        [&](const Progress& progress) {
            if (progress.stage.starts_with("epoch") && ++steps == 4) {
                stop.request_stop();
            }
        },
        stop.get_token());
    EXPECT_THROW(tune(project_, quickOptions(), options_, stopping), Cancelled);
    const Json resumed = tune(project_, quickOptions(), options_, Monitor());
    ASSERT_EQ(resumed["trials"].size(), expected["trials"].size());
    for (std::size_t trial = 0; trial < resumed["trials"].size(); ++trial) {
        EXPECT_EQ(resumed["trials"][trial]["value"], expected["trials"][trial]["value"]);
        EXPECT_EQ(resumed["trials"][trial]["options"], expected["trials"][trial]["options"]);
    }
    EXPECT_EQ(RunStore(project_.runsFolder()).all().size(),
              RunStore(whole.runsFolder()).all().size());
}

TEST_F(TuneTest, ATrialThatFailsInALaterRoundIsNotTheBest) {
    options_.kinds = {"bpr-mf"};
    std::stop_source stop;
    const Monitor stopping(
        [&](const Progress& progress) {
            if (progress.stage == "bpr-mf round 2") {
                stop.request_stop();
            }
        },
        stop.get_token());
    EXPECT_THROW(tune(project_, quickOptions(), options_, stopping), Cancelled);
    const RunStore store(project_.runsFolder());
    std::string best;
    double value = -1;
    for (const haberdash::Run& run : store.all()) {
        if (run.validation.at("ndcg@10") > value) {
            value = run.validation.at("ndcg@10");
            best = run.id;
        }
    }
    const std::filesystem::path checkpoint = store.folder(best) / "checkpoint.safetensors";
    ModelFile damaged = readModel(checkpoint);
    damaged.integers.erase("adam.steps");
    writeModel(checkpoint, damaged);
    const Json result = tune(project_, quickOptions(), options_, Monitor());
    ASSERT_EQ(result["best"].size(), 1U);
    EXPECT_NE(result["best"][0]["run"], best);
    EXPECT_NE(result["best"][0]["run"], "");
    EXPECT_LE(result["best"][0]["value"].get<double>(), value);
}

TEST_F(TuneTest, RefusesTheRecordOfAnotherSearch) {
    options_.kinds = {"popularity"};
    tune(project_, quickOptions(), options_, Monitor());
    options_.seed = 8;
    EXPECT_THROW(tune(project_, quickOptions(), options_, Monitor()), Error);
    options_.name = "second";
    EXPECT_NO_THROW(tune(project_, quickOptions(), options_, Monitor()));
}

}  // namespace
}  // namespace haberdash
