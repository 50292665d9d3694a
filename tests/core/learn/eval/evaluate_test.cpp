// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/evaluate.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/runs/run_store.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"

#include <SQLiteCpp/Database.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <sstream>

namespace haberdash {
namespace {

using test::makeShop;
using test::quickOptions;
using test::TemporaryFolder;

// The definitions once more, from the TREC files, in another language and with plain loops.
constexpr const char* kReferee = R"py(
import collections, json, math, sys
folder, run, k = sys.argv[1], sys.argv[2], int(sys.argv[3])
relevant = collections.defaultdict(set)
for line in open(folder + "/qrels.txt"):
    user, _, item, gain = line.split()
    relevant[user].add(item)
ranking = collections.defaultdict(list)
last = {}
for line in open(folder + "/" + run + ".run"):
    user, _, item, rank, score, _ = line.split()
    assert float(score) < last.get(user, math.inf), line
    last[user] = float(score)
    ranking[user].append(item)
assert set(ranking) == set(relevant)
sums = collections.defaultdict(float)
for user, wanted in relevant.items():
    hits, dcg, precisions, first = 0, 0.0, 0.0, 0.0
    for place, item in enumerate(ranking[user][:k], 1):
        if item in wanted:
            hits += 1
            dcg += 1 / math.log(place + 1, 2)
            precisions += hits / place
            first = first or 1 / place
    ideal = sum(1 / math.log(place + 1, 2) for place in range(1, min(len(wanted), k) + 1))
    p, r = hits / k, hits / len(wanted)
    for name, value in (("precision", p), ("recall", r), ("f1", 2 * p * r / (p + r) if hits else 0),
                        ("hit", 1 if hits else 0), ("mrr", first), ("ndcg", dcg / ideal),
                        ("map", precisions / min(len(wanted), k)), ("map_rel", precisions / len(wanted))):
        sums[name] += value / len(relevant)
for name, value in sums.items():
    print(name, repr(value))
)py";

class EvaluateTest : public testing::Test {
  protected:
    std::string trained(const std::string& kind) {
        TrainOptions options = quickOptions();
        options.kind = kind;
        return train(project_, options, Monitor()).id;
    }

