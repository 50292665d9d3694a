// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/service/request.h"

#include "core/data/base/error.h"
#include "core/data/store/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace haberdash {
namespace {

class AudienceTest : public testing::Test {
  protected:
    AudienceTest()
        : database_(":memory:", Access::ReadWrite), items_(database_), events_(database_) {
        migrateProject(database_);
        Transaction transaction(database_);
        for (const char* sku : {"001", "002"}) {
            Item item{.sku = sku, .title = sku};
            items_.upsert(item);
        }
        const std::int64_t persona =
            events_.putPersona({.key = "minimalist", .name = "Mina", .taste = "{}"});
        const ShopperId quiet =
            events_.putShopper({.key = "quiet", .name = "Ines", .persona = persona});
        const ShopperId busy = events_.putShopper({.key = "busy", .persona = persona});
        events_.add({.shopper = quiet, .item = items_.requireSku("001"), .time = 1}, 0);
        events_.add(
            {.shopper = busy, .item = items_.requireSku("002"), .kind = EventKind::Like, .time = 2},
            0);
        events_.add({.shopper = busy, .item = items_.requireSku("001"), .time = 1}, 0);
        transaction.commit();
    }

    Audience audience(const char* json) { return audienceOf(Json::parse(json), items_, events_); }

    std::string refusal(const char* json) {
        try {
            audience(json);
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }

    Database database_;
    ItemStore items_;
    EventStore events_;
};

TEST_F(AudienceTest, HistoryKeepsOrderKindsAndLeadingZeros) {
    const Audience sent =
        audience(R"({"history": ["002", {"id": "001", "kind": "cart", "time": 99}]})");
    ASSERT_EQ(sent.history.size(), 2U);
    EXPECT_EQ(sent.history[0].item, items_.requireSku("002"));
    EXPECT_EQ(sent.history[1].kind, EventKind::Cart);
    EXPECT_EQ(sent.history[1].time, 99);
    EXPECT_EQ(sent.user, "");
}

TEST_F(AudienceTest, ShopperBringsOwnEventsOldestFirst) {
    const Audience own = audience(R"({"user": "busy"})");
    ASSERT_EQ(own.history.size(), 2U);
    EXPECT_EQ(own.history[0].item, items_.requireSku("001"));
    EXPECT_EQ(own.history[1].kind, EventKind::Like);
}

TEST_F(AudienceTest, PersonaIsItsBusiestShopper) {
    EXPECT_EQ(audience(R"({"persona": "minimalist"})").user, "busy");
}

TEST_F(AudienceTest, LikedProductsAreAHistoryOfLikes) {
    const Audience liked = audience(R"({"liked": ["002", "001"]})");
    ASSERT_EQ(liked.history.size(), 2U);
    EXPECT_EQ(liked.history[0].item, items_.requireSku("002"));
    EXPECT_EQ(liked.history[1].kind, EventKind::Like);
}

TEST_F(AudienceTest, NewShopperIsWelcomeWhereTheRequestSaysSo) {
    EXPECT_NE(refusal(R"({"user": "nobody"})"), "");
    const Audience newcomer = audience(R"({"user": "nobody", "allow_new": true})");
    EXPECT_TRUE(newcomer.isNew);
    EXPECT_TRUE(newcomer.history.empty());
    EXPECT_FALSE(audience(R"({"user": "busy", "allow_new": true})").isNew);
}

TEST_F(AudienceTest, ProductsThatAreNotThereAreToldWhereTheRequestSaysSo) {
    for (
        const char* const request :
        {R"({"history": ["404", {"id": "001", "kind": "like"}, {"id": "405"}], "allow_unknown": true})",
         R"({"liked": ["404", "001", "405"], "allow_unknown": true})"}) {
        const Audience sent = audience(request);
        ASSERT_EQ(sent.history.size(), 1U) << request;
        EXPECT_EQ(sent.history[0].item, items_.requireSku("001"));
        EXPECT_EQ(sent.history[0].kind, EventKind::Like);
        EXPECT_THAT(sent.unknown, testing::ElementsAre("404", "405"));
    }
    EXPECT_NE(refusal(R"({"history": [{"id": "404", "kind": "steal"}], "allow_unknown": true})"),
              "");
}

TEST_F(AudienceTest, ANameInPlaceOfAnIdIsAnsweredWithTheId) {
    EXPECT_EQ(refusal(R"({"user": "ines"})"),
              "There is no shopper \"ines\"; shoppers are asked for by their ids, and that may be "
              "quiet.");
}

TEST_F(AudienceTest, RefusalsNameWhatIsOff) {
    EXPECT_EQ(refusal(R"({})"),
              "A request names exactly one of \"user\", \"persona\", \"history\" and \"liked\".");
    EXPECT_EQ(refusal(R"({"user": "busy", "history": []})"),
              "A request names exactly one of \"user\", \"persona\", \"history\" and \"liked\".");
    EXPECT_NE(refusal(R"({"user": "nobody"})").find("nobody"), std::string::npos);
    EXPECT_NE(refusal(R"({"history": ["404"]})").find("404"), std::string::npos);
    EXPECT_NE(refusal(R"({"history": [{"id": "001", "kind": "steal"}]})").find("kind"),
              std::string::npos);
    EXPECT_NE(refusal(R"({"history": [7]})").find("history"), std::string::npos);
}

TEST(Request, AFieldThatIsNoneIsToldWhichThereAre) {
    try {
        refuseOtherFields(Json{{"user", "anna"}, {"usr", 1}}, {"user", "k"});
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "There is no field \"usr\" here; there are user, k.");
    }
}

TEST(Request, FieldsAreCheckedForTypeAndRange) {
    const Json request =
        Json::parse(R"({"k": 5, "mix": 0.25, "flag": true, "text": "x", "bad": -1})");
    EXPECT_EQ(countField(request, "k", 10, 100), 5U);
    EXPECT_EQ(countField(request, "absent", 10, 100), 10U);
    EXPECT_THROW(countField(request, "k", 10, 4), Error);
    EXPECT_THROW(countField(request, "bad", 10, 100), Error);
    EXPECT_THROW(countField(request, "mix", 10, 100), Error);
    EXPECT_EQ(shareField(request, "mix", 0.5), 0.25);
    EXPECT_THROW(shareField(request, "k", 0.5), Error);
    EXPECT_TRUE(flagField(request, "flag", false));
    EXPECT_THROW(flagField(request, "k", false), Error);
    EXPECT_EQ(textField(request, "text"), "x");
    EXPECT_THROW(textField(request, "absent"), Error);
    EXPECT_THROW(textField(request, "k"), Error);
}

}  // namespace
}  // namespace haberdash
