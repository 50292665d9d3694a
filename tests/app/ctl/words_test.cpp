// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl/run_ctl.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

// The words of a call, its exit codes and its sentences.

namespace haberdash::test {
namespace {

TEST(Words, UnknownVerbOrOptionExitsWithTwo) {
    EXPECT_EQ(runCtl({"frobnicate"}).code, 2);
    EXPECT_EQ(runCtl({"runs", "x.hab", "--frobnicate"}).code, 2);
    EXPECT_EQ(runCtl({}).code, 2);
    EXPECT_EQ(runCtl({"sample", "x.hab", "--products", "few"}).code, 2);
}

TEST(Words, OptionsThatAVerbCannotTakeExitWithTwoAndOneSentence) {
    ScratchFolder scratch("words");
    const std::string project = (scratch / "a.hab").string();
    ASSERT_EQ(runCtl({"sample", project, "--products", "10", "--shoppers", "1"}).code, 0);
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"train", project, "--set", "train.epochs"},
          {"train", project, "--set", "train.epochs=many"},
          {"train", project, "--set", "train.nonsense=1"},
          {"train", project, "--preset", "magic"},
          {"train", project, "--preset", "bpr-mf", "--set", "train.loss=softmax"},
          {"train", project, "--preset", "lightgcn", "--set", "model.edge_dropout=0.5"},
          {"tune", project, "--kinds", "item-knn,bpr-mf", "--set", "model.history_decay=0.5"},
          {"simulate", project, "--clicks", "position", "--patience", "0.5"},
          {"simulate", project, "--decay", "1"},
          {"replay", project, "--session", "1", "--run", "r1", "--persistence", ".5"},
          {"finetune", project, "--set", "finetune.epochs"},
          {"finetune", project, "--set", "finetune.nonsense=1"},
          {"import", project, "--from", "x.csv", "--map", "title"},
          {"import", project, "--from", "x.csv", "--map", "nonsense=a"}}) {
        const Outcome outcome = runCtl(words);
        EXPECT_EQ(outcome.code, 2) << words.back();
        EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    }
}

TEST(Words, AnUnknownWordIsNamed) {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"simlar", "x"},
                                                  {"import", "x", "--form", "y"},
                                                  {"runs", "x", "--nonsense"}}) {
        const Outcome outcome = runCtl(words);
        const std::string wrong = words.size() == 2 ? words[0] : words[2];
        EXPECT_EQ(outcome.code, 2);
        EXPECT_NE(outcome.err.find('"' + wrong + '"'), std::string::npos) << outcome.err;
        EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    }
}

TEST(Words, ASlipOfTheHandIsToldWhatWasMeant) {
    EXPECT_NE(runCtl({"trian", "x"}).err.find("did you mean train?"), std::string::npos);
    EXPECT_NE(runCtl({"evaluate", "x", "--splt", "test"}).err.find("did you mean --split?"),
              std::string::npos);
    EXPECT_EQ(runCtl({"frobnicate", "x"}).err.find("did you mean"), std::string::npos);
}

TEST(Words, HelpOfEveryVerbShowsAnExample) {
    for (const char* verb : {"sample",
                             "import",
                             "features",
                             "finetune",
                             "train",
                             "runs",
                             "evaluate",
                             "recommend",
                             "rules",
                             "similar",
                             "simulate",
                             "engine",
                             "export",
                             "backup",
                             "restore",
                             "check",
                             "encoders"}) {
        const Outcome help = runCtl({verb, "--help"});
        EXPECT_EQ(help.code, 0) << verb;
        EXPECT_NE(help.out.find(std::string("haberdashctl ") + verb), std::string::npos) << verb;
        EXPECT_NE(help.out.find("Example:"), std::string::npos) << verb;
    }
}

TEST(Words, MissingProjectIsOneSentenceAndExitCodeOne) {
    ScratchFolder scratch("words");
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"runs", (scratch / "no.hab").string()},
          {"features", (scratch / "no.hab").string()},
          {"train", (scratch / "no.hab").string()},
          {"engine", (scratch / "no.hab").string()}}) {
        const Outcome outcome = runCtl(words);
        EXPECT_EQ(outcome.code, 1);
        EXPECT_EQ(outcome.out, "");
        EXPECT_NE(outcome.err.find("no.hab"), std::string::npos);
        EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1);
    }
}

TEST(Words, ASearchWithoutWordsIsAWrongCall) {
    EXPECT_EQ(runCtl({"similar", "no.hab", "--text", " "}).code, 2);
}

TEST(Words, SampleRefusesAFolderThatIsNotEmpty) {
    ScratchFolder scratch("words");
    std::filesystem::create_directories(scratch / "full" / "inner");
    const Outcome outcome = runCtl({"sample", (scratch / "full").string(), "--products", "10"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(std::filesystem::exists(scratch / "full" / "inner"));
}

TEST(Words, ACancelledSampleGoesOnAndAFinishedOneIsNotMadeTwice) {
    ScratchFolder scratch("words");
    const std::vector<std::string> words{"sample",
                                         (scratch / "a.hab").string(),
                                         "--products",
                                         "40",
                                         "--shoppers",
                                         "2",
                                         "--progress",
                                         "jsonl",
                                         "--json"};
    const Stopped stopped = stopCtl(words, "\"pictures\"");
    ASSERT_EQ(stopped.outcome.code, 130) << stopped.outcome.err;
    EXPECT_LT(stopped.untilEnd.count(), 2000);
    const Outcome again = runCtl(words);
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(again.json()["products"], 40);
    EXPECT_EQ(runCtl(words).code, 1);
}

TEST(Words, ImportOfAMissingFileNamesIt) {
    ScratchFolder scratch("words");
    const Outcome outcome =
        runCtl({"import", (scratch / "a.hab").string(), "--from", (scratch / "none.csv").string()});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_NE(outcome.err.find("none.csv"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(scratch / "a.hab")) << "nothing was imported into it";
}

TEST(Words, EncodersAreListedWithWhereTheyComeFrom) {
    const Outcome outcome = runCtl({"encoders", "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    std::set<std::string> names;
    const Json rows = outcome.json()["encoders"];
    for (const Json& row : rows) {
        for (const char* const key :
             {"name", "kind", "dimension", "source", "licence", "sha256", "ready"}) {
            EXPECT_TRUE(row.contains(key)) << key;
        }
        names.insert(row["name"].get<std::string>());
    }
    for (const char* const name : {"use",
                                   "tfidf",
                                   "words",
                                   "bert",
                                   "mobilenet",
                                   "descriptors",
                                   "inception",
                                   "resnet18",
                                   "resnet50",
                                   "vgg16",
                                   "inception_v3",
                                   "onnx"}) {
        EXPECT_TRUE(names.contains(name)) << name;
    }
}

TEST(Words, AWeightsFileThatIsNoneIsRefusedWithItsReason) {
    ScratchFolder scratch("words");
    std::ofstream(scratch / "net.pth") << "nothing";
    const std::string file = (scratch / "net.pth").string();
    const Outcome outcome = runCtl({"encoders", "--install", "resnet50", "--from", file});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_NE(outcome.err.find("net.pth"), std::string::npos);
    EXPECT_EQ(runCtl({"encoders", "--install", "resnet50"}).code, 2);
}

}  // namespace
}  // namespace haberdash::test
