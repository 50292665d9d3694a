// SPDX-License-Identifier: GPL-3.0-or-later

// A stored session shown again by the engine.

#include "core/data/catalog/item_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/service/service.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"

#include <gtest/gtest.h>

#include <memory>

namespace haberdash {
namespace {

using test::makeShop;
using test::quickOptions;
using test::TemporaryFolder;

class ReplayInService : public testing::Test {
  protected:
    void SetUp() override {
        content_ = trained("content");
        popularity_ = trained("popularity");
        addSession();
        service_ = std::make_unique<Service>(project_.folder());
    }

    std::string trained(const std::string& kind) {
        TrainOptions options = quickOptions();
        options.kind = kind;
        return train(project_, options, Monitor()).id;
    }

    /// Two products before the session, three in it.
    void addSession() {
        EventStore events(project_.database());
        const std::vector<ItemStore::Key> keys = ItemStore(project_.database()).keys();
        Transaction transaction(project_.database());
        const ShopperId shopper = events.putShopper({.key = "visitor", .isSimulated = true});
        session_ = events.addSession(shopper, 2'000'000'000, false, "{}");
        for (std::size_t i = 0; i < 5; ++i) {
            skus_.push_back(keys[i * 7].sku);
            Event event{.shopper = shopper, .item = keys[i * 7].id, .isSimulated = true};
            event.time = (i < 2 ? 1'999'999'000 : 2'000'000'000) + static_cast<std::int64_t>(i);
            if (i >= 2) {
                event.session = session_;
            }
            events.add(event, 0);
        }
        transaction.commit();
    }

    /// As it comes over a line, where numbers that are not negative have no sign.
    Json ask(const Json& request) { return service_->answer(Json::parse(request.dump())); }

    Json answerTo(Json fields) {
        fields["op"] = "replay";
        fields.emplace("session", raw(session_));
        fields.emplace("runs", Json::array({content_, popularity_}));
        return ask(fields);
    }

    Json replayOf(const Json& fields) {
        const Json answer = answerTo(fields);
        EXPECT_TRUE(answer["ok"].get<bool>()) << answer.dump();
        return answer["result"];
    }

    static std::vector<std::string> idsOf(const Json& list) {
        std::vector<std::string> ids;
        for (const Json& item : list["items"]) {
            ids.push_back(item["id"]);
        }
        return ids;
    }

    TemporaryFolder folder_;
    Project project_ = makeShop(folder_.path() / "shop.hab");
    std::string content_;
    std::string popularity_;
    SessionId session_{};
    std::vector<std::string> skus_;
    std::unique_ptr<Service> service_;
};

TEST_F(ReplayInService, TheListBeforeAnEventIsWhatWasRecommendedThen) {
    const Json result = replayOf({{"k", 7}});
    ASSERT_EQ(result["steps"].size(), 3U);
    EXPECT_EQ(result["earlier"], 2);
    EXPECT_EQ(result["steps"][1]["id"], skus_[3]);
    Json history = Json::array();
    for (const std::size_t i : {0U, 1U, 2U}) {
        history.push_back(
            {{"id", skus_[i]}, {"time", (i < 2 ? 1'999'999'000 : 2'000'000'000) + i}});
    }
    const Json expected =
        ask({{"op", "recommend"}, {"run", content_}, {"history", history}, {"k", 7}})["result"];
    EXPECT_EQ(idsOf(result["steps"][1]["lists"][0]), idsOf(expected));
}

TEST_F(ReplayInService, ProductsAreFoundInTheWholeRankingOfAnotherRun) {
    Json request = {{"op", "recommend"}, {"run", content_}, {"history", {skus_[0]}}, {"k", 4}};
    request["against"] = popularity_;
    const Json against = ask(request)["result"];
    request.erase("against");
    EXPECT_EQ(idsOf(against), idsOf(ask(request)["result"]));
    request["run"] = popularity_;
    request["k"] = 10'000;
    const std::vector<std::string> whole = idsOf(ask(request)["result"]);
    std::size_t overlap = 0;
    for (std::size_t place = 0; place < 4; ++place) {
        const std::size_t rank = against["against"]["ranks"][place];
        EXPECT_EQ(whole.at(rank - 1), against["items"][place]["id"]);
        overlap += rank <= 4 ? 1 : 0;
    }
    EXPECT_EQ(against["against"]["overlap"], overlap);
    request["against"] = popularity_;  // itself
    request["k"] = 4;
    EXPECT_EQ(ask(request)["result"]["against"]["tau"], 1.0);

    const Json step = replayOf({{"history", {skus_[3]}}, {"k", 4}})["end"];
    for (const Json& row : step["lists"][1]["items"]) {
        EXPECT_GE(row["other_rank"], 1);
    }
}

TEST_F(ReplayInService, EventsAreTakenOutByTheirNumber) {
    const Json all = replayOf(Json::object());
    const Json without = replayOf({{"without", {2}}});
    ASSERT_EQ(without["steps"].size(), 2U);
    EXPECT_EQ(without["steps"][1]["event"], 3);
    EXPECT_EQ(without["steps"][1]["id"], skus_[4]);
    EXPECT_NE(without["steps"][1]["lists"][0]["rank"], all["steps"][2]["lists"][0]["rank"]);
}

TEST_F(ReplayInService, AHistoryTakesThePlaceOfTheSessionsEvents) {
    const Json result = replayOf({{"history", {skus_[4]}}});
    ASSERT_EQ(result["steps"].size(), 1U);
    EXPECT_EQ(result["earlier"], 2);
    EXPECT_EQ(result["user"], "visitor");
}

TEST_F(ReplayInService, AShopperAloneMeansTheLatestSession) {
    const Json answer = ask({{"op", "replay"}, {"user", "visitor"}, {"runs", {content_}}});
    ASSERT_TRUE(answer["ok"].get<bool>()) << answer.dump();
    EXPECT_EQ(answer["result"]["session"], raw(session_));
    EXPECT_EQ(answer["result"]["steps"].size(), 3U);
    EXPECT_TRUE(answer["result"]["tau"].is_null());
}

// The session is of 2033, after all that the runs learned from; and then one of 2001, which was
// there when the second pair of runs was trained, with an event, but not the first.
TEST_F(ReplayInService, ARunThatLearnedFromTheSessionSaysSo) {
    EXPECT_EQ(replayOf(Json::object())["learned"], Json({false, false}));
    {
        EventStore events(project_.database());
        Transaction transaction(project_.database());
        const ShopperId visitor = events.shopper("visitor")->id;
        session_ = events.addSession(visitor, 1'000'000'000, true, "{}");
        events.append({.shopper = visitor,
                       .item = ItemStore(project_.database()).keys().front().id,
                       .time = 1'000'000'001,
                       .session = session_,
                       .isSimulated = true});
        transaction.commit();
    }
    EXPECT_EQ(replayOf(Json::object())["learned"], Json({false, false}));
    content_ = trained("content");
    popularity_ = trained("popularity");
    EXPECT_EQ(replayOf(Json::object())["learned"], Json({true, true}));
    EXPECT_EQ(replayOf({{"history", {skus_[0]}}})["learned"], Json({true, true}));
}

// Whose taste clicks says nothing about whose session it is.
TEST_F(ReplayInService, WhoClicksIsNotWhoseSessionItIs) {
    {
        EventStore events(project_.database());
        Transaction transaction(project_.database());
        events.putShopper({.key = "later", .isSimulated = true});
        transaction.commit();
    }
    const Json result = replayOf({{"user", "later"}});
    EXPECT_EQ(result["user"], "visitor");
}

// The shoppers of the small shop have events but no sessions.
TEST_F(ReplayInService, WithoutStoredSessionsTheLatestSittingIsShown) {
    const Json answer = ask({{"op", "replay"}, {"user", "s000"}, {"runs", {content_}}});
    ASSERT_TRUE(answer["ok"].get<bool>()) << answer.dump();
    const Json& result = answer["result"];
    EXPECT_FALSE(result.contains("session"));
    ASSERT_GE(result["steps"].size(), 1U);
    const EventStore events(project_.database());
    const std::size_t all = events.eventsOf(events.shopper("s000")->id).size();
    EXPECT_EQ(result["earlier"].get<std::size_t>() + result["steps"].size(), all);
}

TEST_F(ReplayInService, AHistoryOfAShopperComesAfterWhatWasBefore) {
    const Json answer = ask({{"op", "replay"},
                             {"user", "visitor"},
                             {"history", {skus_[4]}},
                             {"before", 2'000'000'000},
                             {"runs", {content_}}});
    ASSERT_TRUE(answer["ok"].get<bool>()) << answer.dump();
    EXPECT_EQ(answer["result"]["earlier"], 2);
    EXPECT_EQ(answer["result"]["learned"], Json({false}));
}

TEST_F(ReplayInService, OfAVeryLongSessionTheEndIsShown) {
    Json history = Json::array();
    for (int i = 0; i < 230; ++i) {
        history.push_back(skus_[static_cast<std::size_t>(i) % skus_.size()]);
    }
    const Json result =
        replayOf({{"history", history}, {"without", {1}}, {"clicks", {{"draws", 9}}}});
    ASSERT_EQ(result["steps"].size(), 200U);
    EXPECT_EQ(result["steps"][0]["event"], 31);
    EXPECT_EQ(result["earlier"], 2 + 29);
}

TEST_F(ReplayInService, WithoutATasteTheSessionSaysWhatIsClicked) {
    const Json result = replayOf({{"clicks", {{"p", 0.3}, {"model", "position"}, {"decay", 0.5}}}});
    EXPECT_EQ(result["clicks"]["attraction"], "session");
    EXPECT_EQ(result["clicks"]["p"], 0.3);
    EXPECT_EQ(result["clicks"]["decay"], 0.5);
    EXPECT_TRUE(result["clicks"]["simulated"].get<bool>());
    EXPECT_EQ(result["simulated_clicks"].size(), 2U);
}

TEST_F(ReplayInService, APersonasTasteClicks) {
    {
        Transaction transaction(project_.database());
        EventStore(project_.database())
            .putPersona({.key = "quiet",
                         .name = "Quiet",
                         .taste = R"({"weights":{},"budget":0.5,"thrift":1,"noise":0.6,)"
                                  R"("brands":{},"avoids":[],"women_share":0.5})"});
        transaction.commit();
    }
    const Json result = replayOf({{"persona", "quiet"}});
    EXPECT_EQ(result["clicks"]["attraction"], "taste");
    EXPECT_GT(result["simulated_clicks"][0]["mean"].get<double>(), 0);
}

TEST_F(ReplayInService, ARunBesideItselfAgreesWithItself) {
    const Json result = replayOf({{"runs", {content_, content_}}});
    EXPECT_EQ(result["overlap"], 5);
    EXPECT_EQ(result["tau"], 1.0);
    EXPECT_EQ(result["advantage"]["mean"], 0.0);
}

TEST_F(ReplayInService, WrongFieldsAreNamed) {
    const auto messageOf = [this](const Json& fields) {
        const Json answer = answerTo(fields);
        EXPECT_FALSE(answer["ok"].get<bool>()) << answer.dump();
        return answer["error"].value("message", std::string());
    };
    EXPECT_NE(messageOf({{"session", 99'999}}).find("99999"), std::string::npos);
    EXPECT_NE(messageOf({{"without", {4}}}).find("from 1 to 3"), std::string::npos);
    EXPECT_NE(messageOf({{"without", {0}}}).find("without"), std::string::npos);
    EXPECT_NE(messageOf({{"runs", Json::array()}}).find("runs"), std::string::npos);
    EXPECT_NE(messageOf({{"clicks", {{"model", "psychic"}}}}).find("psychic"), std::string::npos);
    EXPECT_NE(messageOf({{"clicks", {{"decay", -1}}}}).find("decay"), std::string::npos);
    EXPECT_NE(messageOf({{"persona", "nobody"}}).find("nobody"), std::string::npos);
}

}  // namespace
}  // namespace haberdash
