// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/label_history.h"

#include "core/data/store/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace haberdash {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LabelHistoryTest : public ::testing::Test {
  protected:
    LabelHistoryTest() {
        migrateProject(database_);
        mina_ = store_.annotatorOf("Mina", 0);
        leo_ = store_.annotatorOf("Leo", 0);
    }

    std::int64_t say(LabelEvent event) {
        store_.append(event);
        history_.catchUp(store_);
        return event.seq;
    }

    std::int64_t like(const AnnotatorId who, const std::string& item, const std::int64_t of = 0) {
        return say({.annotator = who, .kind = LabelKind::Like, .items = {item}, .of = of});
    }

    void undo() {
        say({.annotator = mina_, .kind = LabelKind::Undo, .of = history_.undoable(mina_).value()});
    }

    void redo() {
        say({.annotator = mina_, .kind = LabelKind::Redo, .of = history_.redoable(mina_).value()});
    }

    std::vector<std::string> liked() const {
        std::vector<std::string> items;
        for (const Answer& answer : history_.answers()) {
            items.push_back(answer.items.front());
        }
        return items;
    }

    Database database_{":memory:", Access::ReadWrite};
    LabelStore store_{database_};
    LabelHistory history_;
    AnnotatorId mina_{};
    AnnotatorId leo_{};
};

TEST_F(LabelHistoryTest, UndoAndRedoWalkAllTheWayBackAndForth) {
    like(mina_, "a");
    like(mina_, "b");
    like(mina_, "c");
    undo();
    undo();
    EXPECT_THAT(liked(), ElementsAre("a"));
    undo();
    EXPECT_THAT(liked(), IsEmpty());
    EXPECT_EQ(history_.undoable(mina_), std::nullopt);
    redo();
    redo();
    EXPECT_THAT(liked(), ElementsAre("a", "b"));
    EXPECT_EQ(store_.newest(), 8);
}

TEST_F(LabelHistoryTest, UndoSurvivesARestart) {
    like(mina_, "a");
    like(mina_, "b");
    undo();
    history_ = LabelHistory::load(store_);
    EXPECT_THAT(liked(), ElementsAre("a"));
    redo();
    EXPECT_THAT(liked(), ElementsAre("a", "b"));
}

TEST_F(LabelHistoryTest, ANewLabelEndsWhatCouldBeRedone) {
    like(mina_, "a");
    undo();
    like(mina_, "b");
    EXPECT_EQ(history_.redoable(mina_), std::nullopt);
    undo();
    EXPECT_THAT(liked(), IsEmpty());
}

TEST_F(LabelHistoryTest, UndoLeavesOtherAnnotatorsAlone) {
    like(leo_, "x");
    like(mina_, "a");
    like(leo_, "y");
    undo();
    EXPECT_THAT(liked(), ElementsAre("x", "y"));
}

TEST_F(LabelHistoryTest, ABulkIsOneStep) {
    std::vector<LabelEvent> bulk;
    for (const char* const item : {"a", "b", "c"}) {
        bulk.push_back({.annotator = mina_,
                        .kind = LabelKind::Like,
                        .items = {item},
                        .source = LabelSource::Bulk});
    }
    like(mina_, "first");
    store_.append(bulk);
    history_.catchUp(store_);
    EXPECT_THAT(liked(), ElementsAre("first", "a", "b", "c"));
    undo();
    EXPECT_THAT(liked(), ElementsAre("first"));
    redo();
    EXPECT_THAT(liked(), ElementsAre("first", "a", "b", "c"));
}

TEST_F(LabelHistoryTest, ACorrectionTakesTheOldAnswersPlaceUntilItIsUndone) {
    const std::int64_t first = like(mina_, "a");
    say({.annotator = mina_, .kind = LabelKind::Dislike, .items = {"a"}, .of = first});
    EXPECT_EQ(history_.answers().at(0).value, "dislike");
    EXPECT_THAT(history_.repeats(), IsEmpty());
    undo();
    EXPECT_EQ(history_.answers().at(0).value, "like");
}

TEST_F(LabelHistoryTest, ACorrectionIsNeitherARepeatNorLaterThanWhatWasSaidInBetween) {
    const std::int64_t first = like(mina_, "a");
    like(mina_, "a");
    say({.annotator = mina_, .kind = LabelKind::Dislike, .items = {"a"}, .of = first});
    ASSERT_EQ(history_.repeats().size(), 1U);
    EXPECT_EQ(history_.repeats()[0].before.value, "dislike");
    EXPECT_EQ(history_.repeats()[0].again.value, "like");
    EXPECT_EQ(history_.answers().at(0).value, "like");
}

TEST_F(LabelHistoryTest, OnlyARankingOfTheSameProductsIsARepeat) {
    const auto rank = [this](std::vector<std::string> items, const std::string& choice) {
        say({.annotator = mina_,
             .kind = LabelKind::Rank,
             .items = std::move(items),
             .choice = choice});
    };
    rank({"a", "b", "c"}, "abc");
    rank({"a", "b", "d"}, "bac");  // the pair of a and b by chance
    EXPECT_THAT(history_.repeats(), IsEmpty());
    rank({"c", "b", "a"}, "cab");  // a, c, b
    ASSERT_EQ(history_.repeats().size(), 3U);
    std::size_t same = 0;
    for (const Repeat& repeat : history_.repeats()) {
        same += repeat.before.value == repeat.again.value ? 1 : 0;
    }
    EXPECT_EQ(same, 1U);  // a over c; b and c, and since the second ranking a and b, turned
}

TEST_F(LabelHistoryTest, AStepIsAllThatWasSaidAtOnce) {
    std::vector<LabelEvent> bulk{{.annotator = mina_, .kind = LabelKind::Like, .items = {"a"}},
                                 {.annotator = mina_, .kind = LabelKind::Like, .items = {"b"}}};
    like(leo_, "x");
    store_.append(bulk);
    history_.catchUp(store_);
    like(leo_, "y");
    EXPECT_EQ(history_.step(bulk[0].step).size(), 2U);
    EXPECT_FALSE(history_.isUndone(bulk[0].step));
    undo();
    EXPECT_TRUE(history_.isUndone(bulk[0].step));
}

TEST_F(LabelHistoryTest, ClearTakesBackLikesAndRatingsOfTheProduct) {
    like(mina_, "a");
    say({.annotator = mina_, .kind = LabelKind::Rate, .items = {"a"}, .choice = "4"});
    like(leo_, "a");
    say({.annotator = mina_, .kind = LabelKind::Clear, .items = {"a"}});
    ASSERT_EQ(history_.answers().size(), 1U);
    EXPECT_EQ(history_.answers()[0].annotator, leo_);
}

TEST_F(LabelHistoryTest, TheSameUndoByTwoProgramsCountsOnce) {
    like(mina_, "a");
    const std::int64_t step = like(mina_, "b");
    say({.annotator = mina_, .kind = LabelKind::Undo, .of = step});
    say({.annotator = mina_, .kind = LabelKind::Undo, .of = step});
    EXPECT_THAT(liked(), ElementsAre("a"));
    redo();
    EXPECT_THAT(liked(), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace haberdash
