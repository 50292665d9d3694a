// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/click_estimate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace haberdash {
namespace {

using ::testing::IsEmpty;

/// Lists of twelve products with attractions of their own, and what such shoppers click.
std::vector<ClickedList> clickedBy(const ClickModel& model,
                                   const std::uint64_t seed,
                                   const std::size_t count = 600) {
    Random random(seed);
    std::vector<ClickedList> lists;
    for (std::size_t i = 0; i < count; ++i) {
        ClickedList list;
        for (int place = 0; place < 12; ++place) {
            list.attraction.push_back(random.between(0.02, 0.6));
        }
        list.clicked = react(model, list.attraction, random).clicked;
        lists.push_back(std::move(list));
    }
    return lists;
}

std::map<std::string, double> truthOf(const ClickModel& model) {
    return {
        {"decay", model.decay}, {"patience", model.patience}, {"persistence", model.persistence}};
}

bool holds(const ParameterEstimate& estimate, const double truth) {
    return estimate.low <= truth && truth <= estimate.high;
}

TEST(ClickEstimate, LikelihoodsAreThoseWorkedOutByHand) {
    // Position, ranks 1 and 2 looked at with 1 and 1/2: (1 - .4) * (.5 * .6).
    EXPECT_NEAR(logLikelihood({.kind = ClickKind::Position, .decay = 1},
                              std::vector<ClickedList>{{{0.4, 0.6}, {1}}}),
                std::log(0.18),
                1e-12);
    // Cascade: no click at rank 1, goes on with .9, clicks rank 2 of three.
    EXPECT_NEAR(logLikelihood({.kind = ClickKind::Cascade, .patience = 0.9},
                              std::vector<ClickedList>{{{0.4, 0.6, 0.5}, {1}}}),
                std::log(0.6 * 0.9 * 0.6),
                1e-12);
    // No click at all: .6 * (.1 + .9 * .4 * (.1 + .9 * .5)).
    EXPECT_NEAR(logLikelihood({.kind = ClickKind::Cascade, .patience = 0.9},
                              std::vector<ClickedList>{{{0.4, 0.6, 0.5}, {}}}),
                std::log(0.6 * (0.1 + 0.9 * 0.4 * (0.1 + 0.9 * 0.5))),
                1e-12);
    // Dependent: a click at rank 1, leaves with 1 - .8 or goes on and clicks neither of the others.
    EXPECT_NEAR(logLikelihood({.kind = ClickKind::Dependent, .patience = 0.9, .persistence = 0.8},
                              std::vector<ClickedList>{{{0.4, 0.6, 0.5}, {0}}}),
                std::log(0.4 * (0.2 + 0.8 * 0.4 * (0.1 + 0.9 * 0.5))),
                1e-12);
}

// Of twenty intervals of 95 %, sixteen or more hold the truth but for one time in four hundred.
class EstimatesHoldTheTruth : public testing::TestWithParam<ClickModel> {};

TEST_P(EstimatesHoldTheTruth, InNinetyFiveOfAHundredSeeds) {
    std::map<std::string, int> held;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        for (const auto& estimate : estimateClicks(GetParam().kind, clickedBy(GetParam(), seed))) {
            EXPECT_LE(estimate.low, estimate.value);
            EXPECT_LE(estimate.value, estimate.high);
            EXPECT_LT(estimate.high - estimate.low, 0.3);
            held[estimate.name] += holds(estimate, truthOf(GetParam())[estimate.name]) ? 1 : 0;
        }
    }
    ASSERT_EQ(held.size(), GetParam().kind == ClickKind::Dependent ? 2U : 1U);
    for (const auto& [name, times] : held) {
        EXPECT_GE(times, 16) << name;
    }
}

INSTANTIATE_TEST_SUITE_P(
    UsualAndOther,
    EstimatesHoldTheTruth,
    testing::Values(ClickModel{.kind = ClickKind::Position},
                    ClickModel{.kind = ClickKind::Position, .decay = 1.6},
                    ClickModel{.kind = ClickKind::Cascade},
                    ClickModel{.kind = ClickKind::Cascade, .patience = 0.7},
                    ClickModel{.kind = ClickKind::Dependent},
                    ClickModel{.kind = ClickKind::Dependent, .patience = 0.8, .persistence = 0.6}));

TEST(ClickEstimate, MoreListsGiveNarrowerIntervals) {
    const ClickModel model{.kind = ClickKind::Position};
    const auto few = estimateClicks(model.kind, clickedBy(model, 1, 200)).front();
    const auto many = estimateClicks(model.kind, clickedBy(model, 1, 3200)).front();
    EXPECT_LT(many.high - many.low, 0.35 * (few.high - few.low));
}

// Whoever clicks differently is not mistaken for the model that is asked for.
TEST(ClickEstimate, OfAnotherModelsClicksTheIntervalsMissTheTruth) {
    const ClickModel position{.kind = ClickKind::Position};
    const ClickModel dependent{.kind = ClickKind::Dependent};
    EXPECT_FALSE(holds(estimateClicks(ClickKind::Position, clickedBy(dependent, 1)).front(),
                       position.decay));
    EXPECT_FALSE(holds(estimateClicks(ClickKind::Dependent, clickedBy(position, 1)).front(),
                       dependent.patience));
}

TEST(ClickEstimate, ClicksAtShuffledPlacesMissTheTruth) {
    const ClickModel model{.kind = ClickKind::Position};
    std::vector<ClickedList> lists = clickedBy(model, 1);
    for (std::size_t i = 0; i < lists.size(); ++i) {
        for (std::size_t& place : lists[i].clicked) {
            place = (place + i) % 12;
        }
        std::ranges::sort(lists[i].clicked);
    }
    EXPECT_LT(estimateClicks(model.kind, lists).front().high, model.decay);
}

TEST(ClickEstimate, SaysNothingOfWhatTheModelCannotHaveMade) {
    EXPECT_THAT(estimateClicks(ClickKind::Position, {}), IsEmpty());
    const std::vector<ClickedList> twoClicks{{{0.5, 0.5}, {0, 1}}};
    EXPECT_THAT(estimateClicks(ClickKind::Cascade, twoClicks), IsEmpty());
    EXPECT_EQ(estimateClicks(ClickKind::Dependent, twoClicks).size(), 2U);
}

}  // namespace
}  // namespace haberdash
