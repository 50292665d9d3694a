// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/label_store.h"

#include "core/data/labels/label_json.h"
#include "core/data/store/schema.h"
#include "tests/support/errors.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace haberdash {
namespace {

using test::kindOfCall;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class LabelStoreTest : public ::testing::Test {
  protected:
    LabelStoreTest() {
        migrateProject(database_);
        mina_ = store_.annotatorOf("Mina", 5);
    }

    LabelEvent pair(const std::string& choice) const {
        return {.time = 12,
                .annotator = mina_,
                .persona = "minimalist",
                .kind = LabelKind::Pair,
                .items = {"007", "8"},
                .choice = choice,
                .took = 900};
    }

    void exec(const char* sql) { database_.connection().exec(sql); }

    Database database_{":memory:", Access::ReadWrite};
    LabelStore store_{database_};
    AnnotatorId mina_{};
};

TEST_F(LabelStoreTest, NumbersEntriesWithoutGapsAndKeepsEveryField) {
    LabelEvent first = pair("a");
    LabelEvent second = pair("tie");
    EXPECT_EQ(store_.append(first), 1);
    EXPECT_EQ(store_.append(second), 2);
    std::vector<LabelEvent> read;
    store_.forEachAfter(1, [&](const LabelEvent& event) { read.push_back(event); });
    ASSERT_EQ(read.size(), 1U);
    EXPECT_EQ(toJson(read[0], "Mina"), toJson(second, "Mina"));
    EXPECT_EQ(read[0].step, 2);
    EXPECT_EQ(read[0].persona, "minimalist");
    EXPECT_EQ(read[0].hash.size(), 64U);
}

TEST_F(LabelStoreTest, AnnotatorIsMadeOnceAndHasAName) {
    EXPECT_EQ(store_.annotatorOf("Mina", 9), mina_);
    EXPECT_EQ(store_.annotators().size(), 1U);
    EXPECT_EQ(kindOfCall([&] { store_.annotatorOf("", 0); }), "input");
    EXPECT_EQ(kindOfCall([&] { store_.annotatorOf("a\rb", 0); }), "input");
}

TEST_F(LabelStoreTest, RefusesAllOfAStepWhenOneEventIsOff) {
    std::vector<LabelEvent> step{pair("a"), pair("maybe")};
    EXPECT_EQ(kindOfCall([&] { store_.append(step); }), "input");
    EXPECT_EQ(store_.newest(), 0);
}

TEST_F(LabelStoreTest, WhatIsOffIsSaidInASentence) {
    const auto fault = [](const char* line) {
        return test::sentenceOfCall([&] { labelFromJson(Json::parse(line)); });
    };
    EXPECT_THAT(fault(R"({"kind":"pair","a":"1","choice":"a"})"), HasSubstr("2 product"));
    EXPECT_THAT(fault(R"({"kind":"pair","a":"1","b":"1","choice":"a"})"), HasSubstr("different"));
    EXPECT_THAT(fault(R"({"kind":"rate","a":"1","choice":6})"), HasSubstr("1 to 5"));
    EXPECT_THAT(fault(R"({"kind":"rank","a":"1","b":"2","choice":["3"]})"), HasSubstr("none of"));
    EXPECT_THAT(fault(R"({"kind":"love","a":"1"})"), HasSubstr("kind"));
    EXPECT_THAT(fault(R"([])"), HasSubstr("JSON object"));
    EXPECT_THAT(fault(R"({"kind":"like","a":1.5})"), HasSubstr("text"));
}

TEST_F(LabelStoreTest, ChoicesAreReadAsPeopleWriteThem) {
    const auto choice = [](const char* line) { return labelFromJson(Json::parse(line)).choice; };
    EXPECT_EQ(choice(R"({"kind":"pair","a":"7","b":"9","choice":"9"})"), "b");
    EXPECT_EQ(choice(R"({"kind":"pair","a":7,"b":9,"choice":"left"})"), "a");
    EXPECT_EQ(choice(R"({"kind":"rate","a":"7","choice":4})"), "4");
    EXPECT_EQ(choice(R"({"kind":"rank","items":["7","8","9"],"choice":["9","7","8"]})"), "cab");
    EXPECT_EQ(choice(R"({"kind":"rank","choice":["9","7","8"]})"), "abc");
    EXPECT_EQ(choice(R"({"kind":"rank","a":"7","b":"8","choice":"8"})"), "b");
    EXPECT_EQ(
        labelFromJson(Json::parse(R"({"kind":"flag","a":"7","b":"8","reason":"x","choice":"8"})"))
            .choice,
        "b");
    EXPECT_EQ(labelFromJson(Json::parse(R"({"kind":"flag","a":"7","reason":"blurred"})")).note,
              "blurred");
}

TEST_F(LabelStoreTest, RankingSaysWhichIsBetterThanWhich) {
    const auto words = [](const LabelEvent& event) {
        std::vector<std::string> all;
        for (const Preference& p : preferencesOf(event)) {
            all.push_back(p.better + ">" + p.worse);
        }
        return all;
    };
    EXPECT_THAT(words({.kind = LabelKind::Rank, .items = {"x", "y", "z"}, .choice = "cab"}),
                ElementsAre("z>x", "z>y", "x>y"));
    EXPECT_THAT(words({.kind = LabelKind::Rank, .items = {"x", "y", "z"}, .choice = "b"}),
                ElementsAre("y>x", "y>z"));
    EXPECT_THAT(words(pair("tie")), IsEmpty());
}

TEST_F(LabelStoreTest, AnyChangeBreaksTheChain) {
    for (int n = 0; n < 3; ++n) {
        LabelEvent event = pair("a");
        store_.append(event);
    }
    EXPECT_THAT(store_.verify(), IsEmpty());
    exec("UPDATE label_events SET choice = 'b' WHERE seq = 2");
    EXPECT_THAT(store_.verify(), ElementsAre(HasSubstr("Label 2")));
    exec("UPDATE label_events SET choice = 'a' WHERE seq = 2");
    EXPECT_THAT(store_.verify(), IsEmpty());
    exec("UPDATE annotators SET name = 'Leo'");
    EXPECT_THAT(store_.verify(), ElementsAre(HasSubstr("Label 1")));
    exec("UPDATE annotators SET name = 'Mina'");
    exec("DELETE FROM label_events WHERE seq = 2");
    EXPECT_THAT(store_.verify(), ElementsAre(HasSubstr("Label 2 is missing")));
}

TEST_F(LabelStoreTest, DamagedRowsAreLeftOutAndReported) {
    LabelEvent event = pair("a");
    store_.append(event);
    store_.append(event);
    exec("UPDATE label_events SET items = '{\"x\"' WHERE seq = 1");
    int seen = 0;
    store_.forEachAfter(0, [&](const LabelEvent&) { ++seen; });
    EXPECT_EQ(seen, 1);
    EXPECT_EQ(store_.verify().size(), 1U);
}

TEST(LabelStoreFile, TwoWritersShareOneChain) {
    const test::TempFolder folder;
    Database first(folder / "a.db", Access::ReadWrite);
    migrateProject(first);
    Database second(folder / "a.db", Access::ReadWrite);
    LabelStore stores[] = {LabelStore(first), LabelStore(second)};
    const AnnotatorId who = stores[0].annotatorOf("Mina", 0);
    for (int n = 0; n < 10; ++n) {
        LabelEvent event{.annotator = who, .kind = LabelKind::Like, .items = {"7"}};
        EXPECT_EQ(stores[n % 2].append(event), n + 1);
    }
    EXPECT_THAT(stores[0].verify(), IsEmpty());
}

TEST(LabelStoreFile, AReaderCannotWrite) {
    const test::TempFolder folder;
    {
        Database database(folder / "a.db", Access::ReadWrite);
        migrateProject(database);
        LabelStore(database).annotatorOf("Mina", 0);
    }
    Database reader(folder / "a.db", Access::ReadOnly);
    LabelStore store(reader);
    LabelEvent event{.annotator = AnnotatorId{1}, .kind = LabelKind::Like, .items = {"7"}};
    EXPECT_EQ(kindOfCall([&] { store.append(event); }), "disk");
    EXPECT_EQ(store.newest(), 0);
}

}  // namespace
}  // namespace haberdash
