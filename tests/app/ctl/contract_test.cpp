// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/run_store.h"
#include "core/data/store/project.h"
#include "core/data/store/schema.h"
#include "tests/app/ctl/run_ctl.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

// What others script against: the keys that the result of each verb holds at least, on a small
// sample; and that two processes which want the same thing are told so.

namespace haberdash::test {
namespace {

class Contract : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        scratch = std::make_unique<ScratchFolder>("contract");
        project = (*scratch / "small.hab").string();
        sample = runCtl({"sample", project, "--products", "120", "--shoppers", "50", "--json"});
        features =
            runCtl({"features", project, "--text", "tfidf", "--image", "descriptors", "--json"});
        trained =
            runCtl({"train", project, "--preset", "quick", "--set", "train.epochs=2", "--json"});
        floor = runCtl({"train", project, "--preset", "popularity", "--json"});
    }

    static void TearDownTestSuite() { scratch.reset(); }

    static inline std::unique_ptr<ScratchFolder> scratch;
    static inline std::string project;
    static inline Outcome sample;
    static inline Outcome features;
    static inline Outcome trained;
    static inline Outcome floor;
};

void expectKeys(const Json& object, const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
        EXPECT_TRUE(object.contains(key))
            << key << " is missing in " << object.dump().substr(0, 400);
    }
}

Json resultOf(const std::vector<std::string>& words) {
    const Outcome outcome = runCtl(words);
    EXPECT_EQ(outcome.code, 0) << words.front() << ": " << outcome.err;
    return outcome.code == 0 ? outcome.json() : Json::object();
}

// One line for a person: what, where, what to do.
void expectOneSentence(const Outcome& outcome) {
    EXPECT_EQ(outcome.code, 1) << outcome.out;
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
    EXPECT_TRUE(outcome.err.starts_with("haberdashctl: ")) << outcome.err;
}

// The default would be another where encoders with weights are installed.
TEST_F(Contract, FeaturesStayOfTheEncodersThatWereChosen) {
    const Json again = resultOf({"features", project, "--json"});
    EXPECT_EQ(again["text"]["encoder"], "tfidf");
    EXPECT_EQ(again["image"]["encoder"], "descriptors");
    EXPECT_EQ(again["text"]["computed"], 0);
}

TEST_F(Contract, SampleFeaturesAndTrain) {
    expectKeys(sample.json(), {"products", "shoppers", "events"});
    for (const char* const modality : {"text", "image"}) {
        expectKeys(features.json().at(modality),
                   {"encoder", "dimension", "computed", "reused", "skipped", "items_per_second"});
    }
    for (const Outcome* const outcome : {&trained, &floor}) {
        expectKeys(outcome->json(),
                   {"run",
                    "kind",
                    "epochs",
                    "best_epoch",
                    "validation",
                    "seconds",
                    "examples_per_second"});
    }
}

TEST_F(Contract, Runs) {
    const Json runs = resultOf({"runs", project, "--json"}).at("runs");
    ASSERT_EQ(runs.size(), 2U);
    for (const Json& run : runs) {
        expectKeys(run, {"run", "kind", "created", "state", "config", "dataset", "metrics"});
    }
    expectKeys(resultOf({"runs", project, "--diff", "r1", "r2", "--json"}),
               {"runs", "config", "metrics", "same_dataset"});
}

TEST_F(Contract, Evaluate) {
    const Json result =
        resultOf({"evaluate", project, "--run", "r1", "--run", "r2", "--split", "test", "--json"});
    ASSERT_EQ(result.at("runs").size(), 2U);
    for (const Json& run : result.at("runs")) {
        expectKeys(run, {"run", "users", "dropped_users", "metrics", "binary"});
        for (const char* const metric :
             {"precision", "recall", "f1", "hit", "mrr", "ndcg", "map", "map_rel"}) {
            for (const char* const cutoff : {"@5", "@10", "@20"}) {
                expectKeys(run.at("metrics"), {std::string(metric) + cutoff});
                expectKeys(run.at("metrics").at(std::string(metric) + cutoff),
                           {"mean", "low", "high"});
            }
        }
    }
    expectKeys(result.at("runs")[0].at("binary"),
               {"accuracy", "precision", "recall", "f1", "roc_auc", "log_loss"});
    ASSERT_FALSE(result.at("comparisons").empty());
    expectKeys(result.at("comparisons")[0],
               {"a", "b", "metric", "difference", "low", "high", "p", "p_holm"});
}

