// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/rule_cost.h"

#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/learn/eval/evaluate.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

class RuleCostTest : public testing::Test {
  protected:
    RuleCostTest() : project(test::makeShop(folder.path() / "a.hab")) {
        TrainOptions options = test::quickOptions();
        options.kind = "item-knn";
        run = train(project, options, Monitor()).id;
    }

    double plain(const char* metric) {
        const EvaluateOptions options{.split = "validation", .cutoffs = {1}, .resamples = 10};
        const Json result = evaluate(project, {run}, options, Monitor());
        return result["runs"][0]["metrics"][metric]["mean"].get<double>();
    }

    Json costOf(const std::vector<Rule>& rules) {
        return ruleCost(
            project, rules, {.run = run, .metric = "ndcg@1", .resamples = 50}, Monitor());
    }

    test::TemporaryFolder folder;
    Project project;
    std::string run;
};

// A product that nobody met fills the only place: what the model had there is the whole cost.
TEST_F(RuleCostTest, APinThatNobodyWantsCostsAllThatItsPlaceWasWorth) {
    test::addProduct(project, 500);
    const ItemStore items(project.database());
    const std::string sku = items.item(ItemId{test::ShopOptions().products + 1}).sku;
    const double before = plain("ndcg@1");
    ASSERT_GT(before, 0);
    const Json result = costOf({{.kind = RuleKind::Pin, .items = {sku}}});
    EXPECT_NEAR(result["cost"]["difference"].get<double>(), -before, 1e-12);
    EXPECT_LE(result["cost"]["low"].get<double>(), result["cost"]["difference"].get<double>());
    EXPECT_LE(result["cost"]["high"].get<double>(), 0);
    EXPECT_EQ(result["cost"]["metric"], "ndcg@1");
    EXPECT_EQ(result["rules"][0]["difference"], result["cost"]["difference"]);
}

TEST_F(RuleCostTest, ARuleThatMovesNothingCostsNothing) {
    const ItemStore items(project.database());
    const std::string sku = items.item(ItemId{1}).sku;
    const Json result = costOf({{.kind = RuleKind::Boost, .items = {sku}, .strength = 0}});
    EXPECT_EQ(result["cost"]["difference"], 0.0);
    EXPECT_EQ(result["cost"]["high"], 0.0);
}

TEST_F(RuleCostTest, WithoutARuleThatHoldsNowOrForAnUnknownMetricASentenceSaysSo) {
    EXPECT_THROW(costOf({}), Error);
    EXPECT_THROW(costOf({{.kind = RuleKind::Hide, .items = {"x"}, .until = 1}}), Error);
    EXPECT_THROW(ruleCost(project,
                          {{.kind = RuleKind::Hide, .items = {"x"}}},
                          {.run = run, .metric = "ndcg@0"},
                          Monitor()),
                 Error);
}

}  // namespace
}  // namespace haberdash
