// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/words.h"

#include "core/data/runs/train_options.h"

#include <gtest/gtest.h>

namespace haberdash::ui {
namespace {

Run runWith(const Json& settings) {
    TrainOptions options;
    Run run{.id = "r3", .config = optionsToJson(describe(options))};
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

}  // namespace
}  // namespace haberdash::ui
