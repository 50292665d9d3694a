// SPDX-License-Identifier: GPL-3.0-or-later

// Rules as a request sends them along.

#include "core/data/catalog/item_store.h"
#include "core/learn/eval/rule_cost.h"
#include "core/learn/service/service.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

class RulesInService : public testing::Test {
  protected:
    RulesInService() : project_(test::makeShop(folder_.path() / "shop.hab")) {
        TrainOptions options = test::quickOptions();
        options.kind = "popularity";
        run_ = train(project_, options, Monitor()).id;
        sku_ = ItemStore(project_.database()).keys().front().sku;
    }

    Json ask(const Json& request) {
        Service service(project_.folder());
        return service.answer(Json::parse(request.dump()));
    }

    static Json rules(const std::vector<Rule>& rules) { return toJson(rules); }

    test::TemporaryFolder folder_;
    Project project_;
    std::string run_;
    std::string sku_;
};

TEST_F(RulesInService, APinnedProductIsRankedFirstAndAHiddenOneNowhere) {
    const Json request = {{"op", "recommend"}, {"run", run_}, {"history", Json::array()}};
    const Json before = ask(request)["result"]["items"];
    const std::string best = before[0]["id"];
    const std::string last = before.back()["id"];
    ASSERT_NE(best, last);
    Json ruled = request;
    ruled["rules"] = rules({{.kind = RuleKind::Hide, .items = {best}},
                            {.kind = RuleKind::Pin, .items = {last}, .place = 1}});
    const Json items = ask(ruled)["result"]["items"];
    EXPECT_EQ(items[0]["id"], last);
    for (const Json& item : items) {
        EXPECT_NE(item["id"], best);
    }
}

TEST_F(RulesInService, TheirCostIsThatOfTheVerb) {
    const std::vector<Rule> pin{{.kind = RuleKind::Pin, .items = {sku_}, .place = 1}};
    const Json answer = ask({{"op", "rule_cost"}, {"run", run_}, {"rules", rules(pin)}});
    ASSERT_TRUE(answer["ok"].get<bool>()) << answer.dump();
    const Json expected = ruleCost(project_, pin, {.run = run_}, Monitor());
    EXPECT_EQ(answer["result"]["cost"], expected["cost"]);
    EXPECT_EQ(answer["result"]["rules"][0]["number"], 1);
    EXPECT_FALSE(ask({{"op", "rule_cost"}, {"run", run_}, {"rules", rules({})}})["ok"].get<bool>());
}

}  // namespace
}  // namespace haberdash
