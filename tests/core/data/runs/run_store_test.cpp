// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/run_store.h"

#include "core/data/base/files.h"
#include "tests/support/errors.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

namespace haberdash {
namespace {

namespace fs = std::filesystem;
using test::kindOfCall;
using test::sentenceOfCall;
using test::TempFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> idsOf(const RunStore& store) {
    std::vector<std::string> ids;
    for (const haberdash::Run& run : store.all()) {
        ids.push_back(run.id);
    }
    return ids;
}

TEST(RunStore, NumbersRunsAndListsOldestFirst) {
    const TempFolder folder;
    RunStore store(folder / "runs");
    EXPECT_THAT(store.all(), IsEmpty());
    for (int number = 0; number < 11; ++number) {
        store.create("popularity", Json::object());
    }
    EXPECT_EQ(idsOf(store).front(), "r1");
    EXPECT_EQ(idsOf(store).back(), "r11");
    store.remove("r11");
    EXPECT_FALSE(store.has("r11"));
    EXPECT_EQ(store.create("popularity", Json::object()).run.id, "r12");
    fs::create_directories(folder / "runs/r40");
    EXPECT_EQ(store.create("popularity", Json::object()).run.id, "r41");
}

TEST(RunStore, RunKeepsEveryField) {
    const TempFolder folder;
    RunStore store(folder / "runs");
    haberdash::Run run = store.create("multimodal", {{"train.epochs", 5}}).run;
    EXPECT_GT(run.created, 1'600'000'000);
    run.state = RunState::Failed;
    run.seconds = 1.5;
    run.dataset = "f00d";
    run.data = {{"items", 3}, {"simulated", true}};
    run.epochs = 4;
    run.bestEpoch = 2;
    run.validation = {{"ndcg@10", 0.25}};
    run.examplesPerSecond = 1e6;
    run.note = "Grüße";
    run.failure = "It failed.";
    run.testOpened = 77;
    store.save(run);
    EXPECT_EQ(toJson(store.run("r1")), toJson(run));
    EXPECT_EQ(store.run("r1").state, RunState::Failed);
    EXPECT_EQ(store.run("r1").config["train.epochs"], 5);
}

TEST(RunStore, RunThatNobodyHoldsAnyMoreIsInterrupted) {
    const TempFolder folder;
    RunStore store(folder / "runs");
    haberdash::Run run;
    {
        const HeldRun held = store.create("multimodal", Json::object());
        run = held.run;
        EXPECT_EQ(store.run(run.id).state, RunState::Running);
        EXPECT_EQ(kindOfCall([&] { store.hold(run.id); }), "locked");
        EXPECT_EQ(kindOfCall([&] { store.remove(run.id); }), "locked");
        EXPECT_TRUE(store.has(run.id));
    }
    EXPECT_EQ(store.run(run.id).state, RunState::Interrupted);
    EXPECT_EQ(store.all().front().state, RunState::Interrupted);
    EXPECT_FALSE(store.run(run.id).hasModel);
    store.remove(run.id);
    EXPECT_FALSE(store.has(run.id));
}

TEST(RunStore, ARunStoppedBeforeItsFirstModelHasNoModel) {
    const TempFolder folder;
    const RunStore store(folder / "runs");
    const std::string id = store.create("multimodal", Json::object()).run.id;
    store.change(id, [](haberdash::Run& run) { run.state = RunState::Cancelled; });
    EXPECT_FALSE(store.run(id).hasModel);
    writeFileAtomically(store.modelFile(id), "{}");
    EXPECT_TRUE(store.run(id).hasModel);
    store.change(id, [](haberdash::Run& run) { run.state = RunState::Failed; });
    EXPECT_FALSE(store.run(id).hasModel);
}

TEST(RunStore, ChangesOfTwoAtATimeAreBothKept) {
    const TempFolder folder;
    const RunStore store(folder / "runs");
    const std::string id = store.create("multimodal", Json::object()).run.id;
    constexpr int kChanges = 50;
    const auto add = [&] {
        for (int number = 0; number < kChanges; ++number) {
            store.change(id, [](haberdash::Run& run) { run.note += 'x'; });
        }
    };
    std::thread other(add);
    add();
    other.join();
    EXPECT_EQ(store.run(id).note.size(), 2U * kChanges);
}

TEST(RunStore, ARunThatIsBeingTrainedIsNotChangedByOthers) {
    const TempFolder folder;
    const RunStore store(folder / "runs");
    const HeldRun held = store.create("multimodal", Json::object());
    EXPECT_EQ(kindOfCall([&] { store.change(held.run.id, [](haberdash::Run&) {}); }), "locked");
    EXPECT_EQ(kindOfCall([&] { store.change("r9", [](haberdash::Run&) {}); }), "not_found");
}

TEST(RunStore, ARunThatAnswersShoppersIsNotRemoved) {
    const TempFolder folder;
    const RunStore store(folder / "runs");
    const std::string id = store.create("popularity", Json::object()).run.id;
    std::optional<FileLock> one = store.holdServing(id);
    std::optional<FileLock> another = store.holdServing(id);
    ASSERT_TRUE(one && another);
    EXPECT_THAT(sentenceOfCall([&] { store.remove(id); }), HasSubstr("answers shoppers"));
    one.reset();
    EXPECT_THROW(store.remove(id), Error);
    EXPECT_TRUE(store.has(id));
    another.reset();
    store.remove(id);
    EXPECT_FALSE(store.has(id));
}

TEST(RunStore, UnknownRunNamesThoseThatThereAre) {
    const TempFolder folder;
    RunStore store(folder / "runs");
    EXPECT_EQ(kindOfCall([&] { store.run("r1"); }), "not_found");
    store.create("popularity", Json::object());
    store.create("popularity", Json::object());
    EXPECT_THAT(sentenceOfCall([&] { store.run("r9"); }), HasSubstr("r1, r2"));
}

TEST(RunStore, PathsAreNoRuns) {
    const TempFolder folder;
    const RunStore store(folder / "runs");
    fs::create_directories(folder / "runs");
    writeFileAtomically(folder / "run.json", "{}");
    for (const char* const id : {"..", ".", "", "../runs", "/etc", "a/b"}) {
        EXPECT_FALSE(store.has(id)) << id;
        EXPECT_EQ(kindOfCall([&] { store.remove(id); }), "not_found") << id;
        EXPECT_THAT(store.history(id), IsEmpty()) << id;
    }
    EXPECT_TRUE(fs::exists(folder / "run.json"));
}

TEST(RunStore, DamagedRunIsLeftOutOfTheListAndNamedWhenAskedFor) {
    const TempFolder folder;
    RunStore store(folder / "runs");
    for (int number = 0; number < 3; ++number) {
        store.create("popularity", Json::object());
    }
    writeFileAtomically(folder / "runs/r1/run.json", "{\"run\":");
    writeFileAtomically(folder / "runs/r2/run.json", R"({"epochs":"many"})");
    EXPECT_THAT(idsOf(store), ElementsAre("r3"));
    EXPECT_EQ(kindOfCall([&] { store.run("r1"); }), "input");
    EXPECT_EQ(kindOfCall([&] { store.run("r2"); }), "input");
}

TEST(RunStore, HistoryGrowsByEpochAndSurvivesAHalfLine) {
    const TempFolder folder;
    RunStore store(folder / "runs");
    const std::string id = store.create("multimodal", Json::object()).run.id;
    EXPECT_THAT(store.history(id), IsEmpty());
    store.appendEpoch(id, {.epoch = 1, .trainLoss = 0.7, .validation = {{"ndcg@10", 0.1}}});
    std::ofstream(store.folder(id) / "history.jsonl", std::ios::app) << R"({"epoch":2,"tr)";
    store.appendEpoch(id, {.epoch = 3, .seconds = 2, .isBest = true});
    const auto history = store.history(id);
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].trainLoss, 0.7);
    EXPECT_EQ(history[0].validation.at("ndcg@10"), 0.1);
    EXPECT_EQ(history[1].epoch, 3);
    EXPECT_TRUE(history[1].isBest);
}

TEST(RunStore, KeepsEvaluationsBySplit) {
    const TempFolder folder;
    RunStore store(folder / "runs");
    const std::string id = store.create("popularity", Json::object()).run.id;
    EXPECT_FALSE(store.evaluation(id, "test").has_value());
    store.saveEvaluation(id, "test", {{"users", 5}});
    EXPECT_EQ(store.evaluation(id, "test"), Json({{"users", 5}}));
    EXPECT_FALSE(store.evaluation(id, "validation").has_value());
}

}  // namespace
}  // namespace haberdash
