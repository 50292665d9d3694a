// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/safetensors.h"
#include "tests/app/ctl/run_ctl.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <sstream>

// What leaves a project: models with their cards, rankings, reports.

namespace haberdash::test {
namespace {

class ExportTest : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        scratch = std::make_unique<ScratchFolder>("export");
        project = (*scratch / "small.hab").string();
        ASSERT_EQ(runCtl({"sample", project, "--products", "120", "--shoppers", "50"}).code, 0);
        runCtl({"features", project, "--text", "tfidf", "--image", "descriptors"});
        ASSERT_EQ(runCtl({"train", project, "--preset", "quick", "--set", "train.epochs=2"}).code,
                  0);
        ASSERT_EQ(
            runCtl({"train", project, "--set", "model.kind=bpr-mf", "--set", "train.epochs=2"})
                .code,
            0);
        ASSERT_EQ(runCtl({"train", project, "--preset", "popularity"}).code, 0);
    }

    static void TearDownTestSuite() { scratch.reset(); }

    static Json exported(const std::vector<std::string>& words, const std::string& to) {
        std::vector<std::string> all{"export", project, "--to", (*scratch / to).string(), "--json"};
        all.insert(all.end(), words.begin(), words.end());
        const Outcome outcome = runCtl(all);
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return outcome.code == 0 ? outcome.json() : Json::object();
    }

    static std::string textOf(const std::string& name) {
        std::ostringstream text;
        text << std::ifstream(*scratch / name).rdbuf();
        return text.str();
    }

    static Json cardOf(const std::string& name) {
        return Json::parse(textOf(name + ".json"), nullptr, false);
    }

    static inline std::unique_ptr<ScratchFolder> scratch;
    static inline std::string project;
};

TEST_F(ExportTest, ModelHasACardThatSaysWhatItIs) {
    exported({"--what", "model", "--run", "r1"}, "model.safetensors");
    const Json card = cardOf("model.safetensors");
    for (const char* const key :
         {"what", "licence", "run", "kind", "options", "dataset", "metrics", "encoders", "files"}) {
        EXPECT_TRUE(card.contains(key)) << key;
    }
    EXPECT_EQ(card["encoders"]["text"]["name"], "tfidf");
    EXPECT_EQ(card["options"]["train.epochs"], 2);
    EXPECT_GT(card["metrics"]["validation"]["ndcg@10"].get<double>(), 0);
    EXPECT_GT(card["tensors"].size(), 10U);
}

TEST_F(ExportTest, ModelAsOnnxIsTwoFilesWhoseInputsTheCardTells) {
    EXPECT_EQ(exported({"--what", "model", "--run", "r1"}, "m.onnx")["rows"], 2);
    const Json card = cardOf("m.onnx");
    EXPECT_EQ(card["files"], Json::array({"m.onnx", "m.items.onnx"}));
    EXPECT_EQ(card["item_tower"]["file"], "m.items.onnx");
    EXPECT_EQ(card["scorer"]["outputs"][0]["name"], "score");
    EXPECT_EQ(card["scorer"]["outputs"][0]["shape"], Json::array({"products", 1}));
    EXPECT_FALSE(textOf("m.onnx").empty());
    EXPECT_FALSE(textOf("m.items.onnx").empty());
    const Outcome refused = runCtl({"export",
                                    project,
                                    "--what",
                                    "model",
                                    "--run",
                                    "r3",
                                    "--to",
                                    (*scratch / "p.onnx").string()});
    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.err.find("popularity"), std::string::npos) << refused.err;
}

TEST_F(ExportTest, VectorsOfProductsAreNumpyRowsInTheOrderOfTheCard) {
    for (const char* const run : {"r1", "r2"}) {
        const std::string file = std::string(run) + ".npy";
        EXPECT_EQ(exported({"--what", "model", "--run", run}, file)["rows"], 120);
        EXPECT_TRUE(textOf(file).starts_with("\x93NUMPY"));
        EXPECT_NE(textOf(file).find("(120, "), std::string::npos);
        EXPECT_EQ(cardOf(file)["ids"].size(), 120U);
    }
    EXPECT_EQ(cardOf("r2.npy")["bias"].size(), 120U);
    exported({"--what", "model", "--run", "r2"}, "r2.safetensors");
    const Safetensors tensors = Safetensors::open(*scratch / "r2.safetensors");
    const Matrix items = tensors.matrix("vectors.items");
    const std::string bytes = textOf("r2.npy");
    const std::size_t size = items.rows() * items.cols() * sizeof(float);
    ASSERT_GT(bytes.size(), size);
    EXPECT_EQ(std::memcmp(bytes.data() + bytes.size() - size, items.data(), size), 0);
}

TEST_F(ExportTest, RankingHoldsWhatRecommendAnswers) {
    EXPECT_EQ(exported({"--what", "ranking", "--run", "r1", "--k", "5"}, "top.jsonl")["rows"], 250);
    std::istringstream lines(textOf("top.jsonl"));
    std::string line;
    std::getline(lines, line);
    const Json first = Json::parse(line);
    const Json asked = runCtl({"recommend",
                               project,
                               "--run",
                               "r1",
                               "--user",
                               first["user"].get<std::string>(),
                               "--k",
                               "5",
                               "--json"})
                           .json();
    EXPECT_EQ(first["item"], asked["items"][0]["id"]);
    EXPECT_EQ(first["probability"], asked["items"][0]["probability"]);
    exported({"--what", "ranking", "--run", "r3", "--k", "2"}, "top.csv");
    EXPECT_TRUE(textOf("top.csv").starts_with("user,rank,item,score,probability\r\n"));
}

TEST_F(ExportTest, AnEndingThatIsNoFormatIsRefusedAndNothingIsWritten) {
    const std::string file = (*scratch / "catalog.xlsx").string();
    const Outcome outcome = runCtl({"export", project, "--what", "catalog", "--to", file});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_NE(outcome.err.find("csv or jsonl, not as xlsx"), std::string::npos) << outcome.err;
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(ExportTest, CatalogNamesTheCurrencyOfItsPrices) {
    exported({"--what", "catalog"}, "catalog.csv");
    const std::string text = textOf("catalog.csv");
    EXPECT_NE(text.find(",price,list_price,currency,image"), std::string::npos);
    EXPECT_NE(text.find(",EUR,"), std::string::npos);
}

TEST_F(ExportTest, ReportIsAPageOrAPdf) {
    EXPECT_EQ(exported({"--what", "report", "--run", "r1", "--run", "r3"}, "report.html")["rows"],
              2);
    EXPECT_NE(textOf("report.html").find("ndcg@10"), std::string::npos);
    exported({"--what", "report", "--run", "r1", "--run", "r3"}, "report.pdf");
    EXPECT_TRUE(textOf("report.pdf").starts_with("%PDF-"));
    EXPECT_NE(textOf("report.pdf").find("%%EOF"), std::string::npos);
}

}  // namespace
}  // namespace haberdash::test
