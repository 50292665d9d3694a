// SPDX-License-Identifier: GPL-3.0-or-later

// What a taste likes, as the persona editor asks it.

#include "core/data/catalog/item_store.h"
#include "core/learn/service/service.h"
#include "tests/core/learn/small_shop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <memory>

namespace haberdash {
namespace {

using ::testing::ElementsAre;

class TasteInService : public testing::Test {
  protected:
    TasteInService() {
        Project project = Project::create(folder_.path() / "shop.hab");
        {
            ItemStore items(project.database());
            Transaction transaction(project.database());
            for (const auto& [sku, colour, brand] :
                 std::initializer_list<std::tuple<const char*, const char*, const char*>>{
                     {"a", "red", "Elm"}, {"b", "blue", "Oak"}, {"c", "red", "Oak"}}) {
                Item item{.sku = sku, .title = sku, .colour = colour, .brand = brand};
                items.upsert(item);
            }
            transaction.commit();
        }
        service_ = std::make_unique<Service>(folder_.path() / "shop.hab");
    }

    static Json taste() {
        return {{"weights", {{"colour=red", 50}}},
                {"budget", 0.5},
                {"thrift", 1},
                {"noise", 0.5},
                {"brands", {{"Oak", 30}}},
                {"avoids", Json::array()},
                {"women_share", 0.5}};
    }

    Json ask(const Json& taste) { return service_->answer({{"op", "taste"}, {"taste", taste}}); }

    static std::vector<std::string> idsOf(const Json& answer) {
        std::vector<std::string> ids;
        for (const Json& item : answer["result"]["items"]) {
            ids.push_back(item["id"]);
        }
        return ids;
    }

    test::TemporaryFolder folder_;
    std::unique_ptr<Service> service_;
};

// Two of three products are red: of two red examples with one product of the catalog's make beside
// them, 2 2/3 of 3 are. Elm is rarer in the catalog
// than among them, Oak is not.
TEST_F(TasteInService, ExamplesLeanToWhatTheyHaveInCommon) {
    const Json answer =
        service_->answer({{"op", "taste"}, {"taste", taste()}, {"examples", {"a", "c"}}});
    const Json leanings = answer["result"]["leanings"];
    EXPECT_NEAR(
        leanings.at("colour=red").get<double>(), std::log((2 + 2.0 / 3) / 3 / (2.0 / 3)), 1e-9);
    EXPECT_NEAR(
        leanings.at("brand=Elm").get<double>(), std::log((1 + 1.0 / 3) / 3 / (1.0 / 3)), 1e-9);
    EXPECT_FALSE(leanings.contains("brand=Oak"));
    EXPECT_FALSE(leanings.contains("colour=blue"));
}

// Worth 80, 50 and 30 but for small differences in appeal.
TEST_F(TasteInService, WhatIsLikedMostComesFirst) {
    EXPECT_THAT(idsOf(ask(taste())), ElementsAre("c", "a", "b"));
}

TEST_F(TasteInService, WhatIsAvoidedIsRuledOut) {
    Json avoiding = taste();
    avoiding["avoids"] = {"colour=blue"};
    const Json answer = ask(avoiding);
    EXPECT_THAT(idsOf(answer), ElementsAre("c", "a"));
    EXPECT_EQ(answer["result"]["ruled_out"], 1);
}

TEST_F(TasteInService, FacetsComeWithTheirProductsMostCommonFirst) {
    const Json facets = ask(taste())["result"]["facets"];
    ASSERT_EQ(facets.size(), 4U);
    EXPECT_EQ(facets[0], Json({{"facet", "colour=red"}, {"products", 2}}));
    EXPECT_EQ(facets[1], Json({{"facet", "brand=Oak"}, {"products", 2}}));
}

TEST_F(TasteInService, WhatIsNoTasteIsRefused) {
    Json broken = taste();
    broken.erase("budget");
    EXPECT_EQ(ask(broken)["error"]["kind"], "input");
    EXPECT_EQ(ask(Json())["error"]["kind"], "input");
}

}  // namespace
}  // namespace haberdash
