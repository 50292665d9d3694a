// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl/run_ctl.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

// Catalog to recommendation on a small sample, through the command line alone. The encoders are
// those that need no weights, so that the journey is the same on every machine.

namespace haberdash::test {
namespace {

class Journey : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        scratch = std::make_unique<ScratchFolder>("journey");
        project = (*scratch / "small.hab").string();
        sample = runCtl({"sample", project, "--products", "150", "--shoppers", "60", "--json"});
        features =
            runCtl({"features", project, "--text", "tfidf", "--image", "descriptors", "--json"});
        floor = runCtl({"train", project, "--preset", "popularity", "--json"});
        trained = runCtl({"train",
                          project,
                          "--preset",
                          "quick",
                          "--set",
                          "train.epochs=3",
                          "--json",
                          "--progress",
                          "jsonl"});
    }

    static void TearDownTestSuite() { scratch.reset(); }

    static inline std::unique_ptr<ScratchFolder> scratch;
    static inline std::string project;
    static inline Outcome sample;
    static inline Outcome features;
    static inline Outcome floor;
    static inline Outcome trained;
};

std::vector<Json> linesOf(const std::string& text) {
    std::vector<Json> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(Json::parse(line));
    }
    return lines;
}

TEST_F(Journey, SampleHasWhatWasAskedFor) {
    ASSERT_EQ(sample.code, 0) << sample.err;
    EXPECT_EQ(sample.json()["products"], 150);
    EXPECT_EQ(sample.json()["shoppers"], 60);
    EXPECT_GT(sample.json()["events"].get<int>(), 600);
}

TEST_F(Journey, FeaturesAreComputedOnce) {
    ASSERT_EQ(features.code, 0) << features.err;
    EXPECT_EQ(features.json()["image"]["encoder"], "descriptors");
    const Json again =
        runCtl({"features", project, "--text", "tfidf", "--image", "descriptors", "--json"}).json();
    for (const char* modality : {"text", "image"}) {
        EXPECT_EQ(again[modality]["computed"], 0) << modality;
        EXPECT_EQ(again[modality]["reused"], 150) << modality;
    }
}

TEST_F(Journey, TrainingTellsEveryEpochAsOneJsonLine) {
    ASSERT_EQ(trained.code, 0) << trained.err;
    int epochs = 0;
    for (const Json& line : linesOf(trained.err)) {
        EXPECT_TRUE(line.contains("stage") && line.contains("done") && line.contains("total") &&
                    line.contains("eta_low_s") && line.contains("eta_high_s"));
        if (line.contains("epoch")) {
            ++epochs;
            EXPECT_TRUE(std::isfinite(line["train_loss"].get<double>()));
            EXPECT_TRUE(line["val"].contains("ndcg@10"));
        }
    }
    EXPECT_EQ(epochs, trained.json()["epochs"].get<int>());
    EXPECT_EQ(trained.json()["kind"], "multimodal");
}

TEST_F(Journey, RunsListsBothAndTellsWhatDiffers) {
    const Json runs = runCtl({"runs", project, "--json"}).json()["runs"];
    ASSERT_EQ(runs.size(), 2U);
    const Json difference = runCtl({"runs",
                                    project,
                                    "--json",
                                    "--diff",
                                    floor.json()["run"].get<std::string>(),
                                    trained.json()["run"].get<std::string>()})
                                .json();
    EXPECT_TRUE(difference["config"].contains("model.kind"));
    EXPECT_FALSE(difference["config"].contains("train.seed"));
    EXPECT_EQ(difference["same_dataset"], true);
}

