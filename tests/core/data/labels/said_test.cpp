// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/said.h"

#include "core/data/store/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace haberdash {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SaidTest : public ::testing::Test {
  protected:
    SaidTest() {
        migrateProject(database_);
        mina_ = store_.annotatorOf("Mina", 0);
        leo_ = store_.annotatorOf("Leo", 0);
    }

    void say(LabelEvent event) {
        event.annotator = event.annotator == AnnotatorId{} ? mina_ : event.annotator;
        store_.append(event);
        history_.catchUp(store_);
    }

    void pair(const std::string& better, const std::string& worse) {
        say({.kind = LabelKind::Pair, .items = {better, worse}, .choice = "a"});
    }

    std::vector<std::string> said(const Voice& voice) const {
        std::vector<std::string> words;
        for (const Said& one : saidBy(history_, voice)) {
            words.push_back((one.kind == EventKind::Like ? "+" : "-") + one.sku);
        }
        return words;
    }

    std::vector<std::string> ofMina() const { return said({.annotator = mina_, .persona = ""}); }

    Database database_{":memory:", Access::ReadWrite};
    LabelStore store_{database_};
    LabelHistory history_;
    AnnotatorId mina_{};
    AnnotatorId leo_{};
};

TEST_F(SaidTest, LikesAndRatingsSpeakForAndAgainst) {
    say({.kind = LabelKind::Like, .items = {"a"}});
    say({.kind = LabelKind::Dislike, .items = {"b"}});
    say({.kind = LabelKind::Unsure, .items = {"c"}});
    say({.kind = LabelKind::Rate, .items = {"d"}, .choice = "4"});
    say({.kind = LabelKind::Rate, .items = {"e"}, .choice = "3"});
    say({.kind = LabelKind::Rate, .items = {"f"}, .choice = "2"});
    EXPECT_THAT(ofMina(), ElementsAre("+a", "-b", "+d", "-f"));
}

TEST_F(SaidTest, OfPairsTheProductThatWonMoreThanItLostIsFor) {
    pair("a", "b");
    pair("a", "c");
    pair("d", "a");
    pair("b", "e");
    EXPECT_THAT(ofMina(), ElementsAre("+a", "+d"));
}

TEST_F(SaidTest, OfARankingTheBetterHalfIsFor) {
    say({.kind = LabelKind::Rank, .items = {"a", "b", "c", "d"}, .choice = "cabd"});
    EXPECT_THAT(ofMina(), ElementsAre("+a", "+c"));
}

TEST_F(SaidTest, ADirectWordCountsMoreThanPairs) {
    pair("a", "b");
    say({.kind = LabelKind::Dislike, .items = {"a"}});
    EXPECT_THAT(ofMina(), ElementsAre("-a"));
}

TEST_F(SaidTest, WhatIsUndoneIsNotSaid) {
    pair("a", "b");
    say({.kind = LabelKind::Undo, .of = history_.undoable(mina_).value()});
    EXPECT_THAT(ofMina(), IsEmpty());
}

TEST_F(SaidTest, WhatWasSettledStandsForThePersonaInPlaceOfTheAnswers) {
    for (const AnnotatorId who : {mina_, leo_}) {
        say({.annotator = who,
             .persona = "quiet",
             .kind = who == mina_ ? LabelKind::Like : LabelKind::Dislike,
             .items = {"a"}});
    }
    say({.persona = "quiet",
         .kind = LabelKind::Dislike,
         .items = {"a"},
         .source = LabelSource::Adjudication});
    EXPECT_THAT(said({.annotator = std::nullopt, .persona = "quiet"}), ElementsAre("-a"));
    EXPECT_THAT(said({.annotator = mina_, .persona = "quiet"}), ElementsAre("+a"));
    EXPECT_THAT(ofMina(), IsEmpty());
}

TEST_F(SaidTest, NobodySettlesWhatOthersLikeThemselves) {
    say({.kind = LabelKind::Like, .items = {"a"}});
    say({.annotator = leo_, .kind = LabelKind::Dislike, .items = {"a"}});
    say({.annotator = leo_,
         .kind = LabelKind::Dislike,
         .items = {"a"},
         .source = LabelSource::Adjudication});
    const std::vector<Answer> counting = countingAnswers(history_);
    ASSERT_EQ(counting.size(), 2U);
    EXPECT_EQ(counting[0].value, "like");
    EXPECT_EQ(counting[0].annotator, mina_);
}

}  // namespace
}  // namespace haberdash
