// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/agreement.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

// Published examples worked by hand: Cohen's 50 decisions of two judges (20 yes-yes, 5 yes-no,
// 10 no-yes, 15 no-no: .4), and Krippendorff's twelve units of four observers with gaps ("Computing
// Krippendorff's Alpha-Reliability", 2011, part C).

TEST(CohenKappa, OfFiftyDecisions) {
    std::vector<PairOfValues> answers;
    answers.insert(answers.end(), 20, {"yes", "yes"});
    answers.insert(answers.end(), 5, {"yes", "no"});
    answers.insert(answers.end(), 10, {"no", "yes"});
    answers.insert(answers.end(), 15, {"no", "no"});
    EXPECT_NEAR(cohenKappa(answers).value(), 0.4, 1e-12);
}

TEST(CohenKappa, IsNegativeBelowChanceAndEmptyWhereChanceSaysAll) {
    EXPECT_NEAR(cohenKappa(std::vector<PairOfValues>{{"a", "b"}, {"b", "a"}}).value(), -1.0, 1e-12);
    EXPECT_EQ(cohenKappa({}), std::nullopt);
    EXPECT_EQ(cohenKappa(std::vector<PairOfValues>{{"a", "a"}, {"a", "a"}}), std::nullopt);
}

const std::vector<std::vector<std::string>> kTwelveUnits{{"1", "1", "1"},
                                                         {"2", "2", "3", "2"},
                                                         {"3", "3", "3", "3"},
                                                         {"3", "3", "3", "3"},
                                                         {"2", "2", "2", "2"},
                                                         {"1", "2", "3", "4"},
                                                         {"4", "4", "4", "4"},
                                                         {"1", "1", "2", "1"},
                                                         {"2", "2", "2", "2"},
                                                         {"5", "5", "5"},
                                                         {"1", "1"},
                                                         {"3"}};

TEST(KrippendorffAlpha, OfTwelveUnitsWithGaps) {
    EXPECT_NEAR(krippendorffAlpha(kTwelveUnits, Scale::Nominal).value(), 0.743, 0.0005);
    EXPECT_NEAR(krippendorffAlpha(kTwelveUnits, Scale::Interval).value(), 0.849, 0.0005);
}

TEST(KrippendorffAlpha, OfTenBinaryDecisions) {
    const std::vector<std::vector<std::string>> units{{"0", "1"},
                                                      {"1", "1"},
                                                      {"0", "1"},
                                                      {"0", "0"},
                                                      {"0", "0"},
                                                      {"0", "1"},
                                                      {"0", "0"},
                                                      {"0", "0"},
                                                      {"1", "0"},
                                                      {"0", "0"}};
    EXPECT_NEAR(krippendorffAlpha(units, Scale::Nominal).value(), 0.095, 0.0005);
}

TEST(KrippendorffAlpha, IsEmptyWhereNothingIsShared) {
    const std::vector<std::vector<std::string>> alone{{"1"}, {"2"}};
    EXPECT_EQ(krippendorffAlpha(alone, Scale::Nominal), std::nullopt);
}

class AgreementTest : public ::testing::Test {
  protected:
    void say(const std::int64_t who,
             const LabelKind kind,
             std::vector<std::string> items,
             const std::string& choice = {},
             const LabelSource source = LabelSource::Single) {
        const std::int64_t seq = history_.newest() + 1;
        history_.add({.seq = seq,
                      .annotator = AnnotatorId{who},
                      .persona = persona_,
                      .kind = kind,
                      .items = std::move(items),
                      .choice = choice,
                      .step = seq,
                      .source = source});
    }

    LabelHistory history_;
    std::string persona_ = "quiet";
};

TEST_F(AgreementTest, CountsACycleOnceAndNoneAcrossAnnotators) {
    say(1, LabelKind::Pair, {"a", "b"}, "a");
    say(1, LabelKind::Pair, {"b", "c"}, "a");
    say(2, LabelKind::Pair, {"c", "a"}, "a");
    EXPECT_EQ(agreementOf(history_).cycles, 0U);
    say(1, LabelKind::Pair, {"a", "c"}, "b");
    EXPECT_EQ(agreementOf(history_).cycles, 1U);
}

TEST_F(AgreementTest, SidesOfThePairDoNotMatter) {
    say(1, LabelKind::Pair, {"x", "y"}, "a");
    say(2, LabelKind::Pair, {"y", "x"}, "b");
    say(1, LabelKind::Pair, {"p", "q"}, "tie");
    say(2, LabelKind::Pair, {"p", "q"}, "a");
    const Agreement agreement = agreementOf(history_);
    ASSERT_EQ(agreement.kinds.size(), 1U);
    EXPECT_EQ(agreement.kinds[0].shared, 2U);
    EXPECT_EQ(agreement.kinds[0].same, 1U);
    ASSERT_EQ(agreement.conflicts.size(), 1U);
    EXPECT_EQ(agreement.conflicts[0].answers[0].items, (std::vector<std::string>{"p", "q"}));
}

TEST_F(AgreementTest, ARankingAnswersItsPairs) {
    say(1, LabelKind::Rank, {"x", "y", "z"}, "bac");
    say(2, LabelKind::Pair, {"x", "y"}, "b");
    const Agreement agreement = agreementOf(history_);
    EXPECT_EQ(agreement.kinds[0].shared, 1U);
    EXPECT_EQ(agreement.kinds[0].same, 1U);
    EXPECT_EQ(agreement.answers, 4U);
}

TEST_F(AgreementTest, SelfRepeatComparesWithTheAnswerBefore) {
    say(1, LabelKind::Pair, {"x", "y"}, "a");
    say(1, LabelKind::Pair, {"y", "x"}, "b");
    say(1, LabelKind::Pair, {"x", "y"}, "tie");
    EXPECT_EQ(agreementOf(history_).repeats, 2U);
    EXPECT_NEAR(agreementOf(history_).selfRepeat().value(), 0.5, 1e-12);
}

TEST_F(AgreementTest, AdjudicationSettlesAConflictAndIsNoAnnotatorsAnswer) {
    say(1, LabelKind::Like, {"x"});
    say(2, LabelKind::Dislike, {"x"});
    EXPECT_FALSE(agreementOf(history_).conflicts.at(0).isSettled);
    say(1, LabelKind::Like, {"x"}, "", LabelSource::Adjudication);
    const Agreement agreement = agreementOf(history_);
    EXPECT_TRUE(agreement.conflicts.at(0).isSettled);
    EXPECT_EQ(agreement.conflicts.at(0).settledAs, "like");
    EXPECT_EQ(agreement.answers, 2U);
    EXPECT_EQ(agreement.repeats, 0U);
}

TEST_F(AgreementTest, WhatPeopleLikeThemselvesIsNeverInConflictNorSettled) {
    persona_.clear();
    say(1, LabelKind::Like, {"x"});
    say(2, LabelKind::Dislike, {"x"});
    say(1, LabelKind::Like, {"x"}, "", LabelSource::Adjudication);
    EXPECT_TRUE(agreementOf(history_).conflicts.empty());
    EXPECT_TRUE(history_.adjudications().empty());
    EXPECT_EQ(agreementOf(history_).kinds.at(0).pairs.at(0).same, 0U);
}

}  // namespace
}  // namespace haberdash
