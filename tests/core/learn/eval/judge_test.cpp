// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/judge.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace haberdash {
namespace {

constexpr std::uint32_t kRows = 4;

/// Likes the row after the latest of the history best, then the others in their order.
class NextRow final : public Scorer {
  public:
    void score(const Asker& asker, const std::span<float> out) override {
        for (std::uint32_t row = 0; row < kRows; ++row) {
            out[row] = -static_cast<float>(row);
        }
        if (!asker.history.empty()) {
            out[(asker.history.back().row + 1) % kRows] = 10;
        }
    }

    double scoreOne(const Asker&, std::uint32_t, unsigned) override { return 0; }

    unsigned parts() const override { return kHistoryPart; }
};

/// Two shoppers. The first trains on row 0, validates on row 1 and is tested on row 2; the second
/// trains on row 0 and is tested on row 1.
Dataset twoShoppers() {
    Dataset dataset;
    dataset.items = {ItemId{1}, ItemId{2}, ItemId{3}, ItemId{4}};
    dataset.shoppers = {ShopperId{1}, ShopperId{2}};
    dataset.begins = {0, 3, 5};
    for (const std::uint32_t row : {0U, 1U, 2U, 0U, 1U}) {
        dataset.events.push_back({.row = row, .kind = EventKind::Purchase});
    }
    dataset.parts = {Part::Train, Part::Validation, Part::Test, Part::Train, Part::Test};
    dataset.protocol = "given";
    return dataset;
}

// At k = 1. With all that came before known, the first is asked after row 1: row 2 is first, a hit.
// Known by training alone they are asked after row 0: row 1, which is no test product of theirs and
// is not left out, takes the first place. The second met nothing between: a hit in both.
TEST(Judge, AsTheLiteratureHasItNothingIsKnownButTraining) {
    const Dataset dataset = twoShoppers();
    NextRow scorer;
    const JudgeOptions options{.part = Part::Test, .cutoffs = {1}};
    const Judgement judgement = judge(dataset, scorer, options, Monitor(), "test");
    const std::size_t recall = static_cast<std::size_t>(
        std::ranges::find(kRankMetrics, RankMetric::Recall) - kRankMetrics.begin());
    const std::size_t width = kRankMetrics.size();
    ASSERT_EQ(judgement.values.size(), 2 * width);
    ASSERT_EQ(judgement.valuesTrainKnown.size(), 2 * width);
    EXPECT_EQ(judgement.values[recall], 1);
    EXPECT_EQ(judgement.values[width + recall], 1);
    EXPECT_EQ(judgement.valuesTrainKnown[recall], 0);
    EXPECT_EQ(judgement.valuesTrainKnown[width + recall], 1);
}

TEST(Judge, WhereNobodyMetAnythingBetweenThereIsNoOtherConvention) {
    Dataset dataset = twoShoppers();
    dataset.parts[1] = Part::Train;
    NextRow scorer;
    const Judgement judgement =
        judge(dataset, scorer, {.part = Part::Test, .cutoffs = {1}}, Monitor(), "test");
    EXPECT_TRUE(judgement.valuesTrainKnown.empty());
}

}  // namespace
}  // namespace haberdash