    TemporaryFolder folder_;
    Project project_ = makeShop(folder_.path() / "shop.hab", {.products = 150, .shoppers = 150});
};

TEST_F(EvaluateTest, HoldsEveryFigureThatTheContractNames) {
    const std::vector<std::string> runs{
        trained("popularity"), trained("content"), trained("random")};
    const Json result = evaluate(project_, runs, {}, Monitor());
    ASSERT_EQ(result["runs"].size(), 3U);
    for (const Json& run : result["runs"]) {
        EXPECT_GT(run["users"], 20);
        for (const char* metric :
             {"precision", "recall", "f1", "hit", "mrr", "ndcg", "map", "map_rel"}) {
            for (const int k : {5, 10, 20}) {
                const Json value = run["metrics"][fmt::format("{}@{}", metric, k)];
                EXPECT_LE(value["low"], value["mean"]);
                EXPECT_GE(value["high"], value["mean"]);
            }
        }
        for (const char* key : {"accuracy", "precision", "recall", "f1", "roc_auc", "log_loss"}) {
            EXPECT_TRUE(run["binary"][key].is_number()) << key;
        }
        EXPECT_TRUE(run["beyond"]["diversity@10"].is_number());
    }
    EXPECT_EQ(result["comparisons"].size(), 3U * 24U);
    EXPECT_TRUE(result["comparisons"][0].contains("p_holm"));
}

TEST_F(EvaluateTest, ContentBeatsChanceOutsideTheInterval) {
    const std::vector<std::string> runs{trained("random"), trained("content")};
    const Json result = evaluate(project_, runs, {}, Monitor());
    for (const Json& row : result["comparisons"]) {
        if (row["metric"] == "ndcg@20") {
            EXPECT_GT(row["low"], 0);
            EXPECT_LT(row["p_holm"], 0.05);
        }
    }
    EXPECT_GT(result["runs"][1]["binary"]["roc_auc"], 0.6);
}

TEST_F(EvaluateTest, AgreesWithAnIndependentRefereeOnTheTrecFiles) {
    if (std::system("python3 -c pass > /dev/null 2>&1") != 0) {
        GTEST_SKIP() << "python3 is not installed";
    }
    const std::string run = trained("item-knn");
    EvaluateOptions options;
    options.trecFolder = folder_.path() / "trec";
    const Json figures = evaluate(project_, {run}, options, Monitor())["runs"][0]["metrics"];
    writeFileAtomically(folder_.path() / "referee.py", kReferee);
    for (const int k : {5, 10, 20}) {
        const std::filesystem::path out = folder_.path() / "figures.txt";
        ASSERT_EQ(0,
                  std::system(fmt::format("python3 {}/referee.py {} {} {} > {}",
                                          folder_.path().string(),
                                          options.trecFolder.string(),
                                          run,
                                          k,
                                          out.string())
                                  .c_str()));
        std::istringstream lines(readFile(out));
        std::string name;
        double value = 0;
        int seen = 0;
        while (lines >> name >> value) {
            EXPECT_NEAR(figures[fmt::format("{}@{}", name, k)]["mean"].get<double>(), value, 1e-9)
                << name << k;
            ++seen;
        }
        EXPECT_EQ(seen, 8);
    }
}

TEST_F(EvaluateTest, FirstLookAtTheTestSplitIsNotedOnce) {
    const RunStore store(project_.runsFolder());
    const std::string run = trained("popularity");
    evaluate(project_, {run}, {.split = "validation"}, Monitor());
    EXPECT_EQ(store.run(run).testOpened, 0);
    evaluate(project_, {run}, {}, Monitor());
    const std::int64_t first = store.run(run).testOpened;
    EXPECT_GT(first, 0);
    store.change(run, [](haberdash::Run& record) { record.testOpened -= 100; });
    evaluate(project_, {run}, {}, Monitor());
    EXPECT_EQ(store.run(run).testOpened, first - 100);
    {
        const FileLock training = store.hold(run);

        EXPECT_NO_THROW(evaluate(project_, {run}, {}, Monitor()));
    }
    EXPECT_TRUE(store.evaluation(run, "test").has_value());
    EXPECT_TRUE(store.evaluation(run, "validation").has_value());
    EXPECT_TRUE(std::filesystem::exists(store.folder(run) / "users-test.csv"));
}

TEST_F(EvaluateTest, AnotherGainChangesNdcgAloneAndIsNotSaved) {
    project_.database().connection().exec(
        "UPDATE events SET kind = 1 WHERE kind = 2 AND id % 2 = 0");
    const std::string run = trained("item-knn");
    const Json usual = evaluate(project_, {run}, {}, Monitor())["runs"][0]["metrics"];
    const std::optional<Json> saved = RunStore(project_.runsFolder()).evaluation(run, "test");
    const Json graded = evaluate(project_, {run}, {.gain = "exp"}, Monitor())["runs"][0]["metrics"];
    EXPECT_EQ(graded["recall@10"], usual["recall@10"]);
    EXPECT_EQ(graded["map@10"], usual["map@10"]);
    EXPECT_NE(graded["ndcg@10"], usual["ndcg@10"]);
    EXPECT_EQ(RunStore(project_.runsFolder()).evaluation(run, "test"), saved);
    EXPECT_THROW(evaluate(project_, {run}, {.gain = "square"}, Monitor()), Error);
    EXPECT_THROW(
        evaluate(project_, {run}, {.gain = "exp", .trecFolder = folder_.path()}, Monitor()), Error);
}

TEST_F(EvaluateTest, RefusesAProtocolThatTheRunWasNotTrainedUnder) {
    const std::string run = trained("popularity");
    EXPECT_THROW(evaluate(project_, {run}, {.protocol = "leave-last"}, Monitor()), Error);
    EXPECT_THROW(evaluate(project_, {"r77"}, {}, Monitor()), Error);
}

TEST_F(EvaluateTest, StopsWhenAsked) {
    const std::string run = trained("popularity");
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(evaluate(project_, {run}, {}, Monitor({}, stop.get_token())), Cancelled);
}

}  // namespace
}  // namespace haberdash
