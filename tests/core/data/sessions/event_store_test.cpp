// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sessions/event_store.h"

#include "core/data/catalog/item_store.h"
#include "core/data/store/project.h"
#include "core/data/store/schema.h"
#include "tests/support/errors.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace haberdash {
namespace {

using ::testing::ElementsAre;

class EventStoreTest : public ::testing::Test {
  protected:
    EventStoreTest() {
        migrateProject(database_);
        ItemStore items(database_);
        for (Item* const item : {&shirt_, &shoe_}) {
            items.upsert(*item);
        }
        shopper_ = store_.shopperOf("mina", false);
    }

    Event event(const Item& item, const EventKind kind, const std::int64_t time) const {
        return {.shopper = shopper_, .item = item.id, .kind = kind, .time = time};
    }

    Database database_{":memory:", Access::ReadWrite};
    EventStore store_{database_};
    Item shirt_{.sku = "shirt"};
    Item shoe_{.sku = "shoe"};
    ShopperId shopper_{};
};

TEST(EventKind, WordsRoundTrip) {
    for (const EventKind kind : {EventKind::View,
                                 EventKind::Cart,
                                 EventKind::Purchase,
                                 EventKind::Like,
                                 EventKind::Dislike}) {
        EXPECT_EQ(eventKindFrom(wordOf(kind)), kind);
    }
    EXPECT_EQ(eventKindFrom("VIEW"), std::nullopt);
    EXPECT_EQ(eventKindFrom(""), std::nullopt);
}

TEST_F(EventStoreTest, ShopperIsMadeOnce) {
    EXPECT_EQ(store_.shopperOf("mina", true), shopper_);
    EXPECT_NE(store_.shopperOf("leo", true), shopper_);
    EXPECT_EQ(store_.shopperCount(), 2U);
    EXPECT_FALSE(store_.shopper("mina")->isSimulated);
    EXPECT_TRUE(store_.shopper("leo")->isSimulated);
}

TEST_F(EventStoreTest, EqualEventIsStoredOncePerOccurrence) {
    const Event view = event(shirt_, EventKind::View, 10);
    EXPECT_TRUE(store_.add(view, 0));
    EXPECT_FALSE(store_.add(view, 0));
    EXPECT_TRUE(store_.add(view, 1));
    EXPECT_TRUE(store_.add(event(shirt_, EventKind::Cart, 10), 0));
    EXPECT_EQ(store_.eventCount(), 3U);
}

TEST_F(EventStoreTest, EventKeepsEveryField) {
    Event purchase = event(shirt_, EventKind::Purchase, 10);
    purchase.session = store_.addSession(shopper_, 9, true, R"({"policy":"random"})");
    purchase.split = GivenSplit::Test;
    purchase.isSimulated = true;
    store_.add(purchase, 0);
    const auto events = store_.eventsOf(shopper_);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].item, shirt_.id);
    EXPECT_EQ(events[0].kind, EventKind::Purchase);
    EXPECT_EQ(events[0].time, 10);
    EXPECT_EQ(events[0].session, purchase.session);
    EXPECT_EQ(events[0].split, GivenSplit::Test);
    EXPECT_TRUE(events[0].isSimulated);
}

TEST_F(EventStoreTest, EventsComeOldestFirstByShopper) {
    const ShopperId leo = store_.shopperOf("leo", false);
    store_.add({.shopper = leo, .item = shirt_.id, .time = 1}, 0);
    store_.add(event(shoe_, EventKind::View, 20), 0);
    store_.add(event(shirt_, EventKind::View, 10), 0);
    std::vector<std::int64_t> times;
    store_.forEach([&](const Event& each) { times.push_back(each.time); });
    EXPECT_THAT(times, ElementsAre(10, 20, 1));
    EXPECT_EQ(store_.eventsOf(leo).size(), 1U);
}

TEST_F(EventStoreTest, EventOfAnUnknownProductIsRefused) {
    const Event stray{.shopper = shopper_, .item = ItemId{999}, .time = 1};
    EXPECT_EQ(test::kindOfCall([&] { store_.add(stray, 0); }), "input");
    EXPECT_EQ(store_.eventCount(), 0U);
}

TEST_F(EventStoreTest, PersonasAndShoppersAreReplacedByKey) {
    const std::int64_t persona =
        store_.putPersona({.key = "minimalist", .name = "Mini", .taste = "{}"});
    EXPECT_EQ(store_.putPersona({.key = "minimalist", .name = "Minimalist", .taste = "{}"}),
              persona);
    EXPECT_EQ(store_.persona("minimalist")->name, "Minimalist");
    EXPECT_EQ(store_.personas().size(), 1U);
    EXPECT_FALSE(store_.persona("other").has_value());
    const ShopperId id = store_.putShopper(
        {.key = "mina", .name = "Mina", .persona = persona, .isSimulated = true, .taste = "{}"});
    EXPECT_EQ(id, shopper_);
    const auto mina = store_.shopper(id);
    ASSERT_TRUE(mina);
    EXPECT_EQ(mina->name, "Mina");
    EXPECT_EQ(mina->persona, persona);
    EXPECT_TRUE(mina->isSimulated);
    EXPECT_FALSE(store_.shopper(ShopperId{999}).has_value());
}

