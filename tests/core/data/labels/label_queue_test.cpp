// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/label_queue.h"

#include <gtest/gtest.h>

#include <map>

namespace haberdash {
namespace {

class LabelQueueTest : public ::testing::Test {
  protected:
    LabelQueueTest() {
        for (int n = 0; n < 60; ++n) {
            catalog_.push_back("p" + std::to_string(n));
        }
    }

    void answer(const QueueEntry& entry, const AnnotatorId who = AnnotatorId{1}) {
        const std::int64_t seq = history_.newest() + 1;
        history_.add({.seq = seq,
                      .annotator = who,
                      .kind = LabelKind::Pair,
                      .items = entry.items,
                      .choice = "a",
                      .step = seq});
    }

    std::vector<std::string> catalog_;
    LabelHistory history_;
    QueueRequest request_{.annotator = AnnotatorId{1}, .order = QueueOrder::Random};
};

TEST_F(LabelQueueTest, RandomAsksNothingTwice) {
    std::set<std::string> seen;
    for (int round = 0; round < 30; ++round) {
        for (const QueueEntry& entry : labelQueue(catalog_, history_, request_)) {
            EXPECT_TRUE(seen.insert(questionKey(QuestionForm::Pair, entry.items)).second);
            answer(entry);
        }
    }
    EXPECT_EQ(seen.size(), 300U);
}

TEST_F(LabelQueueTest, SameLogSameQueue) {
    const auto first = labelQueue(catalog_, history_, request_);
    const auto again = labelQueue(catalog_, history_, request_);
    ASSERT_EQ(first.size(), again.size());
    for (std::size_t n = 0; n < first.size(); ++n) {
        EXPECT_EQ(first[n].items, again[n].items);
    }
}

TEST_F(LabelQueueTest, EndsWhenEverythingWasAsked) {
    catalog_.resize(3);
    EXPECT_EQ(labelQueue(catalog_, history_, request_).size(), 3U);
    request_.form = QuestionForm::Rank;
    EXPECT_TRUE(labelQueue(catalog_, history_, request_).empty());
}

TEST_F(LabelQueueTest, MixHasTheSharesItPromisesAndRepeatsOldOnesTurned) {
    request_.count = 400;
    request_.order = QueueOrder::Mix;
    std::map<std::string, std::vector<std::string>> asked;
    QueueRequest before{.annotator = AnnotatorId{1}, .order = QueueOrder::Random, .count = 200};
    for (const QueueEntry& entry : labelQueue(catalog_, history_, before)) {
        asked[questionKey(QuestionForm::Pair, entry.items)] = entry.items;
        answer(entry);
    }
    int number = 0;
    const QueueSource uncertain = [&]() -> std::optional<QueueEntry> {
        return QueueEntry{{"u" + std::to_string(number++), "v"}, "uncertain"};
    };
    OpenQuestions open(history_, request_);
    std::mt19937_64 draws = queueDraws(history_, request_);
    std::map<std::string, int> counts;
    for (const QueueEntry& entry : labelQueue(catalog_, open, request_, uncertain, {}, draws)) {
        ++counts[entry.reason];
        if (entry.reason == "repeat") {
            const std::vector<std::string>& old =
                asked.at(questionKey(QuestionForm::Pair, entry.items));
            EXPECT_EQ(entry.items, (std::vector<std::string>{old[1], old[0]}));
        }
    }
    EXPECT_NEAR(counts["uncertain"], 280, 30);
    EXPECT_NEAR(counts["random"], 80, 25);
    EXPECT_NEAR(counts["repeat"], 40, 20);
}

TEST_F(LabelQueueTest, FindsTheFewOpenQuestionsWhereDrawsDoNot) {
    request_.form = QuestionForm::Single;
    catalog_.clear();
    for (int n = 0; n < 3000; ++n) {
        catalog_.push_back("p" + std::to_string(n));
        if (n != 1234) {
            const std::int64_t seq = history_.newest() + 1;
            history_.add({.seq = seq,
                          .annotator = AnnotatorId{1},
                          .kind = LabelKind::Like,
                          .items = {catalog_.back()},
                          .step = seq});
        }
    }
    const std::vector<QueueEntry> queue = labelQueue(catalog_, history_, request_);
    ASSERT_EQ(queue.size(), 1U);
    EXPECT_EQ(queue[0].items[0], "p1234");
}

TEST_F(LabelQueueTest, AsksEverySetOfFourBeforeItEnds) {
    catalog_.resize(6);
    request_.form = QuestionForm::Rank;
    request_.count = 100;
    EXPECT_EQ(labelQueue(catalog_, history_, request_).size(), 15U);
}

TEST_F(LabelQueueTest, AShareOfTheMixIsWhatAnotherAnnotatorAnsweredForThePersona) {
    request_.order = QueueOrder::Mix;
    request_.count = 200;
    QueueRequest others{.annotator = AnnotatorId{2}, .order = QueueOrder::Random, .count = 100};
    std::set<std::string> theirs;
    for (const QueueEntry& entry : labelQueue(catalog_, history_, others)) {
        theirs.insert(questionKey(QuestionForm::Pair, entry.items));
        answer(entry, AnnotatorId{2});
    }
    int shared = 0;
    for (const QueueEntry& entry : labelQueue(catalog_, history_, request_)) {
        if (entry.reason == "shared") {
            ++shared;
            EXPECT_TRUE(theirs.contains(questionKey(QuestionForm::Pair, entry.items)));
        }
    }
    EXPECT_NEAR(shared, 30, 15);
    request_.persona = "minimalist";
    for (const QueueEntry& entry : labelQueue(catalog_, history_, request_)) {
        EXPECT_NE(entry.reason, "shared");
    }
}

TEST_F(LabelQueueTest, WhatIsNoLongerSoldIsNotAskedAgain) {
    request_.order = QueueOrder::Mix;
    request_.count = 100;
    for (int n = 0; n < 40; ++n) {
        answer({{"gone" + std::to_string(n), "p1"}, ""});
        answer({{"gone" + std::to_string(n), "p2"}, ""}, AnnotatorId{2});
    }
    for (const QueueEntry& entry : labelQueue(catalog_, history_, request_)) {
        EXPECT_EQ(entry.reason, "random");
    }
}

TEST_F(LabelQueueTest, AnnotatorsAndPersonasAreAskedApart) {
    catalog_.resize(2);
    answer({{"p0", "p1"}, ""}, AnnotatorId{2});
    EXPECT_EQ(labelQueue(catalog_, history_, request_).size(), 1U);
    answer({{"p0", "p1"}, ""});
    EXPECT_TRUE(labelQueue(catalog_, history_, request_).empty());
    request_.persona = "minimalist";
    EXPECT_EQ(labelQueue(catalog_, history_, request_).size(), 1U);
}

}  // namespace
}  // namespace haberdash
