// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/train_options.h"

#include "tests/support/errors.h"

#include <gtest/gtest.h>

#include <set>

namespace haberdash {
namespace {

TEST(TrainOptions, EveryOptionHasAKeyOfItsOwnAndASentence) {
    TrainOptions options;
    std::set<std::string> keys;
    for (const Option& option : describe(options)) {
        EXPECT_TRUE(keys.insert(option.key).second) << option.key;
        EXPECT_TRUE(option.help.ends_with('.')) << option.key;
        EXPECT_LE(option.help.size(), 160U) << option.key;
    }
    EXPECT_EQ(keys.size(), 44U);
}

TEST(TrainOptions, DefaultsAreWithinTheirOwnLimits) {
    TrainOptions options;
    const auto described = describe(options);
    for (const Option& option : described) {
        EXPECT_NO_THROW(setOption(described, option.key, optionText(option))) << option.key;
    }
}

TEST(TrainOptions, EveryPresetAppliesToTheDefaults) {
    std::set<std::string> keys;
    for (const Preset& preset : trainPresets()) {
        TrainOptions options;
        EXPECT_NO_THROW(setOptions(describe(options), preset.values)) << preset.key;
        EXPECT_TRUE(keys.insert(preset.key).second) << preset.key;
        EXPECT_TRUE(preset.help.ends_with('.')) << preset.key;
    }
    EXPECT_EQ(trainPresets().front().key, "balanced");
    EXPECT_TRUE(trainPresets().front().values.empty());
    for (const char* const key : {"quick",
                                  "thorough",
                                  "text-only",
                                  "image-only",
                                  "text-image",
                                  "popularity",
                                  "content",
                                  "item-knn",
                                  "random"}) {
        EXPECT_TRUE(keys.contains(key)) << key;
    }
}

TEST(TrainOptions, RecordOfARunRestoresTheOptions) {
    TrainOptions changed;
    setOptions(describe(changed), trainPresets()[2].values);
    const Json record = optionsToJson(describe(changed));
    TrainOptions restored;
    setOptions(describe(restored), Json::parse(record.dump()));
    EXPECT_EQ(optionsToJson(describe(restored)), record);
    EXPECT_EQ(restored.learningRate, 0.0005);
}

TEST(TrainOptions, RefusesWhatIsNotBuilt) {
    TrainOptions options;
    const auto described = describe(options);
    EXPECT_EQ(test::kindOfCall([&] { setOption(described, "model.fusion", "magic"); }), "input");
    EXPECT_EQ(test::kindOfCall([&] { setOption(described, "train.epochs", "0"); }), "input");
    EXPECT_EQ(test::kindOfCall([&] { setOption(described, "train.metric", "luck@10"); }), "input");
}

}  // namespace
}  // namespace haberdash