TEST_F(EventStoreTest, FindsShoppersByBeginningBusiestFirst) {
    const ShopperId busy = store_.putShopper({.key = "u7", .name = "Mina Busy"});
    store_.putShopper({.key = "min%", .name = "x"});
    store_.add({.shopper = busy, .item = shirt_.id, .time = 1}, 0);
    const auto keys = [&](const char* const words, const std::size_t limit) {
        std::vector<std::string> found;
        for (const auto& row : store_.findShoppers(words, limit)) {
            found.push_back(row.shopper.key);
        }
        return found;
    };
    EXPECT_THAT(keys("MINA", 10), ElementsAre("u7", "mina"));
    EXPECT_THAT(keys("min%", 10), ElementsAre("min%"));
    EXPECT_THAT(keys("", 2), ElementsAre("u7", "mina"));
    EXPECT_THAT(keys("_", 10), ElementsAre());
    EXPECT_EQ(store_.findShoppers("u7", 1)[0].events, 1U);
}

TEST(EventStoreFile, EventsOutliveTheConnection) {
    const test::TempFolder folder;
    {
        Project project = Project::create(folder / "a.hab");
        Transaction transaction(project.database());
        Item item{.sku = "1"};
        ItemStore(project.database()).upsert(item);
        EventStore store(project.database());
        store.add({.shopper = store.shopperOf("u", false), .item = item.id, .time = 5}, 0);
        transaction.commit();
    }
    Project project = Project::open(folder / "a.hab", Access::ReadOnly);
    EXPECT_EQ(EventStore(project.database()).eventCount(), 1U);
}

TEST_F(EventStoreTest, AFrequentShopperOfLikeTasteStandsForAPersona) {
    Persona persona{.key = "sporty", .name = "Leo", .taste = R"({"weights":{"a=1":2,"b=1":1}})"};
    persona.id = store_.putPersona(persona);
    EXPECT_FALSE(store_.typicalShopperOf(persona).has_value());
    const auto add = [&](const std::string& key, const std::string& taste, const int events) {
        store_.putShopper({.key = key, .persona = persona.id, .isSimulated = true, .taste = taste});
        for (int time = 1; time <= events; ++time) {
            Event view = event(shirt_, EventKind::View, time);
            view.shopper = store_.shopper(key)->id;
            store_.add(view, 0);
        }
    };
    add("unlike", R"({"weights":{"a=1":-1,"c=1":3}})", 10);
    EXPECT_EQ(store_.typicalShopperOf(persona)->key, "unlike");
    add("like", R"({"weights":{"a=1":4,"b=1":2}})", 5);
    add("rare", R"({"weights":{"a=1":2,"b=1":1}})", 4);
    add("damaged", "{", 9);
    EXPECT_EQ(store_.typicalShopperOf(persona)->key, "like");
    add("sim7-1", R"({"weights":{"a=1":2,"b=1":1}})", 10);  // of a later simulation
    EXPECT_EQ(store_.typicalShopperOf(persona)->key, "like");
}

TEST_F(EventStoreTest, SessionsComeLatestFirstWithTheirEvents) {
    const SessionId first = store_.addSession(shopper_, 100, false, "{}");
    const SessionId second = store_.addSession(shopper_, 200, true, R"({"clicks":"cascade"})");
    store_.addSession(store_.shopperOf("leo", false), 300, false, "{}");
    for (const auto& [time, session] : {std::pair{90, std::optional<SessionId>()},
                                        std::pair{101, std::optional(first)},
                                        std::pair{102, std::optional(first)},
                                        std::pair{201, std::optional(second)}}) {
        Event made = event(shirt_, EventKind::View, time);
        made.session = session;
        store_.add(made, 0);
    }
    const auto sessions = store_.sessionsOf(shopper_, 10);
    ASSERT_EQ(sessions.size(), 2U);
    EXPECT_EQ(sessions[0].session.id, second);
    EXPECT_TRUE(sessions[0].session.isSimulated);
    EXPECT_EQ(sessions[0].session.detail, R"({"clicks":"cascade"})");
    EXPECT_EQ(sessions[0].events, 1U);
    EXPECT_EQ(sessions[1].events, 2U);
    EXPECT_EQ(store_.sessionsOf(shopper_, 1).size(), 1U);
    EXPECT_EQ(store_.session(first)->startedAt, 100);
    EXPECT_FALSE(store_.session(SessionId{99}).has_value());
}

TEST_F(EventStoreTest, WhatCameBeforeASessionIsNotOfIt) {
    const SessionId id = store_.addSession(shopper_, 100, false, "{}");
    for (const std::int64_t time : {70, 80, 90}) {
        store_.add(event(shirt_, EventKind::View, time), 0);
    }
    Event own = event(shoe_, EventKind::Cart, 100);
    own.session = id;
    store_.add(own, 0);
    store_.add(event(shoe_, EventKind::Purchase, 110), 0);
    const EventStore::SessionRow session = *store_.session(id);
    ASSERT_EQ(store_.eventsOf(session).size(), 1U);
    EXPECT_EQ(store_.eventsOf(session)[0].item, shoe_.id);
    const std::vector<Event> before = store_.eventsBefore(session, 2);
    ASSERT_EQ(before.size(), 2U);
    EXPECT_EQ(before[0].time, 80);
    EXPECT_EQ(before[1].time, 90);
}

}  // namespace
}  // namespace haberdash
