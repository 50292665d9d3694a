// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/traffic.h"

#include "core/data/base/error.h"
#include "tests/core/learn/small_shop.h"

#include <gtest/gtest.h>

#include <string>

namespace haberdash {
namespace {

int challengedOf(const Traffic& traffic, const int shoppers) {
    int count = 0;
    for (int i = 0; i < shoppers; ++i) {
        count += armOf(traffic, "shopper-" + std::to_string(i)).run == traffic.challenger ? 1 : 0;
    }
    return count;
}

TEST(Traffic, ShareIsThatOfTheShoppers) {
    // Three deviations of a binomial of 20,000 at a fifth: 170.
    EXPECT_NEAR(challengedOf({"r1", "r2", 0.2}, 20'000), 4000, 170);
    EXPECT_EQ(challengedOf({"r1", "r2", 0}, 1000), 0);
    EXPECT_EQ(challengedOf({"r1", "r2", 1}, 1000), 1000);
}

TEST(Traffic, GrowingShareGivesNobodyBack) {
    for (int i = 0; i < 2000; ++i) {
        const std::string shopper = std::to_string(i);
        if (armOf({"r1", "r2", 0.1}, shopper).run == "r2") {
            EXPECT_EQ(armOf({"r1", "r2", 0.4}, shopper).run, "r2");
        }
    }
}

TEST(Traffic, AnotherPairOfRunsDividesAfresh) {
    int both = 0;
    for (int i = 0; i < 10'000; ++i) {
        const std::string shopper = std::to_string(i);
        both += armOf({"r1", "r2", 0.5}, shopper).run == "r2" &&
                        armOf({"r1", "r3", 0.5}, shopper).run == "r3"
                    ? 1
                    : 0;
    }
    EXPECT_NEAR(both, 2500, 150);
}

TEST(Traffic, WithoutAShopperTheChampionAnswers) {
    EXPECT_EQ(armOf({"r1", "r2", 1}, "").run, "r1");
}

TEST(Traffic, IsKeptInTheProject) {
    const test::TemporaryFolder folder;
    Project project = Project::create(folder.path() / "shop.hab");
    EXPECT_EQ(storedTraffic(project), std::nullopt);
    const TrafficRecord record = beginningAt(1000, {"r2", "r3", 0.25}, Traffic{"r1", "", 0});
    storeTraffic(project, record);
    EXPECT_EQ(storedTraffic(project), record);
}

TEST(Traffic, OnlyAChallengerMakesAnExperiment) {
    EXPECT_EQ(beginningAt(1000, {"r1", "", 0}, std::nullopt).experiment, "");
    const TrafficRecord record = beginningAt(1000, {"r1", "r2", 1}, std::nullopt);
    EXPECT_EQ(record.experiment, "r1-r2-1000");
    EXPECT_EQ(servedBy(record, "anna"), (ServedBy{"r2", "challenger", record.experiment}));
}

TEST(Traffic, RefusesWhatCannotBeServed) {
    EXPECT_THROW(trafficFromJson(Json::parse(R"({})")), Error);
    EXPECT_THROW(trafficFromJson(Json::parse(R"({"run": "r1", "challenger": "r1"})")), Error);
    EXPECT_THROW(trafficFromJson(Json::parse(R"({"run": "r1", "challenger": "r2", "share": 2})")),
                 Error);
    EXPECT_THROW(trafficOf("r1", "r1", 0.5), Error);
}

TEST(Traffic, ShareIsThatOfAChallenger) {
    EXPECT_THROW(trafficOf("r1", "", 0.5), Error);
    EXPECT_THROW(trafficFromJson(Json::parse(R"({"run": "r1", "share": 0.2})")), Error);
    EXPECT_EQ(trafficOf("r1", "", std::nullopt), (Traffic{"r1", "", 0}));
    EXPECT_EQ(trafficOf("r1", "r2", std::nullopt), (Traffic{"r1", "r2", 0.1}));
    EXPECT_EQ(trafficOf("r1", "r2", 0.5), (Traffic{"r1", "r2", 0.5}));
}

TEST(Traffic, RecordOfWhatCannotServeIsNone) {
    EXPECT_EQ(trafficRecordFrom(R"({"now": {"run": "r1", "challenger": "r1"}})"), std::nullopt);
    EXPECT_EQ(trafficRecordFrom(R"({"now": {"run": "r1"}, "before": {"run": 7}})"), std::nullopt);
    EXPECT_EQ(trafficRecordFrom("[]"), std::nullopt);
}

}  // namespace
}  // namespace haberdash
