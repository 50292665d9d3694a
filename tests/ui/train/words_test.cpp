// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/words.h"

#include "core/data/runs/train_options.h"

#include <gtest/gtest.h>

namespace haberdash::ui {
namespace {

Run runWith(const Json& settings) {
    TrainOptions options;
    haberdash::Run run{.id = "r3", .config = optionsToJson(describe(options))};
    run.config.update(settings);
    run.kind = run.config.at("model.kind").get<std::string>();
    return run;
}

const Json& presetValues(const std::string& key) {
    for (const Preset& preset : trainPresets()) {
        if (preset.key == key) {
            return preset.values;
        }
    }
    throw std::out_of_range(key);
}

TEST(RunTitle, OfTheDefaultsSaysNothingMore) {
    EXPECT_EQ(runTitle(runWith(Json::object())), QStringLiteral("r3 · Multimodal"));
    EXPECT_EQ(modelName(runWith({{"train.threads", 2}})), QStringLiteral("Multimodal"));
}

TEST(RunTitle, NamesThePresetThatARunWasMadeWith) {
    EXPECT_EQ(modelName(runWith(presetValues("quick"))), QStringLiteral("Multimodal, Quick"));
    EXPECT_EQ(modelName(runWith(presetValues("thorough"))), QStringLiteral("Multimodal, Thorough"));
}

TEST(RunTitle, APresetThatIsAModelIsNotNamedTwice) {
    EXPECT_EQ(modelName(runWith(presetValues("text-only"))), QStringLiteral("Multimodal (Text)"));
    EXPECT_EQ(modelName(runWith(presetValues("lightgcn"))), QStringLiteral("Graph (LightGCN)"));
}

TEST(RunTitle, SaysWhatARunWithoutVectorsLookedAt) {
    haberdash::Run run = runWith(Json::object());
    run.data = {{"missing", {"text", "image"}}};
    EXPECT_EQ(modelName(run), QStringLiteral("Multimodal (Facts)"));
}

TEST(RunTitle, SettingsOfOnesOwnTellRunsOfAKindApart) {
    Json quick = presetValues("quick");
    quick["train.seed"] = 8;
    EXPECT_EQ(modelName(runWith(quick)), QStringLiteral("Multimodal, Quick, Seed: 8"));
    EXPECT_EQ(modelName(runWith({{"model.fusion", "attention"}, {"model.dropout", 0.25}})),
              QStringLiteral("Multimodal, Fusion: Attention, Dropout: 0.25"));
}

TEST(RunTitle, SaysNothingOfSettingsThatItsKindDoesNotRead) {
    EXPECT_EQ(modelName(runWith({{"model.kind", "popularity"}, {"model.fusion", "concat"}})),
              QStringLiteral("Popularity"));
    EXPECT_EQ(modelName(runWith({{"model.fusion", "concat"}})),
              QStringLiteral("Multimodal, Fusion: Side by side (concat)"));
}

TEST(RunTitle, StaysShortWithManySettings) {
    const QString name = modelName(runWith({{"model.fusion", "attention"},
                                            {"model.dropout", 0.25},
                                            {"train.seed", 8},
                                            {"train.loss", "bpr"}}));
    EXPECT_EQ(name, QStringLiteral("Multimodal, Fusion: Attention, Dropout: 0.25, …"));
}

TEST(RunTitle, OfAKindThatDoesNotLearnSaysNotHowToLearn) {
    EXPECT_EQ(modelName(runWith({{"model.kind", "popularity"},
                                 {"train.epochs", 12},
                                 {"train.batch_size", 512},
                                 {"train.metric", "recall@10"}})),
              QStringLiteral("Popularity, Watched metric: Recall@10"));
    EXPECT_EQ(modelName(runWith({{"model.kind", "random"}, {"train.seed", 8}})),
              QStringLiteral("Random, Seed: 8"));
}

TEST(StoppedText, OfOneRunSaysWhetherAnEpochWasKept) {
    haberdash::Run run{.id = "r1", .state = RunState::Cancelled};
    EXPECT_TRUE(stoppedText(run, 1, 1).contains(QStringLiteral("before there was a model")));
    run.hasModel = true;
    EXPECT_TRUE(stoppedText(run, 1, 1).contains(QStringLiteral("before an epoch was finished")));
    run.epochs = 3;
    EXPECT_TRUE(stoppedText(run, 1, 1).contains(QStringLiteral("keeps its best epoch")));
}

TEST(StoppedText, OfSeveralRunsSaysAtWhichOneAndThatTheFinishedOnesStay) {
    haberdash::Run run{.id = "r6", .state = RunState::Cancelled};
    EXPECT_EQ(stoppedText(run, 1, 3), QStringLiteral("Training was stopped at run 1 of 3."));
    EXPECT_EQ(stoppedText(run, 6, 0),
              QStringLiteral("Training was stopped at run 6. The finished runs stay in the list."));
    run.hasModel = true;
    run.epochs = 3;
    EXPECT_EQ(stoppedText(run, 6, 27),
              QStringLiteral("Training was stopped at run 6 of 27. The finished runs stay in the "
                             "list. The run that was stopped keeps its best epoch as the model."));
}

}  // namespace
}  // namespace haberdash::ui
