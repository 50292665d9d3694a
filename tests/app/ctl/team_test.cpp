// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/files.h"
#include "tests/app/ctl/run_ctl.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <unistd.h>

// Two processes train one run over Gloo, as torchrun would start them.

namespace haberdash::test {
namespace {

class TeamTest : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_EQ(runCtl({"sample", project_, "--products", "120", "--shoppers", "80"}).code, 0);
        ASSERT_EQ(runCtl({"features", project_, "--text", "tfidf", "--image", "descriptors"}).code,
                  0);
    }

    static std::string trainCall(const std::string& project, const std::string& words) {
        return fmt::format(
            "{} train {} {} --json --progress none", HABERDASHCTL_PATH, project, words);
    }

    // Both at once; -> what the first printed.
    Json trainedByTwo(const std::string& secondProject,
                      const std::string& words = kFive,
                      const std::string& secondWords = {}) {
        const std::string variables = fmt::format(
            "WORLD_SIZE=2 MASTER_ADDR=127.0.0.1 MASTER_PORT={}", 20000 + getpid() % 20000);
        const std::string call = fmt::format(
            "{0} RANK=1 {2} >{3}/second.out 2>{3}/second.err & {0} RANK=0 {1} >{3}/first.out "
            "2>{3}/first.err; code=$?; wait; exit $code",
            variables,
            trainCall(project_, words),
            trainCall(secondProject, secondWords.empty() ? words : secondWords),
            scratch_.path().string());
        code_ = std::system(call.c_str());
        return Json::parse(readFile(scratch_ / "first.out"), nullptr, false);
    }

    std::string errorOf(const std::string& rank) const {
        return readFile(scratch_ / (rank + ".err"));
    }

    static constexpr const char* kFive =
        "--preset quick --set model.dropout=0 --set train.epochs=5 --set train.patience=9";
    ScratchFolder scratch_{"team"};
    std::string project_ = (scratch_ / "small.hab").string();
    int code_ = -1;
};

TEST_F(TeamTest, TwoProcessesLearnWhatOneDoesWithinTheNoiseOfSeeds) {
    const std::string out = (scratch_ / "alone.out").string();
    ASSERT_EQ(
        std::system((trainCall(project_, std::string(kFive) + " --seeds 6") + " >" + out).c_str()),
        0);
    const Json alone = Json::parse(readFile(out));
    const Json together = trainedByTwo(project_);
    ASSERT_EQ(code_, 0) << readFile(scratch_ / "first.err");
    EXPECT_EQ(together["epochs"], 5);
    for (const char* key : {"ndcg@10", "recall@20"}) {
        const auto mean = alone["spread"][key]["mean"].get<double>();
        const auto deviation = alone["spread"][key]["deviation"].get<double>();
        EXPECT_GT(deviation, 0);
        EXPECT_LT(3 * deviation, mean) << key << ": noise that says nothing";
        EXPECT_NEAR(together["validation"][key].get<double>(), mean, 3 * deviation) << key;
    }
    const Json second = Json::parse(readFile(scratch_ / "second.out"));
    EXPECT_TRUE(second["run"].is_null());
    // One run more, not two: the second process keeps none.
    EXPECT_EQ(runCtl({"runs", project_, "--json"}).json()["runs"].size(), 7U);
}

// Neither the first nor another one; one that was killed instead would end with 137.
TEST_F(TeamTest, OneThatWaitsForTheOthersCanBeCancelled) {
    for (const int rank : {0, 1}) {
        const std::string call = fmt::format(
            "WORLD_SIZE=2 MASTER_ADDR=127.0.0.1 MASTER_PORT={} RANK={} timeout --preserve-status "
            "-k 20 2 {} 2>/dev/null",
            20000 + getpid() % 20000,
            rank,
            trainCall(project_, kFive));
        const int status = std::system(call.c_str());
        EXPECT_EQ(WEXITSTATUS(status), 130) << rank;
    }
    EXPECT_EQ(runCtl({"runs", project_, "--json"}).json()["runs"].size(), 0U);
}

TEST_F(TeamTest, AKindThatOneProcessTrainsDoesNotWaitForOthers) {
    const std::string call = fmt::format("WORLD_SIZE=2 MASTER_PORT=1 RANK=0 {} 2>{}",
                                         trainCall(project_, "--preset bpr-mf"),
                                         (scratch_ / "first.err").string());
    EXPECT_EQ(WEXITSTATUS(std::system(call.c_str())), 1);
    EXPECT_NE(errorOf("first").find("bpr-mf is trained by one"), std::string::npos)
        << errorOf("first");
}

