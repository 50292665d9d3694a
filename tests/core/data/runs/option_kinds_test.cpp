// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/option_kinds.h"

#include "core/data/runs/train_options.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace haberdash {
namespace {

TEST(OptionKinds, EveryOptionIsReadBySomeKind) {
    TrainOptions options;
    const std::vector<Option> described = describe(options);
    const auto kinds = std::ranges::find(described, "model.kind", &Option::key)->choices;
    for (const Option& option : described) {
        EXPECT_TRUE(std::ranges::any_of(kinds, [&](const std::string& kind) {
            return readsOption(kind, option.key);
        })) << option.key;
    }
}

TEST(OptionKinds, APresetSaysNothingThatItsKindDoesNotRead) {
    for (const Preset& preset : trainPresets()) {
        TrainOptions options;
        setOptions(describe(options), preset.values);
        for (const auto& [key, value] : preset.values.items()) {
            EXPECT_TRUE(readsOption(options.kind, key)) << preset.key << ' ' << key;
        }
    }
}

TEST(OptionKinds, WhatIsNotReadIsSaidWithTheReason) {
    EXPECT_FALSE(readsOption("bpr-mf", "train.loss"));
    EXPECT_FALSE(readsOption("lightgcn", "model.edge_dropout"));
    EXPECT_FALSE(readsOption("item-knn", "model.history_decay"));
    EXPECT_FALSE(readsOption("multimodal", "model.layers"));
    EXPECT_TRUE(readsOption("popularity", "train.seed"));
    EXPECT_EQ(unreadSentence("bpr-mf", "train.loss"),
              "train.loss is not read by bpr-mf, which always learns with BPR; leave it out.");
    EXPECT_EQ(unreadSentence("lightgcn", "model.edge_dropout"),
              "model.edge_dropout is not read by lightgcn; leave it out.");
}

}  // namespace
}  // namespace haberdash