TEST_F(Contract, RecommendAndSimilar) {
    const Json similar =
        resultOf({"similar", project, "--text", "red dress", "--k", "3", "--json"}).at("items");
    ASSERT_EQ(similar.size(), 3U);
    expectKeys(similar[0], {"id", "similarity"});
    const Json ranked = resultOf({"recommend",
                                  project,
                                  "--run",
                                  "r1",
                                  "--history",
                                  similar[0].at("id").get<std::string>(),
                                  "--explain",
                                  "--json"})
                            .at("items");
    ASSERT_EQ(ranked.size(), 10U);
    expectKeys(ranked[0], {"id", "score", "probability", "rank", "reasons"});
    expectKeys(ranked[0].at("reasons"), {"modalities", "events"});
}

TEST_F(Contract, Rules) {
    const std::string id = resultOf(
        {"recommend", project, "--run", "r1", "--history", "HD00001", "--json"})["items"][0]["id"];
    resultOf({"rules", project, "pin", id, "--place", "2", "--json"});
    resultOf({"rules", project, "hide", "--where", "category=Dresses", "--json"});
    const Json rules = resultOf({"rules", project, "list", "--json"})["rules"];
    ASSERT_EQ(rules.size(), 2U);
    EXPECT_EQ(rules[0]["kind"], "pin");
    EXPECT_EQ(rules[0]["place"], 2);
    const Json cost = resultOf({"rules", project, "cost", "--run", "r1", "--json"});
    expectKeys(cost["cost"], {"metric", "difference", "low", "high"});
    expectOneSentence(runCtl({"rules", project, "pin", "HD00001", "HD00002"}));  // 1, and 2 as well
    EXPECT_EQ(resultOf({"rules", project, "remove", "1", "--json"})["rules"].size(), 1U);
    expectOneSentence(runCtl({"rules", project, "remove", "7"}));
    expectOneSentence(runCtl({"rules", project, "pin", "nobody"}));
}

TEST_F(Contract, Replay) {
    const Json result = resultOf({"replay",
                                  project,
                                  "--session",
                                  "3",
                                  "--run",
                                  "r1",
                                  "--run",
                                  "r2",
                                  "--without",
                                  "1",
                                  "--clicks",
                                  "dependent",
                                  "--json"});
    expectKeys(result,
               {"steps",
                "overlap",
                "tau",
                "end",
                "runs",
                "k",
                "clicks",
                "simulated_clicks",
                "advantage",
                "simulated",
                "session",
                "user"});
    EXPECT_TRUE(result.at("simulated").get<bool>());
    EXPECT_EQ(result.at("clicks").at("attraction"), "taste");
    for (const Json& step : result.at("steps")) {
        expectKeys(step, {"event", "id", "kind", "seen", "lists", "overlap", "tau"});
        EXPECT_NE(step.at("event"), 1);
        expectKeys(step.at("lists").at(1), {"run", "rank", "items", "clicks"});
    }
    expectOneSentence(runCtl({"replay", project, "--session", "999999", "--run", "r1"}));
    EXPECT_EQ(runCtl({"replay", project, "--run", "r1"}).code, 2);
}

TEST_F(Contract, ImportTwiceAndDryRun) {
    std::ofstream(*scratch / "shop.csv") << "id,title,price\n1,Red dress,30\n2,Blue shirt,20\n";
    const std::string shop = (*scratch / "shop.hab").string();
    const std::string from = (*scratch / "shop.csv").string();
    const std::vector<std::string> keys{"format",
                                        "products_added",
                                        "products_updated",
                                        "products_unchanged",
                                        "events_added",
                                        "images_ok",
                                        "images_missing",
                                        "images_corrupt",
                                        "rows_rejected",
                                        "rejects_file"};
    expectKeys(resultOf({"import", shop, "--from", from, "--dry-run", "--json"}), keys);
    EXPECT_FALSE(std::filesystem::exists(shop));
    const Json first = resultOf({"import", shop, "--from", from, "--json"});
    expectKeys(first, keys);
    EXPECT_EQ(first.at("products_added"), 2);
    EXPECT_EQ(resultOf({"import", shop, "--from", from, "--json"}).at("products_unchanged"), 2);
}