TEST_F(TeamTest, RefusesToLearnFromDifferentData) {
    const std::string other = (scratch_ / "other.hab").string();
    ASSERT_EQ(
        runCtl({"sample", other, "--products", "120", "--shoppers", "80", "--seed", "8"}).code, 0);
    ASSERT_EQ(runCtl({"features", other, "--text", "tfidf", "--image", "descriptors"}).code, 0);
    trainedByTwo(other);
    EXPECT_NE(code_, 0);
    EXPECT_NE(readFile(scratch_ / "second.err").find("different products or events"),
              std::string::npos);
    EXPECT_EQ(runCtl({"runs", project_, "--json"}).json()["runs"].size(), 0U);
}

TEST_F(TeamTest, RefusesToLearnUnderDifferentOptions) {
    trainedByTwo(project_, kFive, std::string(kFive) + " --set train.seed=8");
    EXPECT_NE(code_, 0);
    for (const char* rank : {"first", "second"}) {
        EXPECT_NE(errorOf(rank).find("different options"), std::string::npos) << errorOf(rank);
    }
    EXPECT_EQ(runCtl({"runs", project_, "--json"}).json()["runs"].size(), 0U);
}

TEST_F(TeamTest, RefusesToLearnFromDifferentVectors) {
    const std::string other = (scratch_ / "other.hab").string();
    std::filesystem::copy(project_, other, std::filesystem::copy_options::recursive);
    ASSERT_EQ(runCtl({"features", other, "--text", "none", "--image", "descriptors"}).code, 0);
    ASSERT_EQ(runCtl({"train", other, "--set", "model.kind=content", "--json"}).code, 0);
    std::filesystem::remove(std::filesystem::path(other) / "features" / "text-tfidf.safetensors");
    trainedByTwo(other);
    EXPECT_NE(code_, 0);
    EXPECT_NE(errorOf("second").find("different vectors or facts"), std::string::npos)
        << errorOf("second");
}

// The second process's copy of the project knows nothing of the run, and learns it from the first.
TEST_F(TeamTest, ResumesToWhatAnUnbrokenTeamLearned) {
    const std::string other = (scratch_ / "other.hab").string();
    std::filesystem::copy(project_, other, std::filesystem::copy_options::recursive);
    const Json whole = trainedByTwo(other);
    ASSERT_EQ(code_, 0) << errorOf("first");
    const std::string two = std::string(kFive) + " --set train.epochs=2";
    const std::string id = trainedByTwo(other, two)["run"];
    ASSERT_EQ(code_, 0) << errorOf("first");
    const std::string longer = "--resume " + id + " --set train.epochs=5";
    const Json resumed = trainedByTwo(other, longer);
    ASSERT_EQ(code_, 0) << errorOf("first") << errorOf("second");
    EXPECT_EQ(resumed["epochs"], 5);
    EXPECT_EQ(resumed["validation"], whole["validation"]);
    trainedByTwo(other, "--resume " + id + " --set train.epochs=7", longer);
    EXPECT_NE(code_, 0);
    EXPECT_NE(errorOf("second").find("different options"), std::string::npos);
}

TEST_F(TeamTest, ShoppersOwnVectorsAreForOneProcess) {
    trainedByTwo(project_, "--set model.shopper_vectors=true");
    EXPECT_NE(code_, 0);
    EXPECT_NE(errorOf("second").find("without WORLD_SIZE"), std::string::npos) << errorOf("second");
    EXPECT_EQ(runCtl({"runs", project_, "--json"}).json()["runs"].size(), 0U);
}

TEST_F(TeamTest, WhatTrainsSeveralRunsIsForOneProcess) {
    setenv("WORLD_SIZE", "2", 1);
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"train", project_, "--seeds", "2"},
          {"tune", project_, "--kinds", "content"},
          {"ablate", project_}}) {
        const Outcome outcome = runCtl(words);
        EXPECT_NE(outcome.code, 0);
        EXPECT_NE(outcome.err.find("without WORLD_SIZE"), std::string::npos) << outcome.err;
    }
    unsetenv("WORLD_SIZE");
    EXPECT_EQ(runCtl({"runs", project_, "--json"}).json()["runs"].size(), 0U);
}

}  // namespace
}  // namespace haberdash::test
