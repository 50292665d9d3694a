// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/arms.h"

#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/sessions/event_store.h"
#include "core/data/sessions/served_by.h"
#include "tests/core/learn/small_shop.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

class ArmsTest : public testing::Test {
  protected:
    ArmsTest() : project_(Project::create(folder_.path() / "shop.hab")) {
        Transaction transaction(project_.database());
        Item item{.sku = "1", .title = "One"};
        ItemStore(project_.database()).upsert(item);
        transaction.commit();
        item_ = item.id;
    }

    // A shopper's one visit, and how often the product was looked at and put into the cart.
    void visit(const std::string& shopper,
               const std::string& run,
               int views,
               int carts,
               const std::string& experiment = "first",
               std::int64_t time = 100) {
        Transaction transaction(project_.database());
        EventStore events(project_.database());
        const ShopperId id = events.shopperOf(shopper, false);
        const SessionId session =
            events.addSession(id, time, false, detailOf({run, "champion", experiment}));
        for (int i = 0; i < views + carts; ++i) {
            events.append({.shopper = id,
                           .item = item_,
                           .kind = i < views ? EventKind::View : EventKind::Cart,
                           .time = time + i,
                           .session = session});
        }
        transaction.commit();
    }

    test::TemporaryFolder folder_;
    Project project_;
    ItemId item_{};
};

TEST_F(ArmsTest, CountsShoppersByTheirRun) {
    visit("a", "r1", 2, 0);
    visit("b", "r1", 0, 0);
    visit("c", "r2", 1, 3);
    visit("both", "r1", 5, 5);
    visit("both", "r2", 5, 5);
    const Json result = compareArms(project_);
    EXPECT_EQ(result["crossed"], 1);
    ASSERT_EQ(result["arms"].size(), 2U);
    const Json& first = result["arms"][0];
    EXPECT_EQ(first["run"], "r1");
    EXPECT_EQ(first["shoppers"], 2);
    EXPECT_EQ(first["acts"]["mean"], 1.0);
    EXPECT_EQ(first["converted"]["mean"], 0.0);
    EXPECT_EQ(result["arms"][1]["events"]["cart"], 3);
    EXPECT_EQ(result["comparisons"][0]["difference"], 3.0);
    EXPECT_EQ(result["comparisons"][1]["difference"], 1.0);
}

TEST_F(ArmsTest, WhatWasBeforeTheExperimentCountsForNobody) {
    for (int i = 0; i < 20; ++i) {
        visit(std::to_string(i), "r1", 3, 2, "", 100);
        visit(std::to_string(i), i % 2 == 0 ? "r1" : "r2", 1, 0, "second", 100'000);
    }
    const Json result = compareArms(project_);
    EXPECT_EQ(result["experiment"], "second");
    EXPECT_EQ(result["crossed"], 0);
    ASSERT_EQ(result["arms"].size(), 2U);
    for (const Json& arm : result["arms"]) {
        EXPECT_EQ(arm["shoppers"], 10);
        EXPECT_NEAR(arm["acts"]["mean"].get<double>(), 1.0, 1e-9);
    }
}

TEST_F(ArmsTest, JudgesTheLatestExperimentOrTheOneThatIsNamed) {
    visit("a", "r1", 1, 0, "first", 100);
    visit("b", "r2", 2, 0, "first", 100);
    visit("a", "r3", 1, 0, "second", 200);
    visit("b", "r1", 4, 0, "second", 200);
    const Json latest = compareArms(project_);
    EXPECT_EQ(latest["experiments"], (Json{"second", "first"}));
    EXPECT_EQ(latest["arms"][0]["acts"]["mean"], 4.0);
    const Json named = compareArms(project_, {.experiment = "first"});
    EXPECT_EQ(named["arms"][1]["acts"]["mean"], 2.0);
    EXPECT_THROW(compareArms(project_, {.experiment = "third"}), Error);
}

TEST_F(ArmsTest, WithoutAnExperimentThereIsNothingToCompare) {
    visit("a", "r1", 1, 0, "");
    const Json result = compareArms(project_);
    EXPECT_TRUE(result["experiment"].is_null());
    EXPECT_TRUE(result["arms"].empty());
}

TEST_F(ArmsTest, TellsARealDifferenceFromNone) {
    for (int i = 0; i < 60; ++i) {
        visit("a" + std::to_string(i), "r1", i % 5, 0);
        visit("b" + std::to_string(i), "r2", i % 5, i % 2);
        visit("c" + std::to_string(i), "r3", i % 5, 0);
    }
    const Json result = compareArms(project_);
    const auto pOf = [&](const char* a, const char* b, const char* metric) {
        for (const Json& row : result["comparisons"]) {
            if (row["a"] == a && row["b"] == b && row["metric"] == metric) {
                return row["p"].get<double>();
            }
        }
        return -1.0;
    };
    EXPECT_LT(pOf("r1", "r2", "converted"), 0.001);
    EXPECT_EQ(pOf("r1", "r3", "acts"), 1.0);
}

}  // namespace
}  // namespace haberdash