TEST_F(Contract, SimulateExportAndSafety) {
    const std::string copy = (*scratch / "simulated.hab").string();
    std::filesystem::copy(project, copy, std::filesystem::copy_options::recursive);
    expectKeys(resultOf({"simulate", copy, "--shoppers", "5", "--sessions", "1", "--json"}),
               {"seed", "sessions", "events", "clicks_per_session", "click_parameters"});
    const Json dependent = resultOf({"simulate",
                                     copy,
                                     "--shoppers",
                                     "3",
                                     "--sessions",
                                     "1",
                                     "--policy",
                                     "r1",
                                     "--clicks",
                                     "dependent",
                                     "--persistence",
                                     "0.5",
                                     "--json"});
    EXPECT_EQ(dependent.at("seed"), 8);
    expectKeys(dependent.at("click_parameters").at("persistence"),
               {"true", "estimate", "low", "high"});
    EXPECT_EQ(dependent.at("click_parameters").at("persistence").at("true"), 0.5);
    const Json judged = resultOf({"evaluate", copy, "--run", "r1", "--taste", "8", "--json"});
    expectKeys(judged, {"seed", "shoppers", "chance", "runs", "comparisons"});
    EXPECT_EQ(judged.at("shoppers"), 3);
    expectOneSentence(runCtl({"evaluate", copy, "--run", "r1", "--taste", "99"}));
    expectOneSentence(runCtl({"simulate", copy, "--seed", "8"}));
    expectOneSentence(runCtl({"simulate", copy, "--policy", "r99", "--seed", "9"}));
    for (const char* const what : {"catalog", "events"}) {
        const std::string to = (*scratch / what).string() + ".jsonl";
        const Json exported = resultOf({"export", project, "--what", what, "--to", to, "--json"});
        expectKeys(exported, {"path", "rows"});
        EXPECT_GT(exported.at("rows").get<int>(), 0);
    }
    std::ifstream catalog((*scratch / "catalog").string() + ".jsonl");
    std::string line;
    std::getline(catalog, line);
    expectKeys(Json::parse(line),
               {"id", "title", "description", "category", "colour", "brand", "price", "image"});
    const std::string backup = (*scratch / "backup.db").string();
    expectKeys(resultOf({"backup", copy, "--to", backup, "--json"}), {"ok", "problems"});
    expectKeys(resultOf({"restore", copy, "--from", backup, "--json"}), {"ok", "problems"});
    EXPECT_EQ(resultOf({"check", copy, "--json"}).at("ok"), true);
}

TEST_F(Contract, EncodersAndFinetune) {
    bool hasMobilenet = false;
    const Json encoders = resultOf({"encoders", "--json"}).at("encoders");
    ASSERT_FALSE(encoders.empty());
    for (const Json& encoder : encoders) {
        expectKeys(encoder, {"name", "kind", "dimension", "source", "licence", "sha256", "ready"});
        hasMobilenet |= encoder.at("name") == "mobilenet" && encoder.at("ready") == true;
    }
    if (!hasMobilenet) {
        GTEST_SKIP() << "the encoder mobilenet is not installed, so that nothing can be fine-tuned";
    }
    const Json tuned = resultOf(
        {"finetune", project, "--image", "mobilenet", "--set", "finetune.epochs=1", "--json"});
    expectKeys(tuned, {"encoder", "epochs", "metric_before", "metric_after"});
}

TEST_F(Contract, KilledTrainingIsInterruptedAndCanBeDeleted) {
    const Stopped killed = stopCtl({"train",
                                    project,
                                    "--preset",
                                    "quick",
                                    "--set",
                                    "train.epochs=200",
                                    "--set",
                                    "train.patience=200",
                                    "--progress",
                                    "jsonl"},
                                   "\"epoch\"",
                                   SIGKILL);
    ASSERT_TRUE(killed.wasSeen) << killed.outcome.err;
    const Json last = resultOf({"runs", project, "--json"}).at("runs").back();
    EXPECT_EQ(last.at("state"), "interrupted");
    const std::string run = last.at("run").get<std::string>();
    {
        const FileLock other = RunStore(project + "/runs").hold(run);
        const Outcome refused = runCtl({"train", project, "--resume", run});
        expectOneSentence(refused);
        EXPECT_NE(refused.err.find("in use by another process"), std::string::npos) << refused.err;
        expectOneSentence(runCtl({"runs", project, "--delete", run}));
    }
    const Json left = resultOf({"runs", project, "--delete", run, "--json"}).at("runs");
    EXPECT_TRUE(std::ranges::none_of(left, [&](const Json& row) { return row["run"] == run; }));
}

TEST_F(Contract, SecondWriterIsToldWhoHoldsTheProject) {
    std::ofstream(*scratch / "more.csv") << "id,title,price\n77,Green scarf,9\n";
    Project held = Project::open(project, Access::ReadWrite);
    const Transaction transaction(held.database());
    const Outcome refused = runCtl({"import", project, "--from", (*scratch / "more.csv").string()});
    expectOneSentence(refused);
    EXPECT_NE(refused.err.find("being written by another"), std::string::npos) << refused.err;
}

TEST_F(Contract, OlderProjectIsAnsweredByTheEngine) {
    const std::string older = (*scratch / "older.hab").string();
    std::filesystem::create_directory(older);
    {
        Database database(std::filesystem::path(older) / "project.db", Access::ReadWrite);
        migrateProject(database, 1);
    }
    const Outcome outcome = runCtl({"engine", older}, "{\"id\":1,\"op\":\"state\"}\n");
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.json().at("ok"), true) << outcome.out;
}

}  // namespace
}  // namespace haberdash::test