TEST_F(Journey, EvaluateWritesMetricsTrecFilesAndAReport) {
    const std::string a = floor.json()["run"].get<std::string>();
    const std::string b = trained.json()["run"].get<std::string>();
    const Outcome outcome = runCtl({"evaluate",
                                    project,
                                    "--run",
                                    a,
                                    "--run",
                                    b,
                                    "--split",
                                    "validation",
                                    "--k",
                                    "5,10",
                                    "--trec",
                                    (*scratch / "trec").string(),
                                    "--report",
                                    (*scratch / "report").string(),
                                    "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const Json result = outcome.json();
    ASSERT_EQ(result["runs"].size(), 2U);
    for (const Json& run : result["runs"]) {
        for (const char* key : {"precision@10",
                                "recall@10",
                                "f1@10",
                                "hit@10",
                                "mrr@10",
                                "ndcg@10",
                                "map@10",
                                "map_rel@10"}) {
            const Json& value = run["metrics"][key];
            EXPECT_LE(value["low"].get<double>(), value["mean"].get<double>()) << key;
            EXPECT_GE(value["high"].get<double>(), value["mean"].get<double>()) << key;
        }
        EXPECT_TRUE(
            std::filesystem::exists(*scratch / "trec" / (run["run"].get<std::string>() + ".run")));
    }
    EXPECT_FALSE(result["comparisons"].empty());
    EXPECT_TRUE(std::filesystem::exists(*scratch / "trec" / "qrels.txt"));
    EXPECT_TRUE(std::filesystem::exists(*scratch / "report" / "report.html"));
}

TEST_F(Journey, CommandLineAndEngineGiveTheSameRanking) {
    const std::string run = trained.json()["run"].get<std::string>();
    const Json catalog = linesOf(([&] {
        const std::string file = (*scratch / "catalog.jsonl").string();
        runCtl({"export", project, "--what", "catalog", "--to", file});
        std::ifstream stream(file);
        return std::string(std::istreambuf_iterator<char>(stream), {});
    })());
    ASSERT_EQ(catalog.size(), 150U);
    const std::string first = catalog[0]["id"];
    const std::string second = catalog[7]["id"];
    const Json typed = runCtl({"recommend",
                               project,
                               "--run",
                               run,
                               "--history",
                               first + "," + second,
                               "--k",
                               "5",
                               "--json"})
                           .json();
    const Json request = {
        {"id", 1}, {"op", "recommend"}, {"run", run}, {"history", {first, second}}, {"k", 5}};
    const Json answer = Json::parse(runCtl({"engine", project}, request.dump() + "\n").out);
    ASSERT_EQ(answer["ok"], true) << answer;
    EXPECT_EQ(answer["result"]["items"], typed["items"]);
    std::set<std::string> seen{first, second};
    for (const Json& item : typed["items"]) {
        EXPECT_TRUE(seen.insert(item["id"].get<std::string>()).second) << "seen or shown twice";
        EXPECT_GT(item["probability"].get<double>(), 0.0);
        EXPECT_LT(item["probability"].get<double>(), 1.0);
    }
}

TEST_F(Journey, EngineAnswersEveryLineAndSurvivesBadOnes) {
    const std::string requests =
        "not "
        "json\n{\"id\":2,\"op\":\"nonsense\"}\n{\"id\":3,\"op\":\"recommend\",\"run\":\"r99\","
        "\"history\":[]}\n"
        "[]\n{\"id\":5,\"op\":\"state\"}\n{\"id\":6,\"op\":\"similar\",\"text\":\"linen "
        "dress\",\"k\":3}\n";
    const Outcome outcome = runCtl({"engine", project}, requests);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    const std::vector<Json> answers = linesOf(outcome.out);
    ASSERT_EQ(answers.size(), 6U);
    EXPECT_EQ(answers[0]["error"]["kind"], "input");
    EXPECT_EQ(answers[1]["error"]["kind"], "input");
    EXPECT_EQ(answers[2]["error"]["kind"], "not_found");
    EXPECT_EQ(answers[3]["ok"], false);
    EXPECT_EQ(answers[4]["result"]["products"], 150);
    EXPECT_EQ(answers[5]["result"]["items"].size(), 3U);
}

TEST_F(Journey, SimilarFindsTheProductItselfFirstByItsOwnPicture) {
    const Json catalog =
        runCtl({"similar", project, "--text", "a dress", "--k", "1", "--json"}).json();
    const std::string id = catalog["items"][0]["id"];
    const Json near =
        runCtl({"similar", project, "--id", id, "--k", "5", "--json"}).json()["items"];
    ASSERT_EQ(near.size(), 5U);
    for (const Json& item : near) {
        EXPECT_NE(item["id"], id);
    }
    EXPECT_GE(near[0]["similarity"].get<double>(), near[4]["similarity"].get<double>());
}

TEST_F(Journey, CancelledTrainingStopsWithinTwoSecondsAndResumes) {
    const Stopped stopped = stopCtl({"train",
                                     project,
                                     "--set",
                                     "train.epochs=500",
                                     "--set",
                                     "train.patience=500",
                                     "--progress",
                                     "jsonl",
                                     "--json"},
                                    "\"epoch\":2");
    ASSERT_TRUE(stopped.wasSeen);
    EXPECT_EQ(stopped.outcome.code, 130);
    EXPECT_LT(stopped.untilEnd.count(), 2000);
    EXPECT_NE(stopped.outcome.err.find("--resume"), std::string::npos);
    const Json runs = runCtl({"runs", project, "--json"}).json()["runs"];
    const Json& last = runs.back();
    EXPECT_EQ(last["state"], "cancelled");
    EXPECT_GE(last["epochs"].get<int>(), 2);
}

TEST_F(Journey, PicturesAreCountedTheSameBySecondImportAndDryRun) {
    const std::filesystem::path shop = *scratch / "shop";
    std::filesystem::create_directories(shop);
    std::filesystem::copy_file(std::filesystem::path(project) / "pictures/HD00001.jpg",
                               shop / "a.jpg");
    std::ofstream(shop / "b.jpg") << "not a picture";
    std::ofstream(shop / "shop.csv") << "id,title,image\n1,Hat,a.jpg\n2,Cap,b.jpg\n3,Bag,c.jpg\n";
    const std::string copy = (*scratch / "shop.hab").string();
    const std::string file = (shop / "shop.csv").string();
    const Outcome dry = runCtl({"import", copy, "--from", file, "--dry-run", "--json"});
    EXPECT_FALSE(std::filesystem::exists(copy));
    const Outcome first = runCtl({"import", copy, "--from", file, "--json"});
    const Outcome second = runCtl({"import", copy, "--from", file, "--json"});
    for (const Outcome* outcome : {&dry, &first, &second}) {
        ASSERT_EQ(outcome->code, 0) << outcome->err;
        for (const char* key : {"images_ok", "images_corrupt", "images_missing"}) {
            EXPECT_EQ(outcome->json()[key], 1) << key;
        }
    }
    EXPECT_EQ(second.json()["products_unchanged"], 3);
    for (const Json& problem : first.json()["image_problems"]) {
        const std::string text = problem.get<std::string>();
        EXPECT_EQ(text.find(".jpg"), text.rfind(".jpg")) << "the file is named once";
    }
}

TEST_F(Journey, CatalogRoundTripsThroughCsv) {
    const std::string csv = (*scratch / "catalog.csv").string();
    const std::string copy = (*scratch / "copy.hab").string();
    const std::string again = (*scratch / "again.csv").string();
    EXPECT_EQ(runCtl({"export", project, "--what", "catalog", "--to", csv}).code, 0);
    const Json report = runCtl({"import", copy, "--from", csv, "--no-pictures", "--json"}).json();
    EXPECT_EQ(report["products_added"], 150) << report.dump(1);
    const Json second = runCtl({"import", copy, "--from", csv, "--no-pictures", "--json"}).json();
    EXPECT_EQ(second["products_unchanged"], 150);
    EXPECT_EQ(second["products_added"], 0);
    EXPECT_EQ(runCtl({"export", copy, "--what", "catalog", "--to", again}).code, 0);
}

}  // namespace
}  // namespace haberdash::test
