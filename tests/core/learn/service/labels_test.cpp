// SPDX-License-Identifier: GPL-3.0-or-later

// Labels count in the very next ranking of a warm engine, without a training.

#include "core/data/catalog/item_store.h"
#include "core/data/labels/label_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/service/service.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <memory>

namespace haberdash {
namespace {

using test::likingOf;
using test::makeShop;
using test::quickOptions;
using test::TemporaryFolder;

constexpr int kSomebody = 1000;  // not among the shoppers

class LabelsInService : public testing::Test {
  protected:
    void open(const int products) {
        project_ = std::make_unique<Project>(
            makeShop(folder_.path() / "shop.hab", {.products = products, .shoppers = 60}));
        {
            Transaction transaction(project_->database());
            EventStore events(project_->database());
            const std::int64_t persona = events.putPersona({.key = "quiet", .name = "Quiet"});
            events.putShopper({.key = "s000", .persona = persona});
            transaction.commit();
        }
        TrainOptions options = quickOptions();
        options.epochs = 2;
        run_ = train(*project_, options, Monitor()).id;
        service_ = std::make_unique<Service>(project_->folder());
    }

    Json ask(Json fields) {
        fields["op"] = "recommend";
        fields["run"] = run_;
        const Json answer = service_->answer(fields);
        EXPECT_TRUE(answer["ok"].get<bool>()) << answer.dump();
        return answer["result"];
    }

    static std::vector<std::string> ids(const Json& result) {
        std::vector<std::string> all;
        for (const Json& item : result["items"]) {
            all.push_back(item["id"]);
        }
        return all;
    }

    void say(LabelEvent event, const std::string& persona = "quiet") {
        LabelStore store(project_->database());
        event.annotator = store.annotatorOf("Mina", 0);
        event.persona = persona;
        event.time = 1;
        store.append(event);
    }

    TemporaryFolder folder_;
    std::unique_ptr<Project> project_;
    std::string run_;
    std::unique_ptr<Service> service_;
};

TEST_F(LabelsInService, CountForTheirPersonaAndForNobodyElse) {
    open(120);
    const Json before = ask({{"persona", "quiet"}});
    const Json other = ask({{"user", "s001"}});
    EXPECT_FALSE(before.contains("labels"));
    say({.kind = LabelKind::Dislike, .items = {before["items"][0]["id"]}});
    say({.kind = LabelKind::Like, .items = {before["items"][9]["id"]}});
    const Json after = ask({{"persona", "quiet"}});
    EXPECT_EQ(after["labels"], 2);
    EXPECT_NE(ids(after)[0], ids(before)[0]);
    EXPECT_THAT(ids(after), ::testing::Contains(ids(before)[9]));  // said to be liked, not owned
    EXPECT_EQ(ids(ask({{"persona", "quiet"}, {"labels", false}})), ids(before));
    EXPECT_EQ(ids(ask({{"user", "s001"}})), ids(other));
}

TEST_F(LabelsInService, AreAddedToAHistoryThatIsSentAlong) {
    open(120);
    say({.kind = LabelKind::Like, .items = {"0007"}});
    const Json history = Json::array({"0001", "0002"});
    const Json with = ask({{"history", history}, {"labels_for", "quiet"}});
    EXPECT_EQ(with["labels"], 1);
    EXPECT_NE(with["items"][0]["score"], ask({{"history", history}})["items"][0]["score"]);
}

TEST_F(LabelsInService, OneOfThemIsLeftOutForAWhatIf) {
    open(120);
    const Json empty = ask({{"history", Json::array()}});
    say({.kind = LabelKind::Like, .items = {"0007"}}, {});
    const Json one = ask({{"history", Json::array()}, {"labels_of", "Mina"}});
    EXPECT_EQ(one["labels"], 1);
    say({.kind = LabelKind::Like, .items = {"0008"}}, {});
    const Json without =
        ask({{"history", Json::array()}, {"labels_of", "Mina"}, {"labels_without", {"0008"}}});
    EXPECT_EQ(without["items"], one["items"]);
    EXPECT_EQ(ids(ask({{"history", Json::array()},
                       {"labels_of", "Mina"},
                       {"labels_without", {"0007", "0008"}}})),
              ids(empty));
}

// Likelihoods are calibrated on what shoppers did.
TEST_F(LabelsInService, ATasteThatOnlyLabelsTellHasNoLikelihood) {
    open(120);
    say({.kind = LabelKind::Like, .items = {"0007"}}, {});
    const Json said = ask({{"history", Json::array()}, {"labels_of", "Mina"}});
    EXPECT_EQ(said["has_probability"], false);
    EXPECT_FALSE(said["items"][0].contains("probability"));
    EXPECT_EQ(ask({{"history", {"0001"}}, {"labels_of", "Mina"}})["has_probability"], true);
}

// The limit is that of the promise; a full training of this catalog takes many times as long.
TEST_F(LabelsInService, TenLabelsReRankTenThousandProductsWithinThreeSeconds) {
    open(10'000);
    const std::vector<std::string> before = ids(ask({{"persona", "quiet"}, {"k", 20U}}));
    for (int pair = 0; pair < 10; ++pair) {
        const std::string a = std::to_string(1000 + pair);
        const std::string b = std::to_string(2000 + pair);
        const ItemStore items(project_->database());
        const bool isFirst =
            likingOf(kSomebody, items.requireSku(a)) > likingOf(kSomebody, items.requireSku(b));
        say({.kind = LabelKind::Pair, .items = {a, b}, .choice = isFirst ? "a" : "b"});
    }
    const auto start = std::chrono::steady_clock::now();
    const Json after = ask({{"persona", "quiet"}, {"k", 20U}});
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("re-ranked after ten labels in %.3f s\n", seconds);
    EXPECT_NE(ids(after), before);
    EXPECT_LT(seconds, 3.0);
}

}  // namespace
}  // namespace haberdash
