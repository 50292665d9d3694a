// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/files.h"
#include "tests/app/ctl/run_ctl.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
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

    static std::string trainCall(const std::string& project) {
        return fmt::format(
            "{} train {} --preset quick --set model.dropout=0 --set train.epochs=5 --json "
            "--progress none",
            HABERDASHCTL_PATH,
            project);
    }

    // Both at once; -> what the first printed.
    Json trainedByTwo(const std::string& secondProject) {
        const std::string variables = fmt::format(
            "WORLD_SIZE=2 MASTER_ADDR=127.0.0.1 MASTER_PORT={}", 20000 + getpid() % 20000);
        const std::string call = fmt::format(
            "{0} RANK=1 {2} >{3}/second.out 2>{3}/second.err & {0} RANK=0 {1} >{3}/first.out "
            "2>{3}/first.err; code=$?; wait; exit $code",
            variables,
            trainCall(project_),
            trainCall(secondProject),
            scratch_.path().string());
        code_ = std::system(call.c_str());
        return Json::parse(readFile(scratch_ / "first.out"), nullptr, false);
    }

    ScratchFolder scratch_{"team"};
    std::string project_ = (scratch_ / "small.hab").string();
    int code_ = -1;
};

TEST_F(TeamTest, TwoProcessesLearnWhatOneDoes) {
    const Outcome alone = runCtl({"train",
                                  project_,
                                  "--preset",
                                  "quick",
                                  "--set",
                                  "model.dropout=0",
                                  "--set",
                                  "train.epochs=5",
                                  "--json"});
    ASSERT_EQ(alone.code, 0) << alone.err;
    const Json together = trainedByTwo(project_);
    ASSERT_EQ(code_, 0) << readFile(scratch_ / "first.err");
    EXPECT_EQ(together["epochs"], alone.json()["epochs"]);
    // Without dropout both sum the same figures, in another order.
    for (const char* key : {"ndcg@10", "recall@20"}) {
        EXPECT_NEAR(together["validation"][key].get<double>(),
                    alone.json()["validation"][key].get<double>(),
                    0.02)
            << key;
    }
    const Json second = Json::parse(readFile(scratch_ / "second.out"));
    EXPECT_TRUE(second["run"].is_null());
    // One run more, not two: the second process keeps none.
    EXPECT_EQ(runCtl({"runs", project_, "--json"}).json()["runs"].size(), 2U);
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

}  // namespace
}  // namespace haberdash::test
