// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/click_model.h"

#include "core/data/base/error.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace haberdash {
namespace {

constexpr int kLists = 40'000;
constexpr double kClose = 0.012;  // five standard errors of a share of 40,000

struct Shares {
    std::array<double, 6> examined{};
    std::array<double, 6> clicked{};
    std::size_t mostClicks = 0;
};

Shares sharesOf(const ClickModel& model, const double attraction) {
    const std::array<double, 6> attractions{
        attraction, attraction, attraction, attraction, attraction, attraction};
    Random random(11);
    Shares shares;
    for (int list = 0; list < kLists; ++list) {
        const Reaction reaction = react(model, attractions, random);
        for (const std::size_t rank : reaction.examined) {
            shares.examined[rank] += 1.0 / kLists;
        }
        for (const std::size_t rank : reaction.clicked) {
            shares.clicked[rank] += 1.0 / kLists;
        }
        shares.mostClicks = std::max(shares.mostClicks, reaction.clicked.size());
    }
    return shares;
}

TEST(ClickModel, PositionBiasCanBeReadFromTheClicks) {
    const Shares shares = sharesOf({.kind = ClickKind::Position, .decay = 0.8}, 0.5);
    for (std::size_t rank = 0; rank < 6; ++rank) {
        const double bias = std::pow(static_cast<double>(rank + 1), -0.8);
        EXPECT_NEAR(shares.examined[rank], bias, kClose);
        EXPECT_NEAR(shares.clicked[rank] / shares.clicked[0], bias, 0.03);
    }
}

TEST(ClickModel, CascadeLeavesAfterTheFirstClick) {
    const Shares shares = sharesOf({.kind = ClickKind::Cascade, .patience = 1.0}, 0.3);
    EXPECT_EQ(shares.mostClicks, 1U);
    for (std::size_t rank = 0; rank < 6; ++rank) {
        EXPECT_NEAR(shares.examined[rank], std::pow(0.7, static_cast<double>(rank)), kClose);
        EXPECT_NEAR(shares.clicked[rank], 0.3 * std::pow(0.7, static_cast<double>(rank)), kClose);
    }
}

TEST(ClickModel, ImpatienceCutsTheCascadeShort) {
    const Shares shares = sharesOf({.kind = ClickKind::Cascade, .patience = 0.5}, 0.0);
    EXPECT_NEAR(shares.examined[1], 0.5, kClose);
    EXPECT_NEAR(shares.examined[3], 0.125, kClose);
}

TEST(ClickModel, DependentGoesOnAfterAClickWithPersistence) {
    const Shares shares =
        sharesOf({.kind = ClickKind::Dependent, .patience = 1.0, .persistence = 0.6}, 1.0);
    EXPECT_GT(shares.mostClicks, 1U);
    EXPECT_NEAR(shares.examined[1], 0.6, kClose);
    EXPECT_NEAR(shares.examined[2], 0.6 * 0.36, kClose);
}

TEST(ClickModel, WordsRoundTripAndUnknownOnesAreRefused) {
    for (const ClickKind kind : {ClickKind::Position, ClickKind::Cascade, ClickKind::Dependent}) {
        EXPECT_EQ(clickKindFrom(wordOf(kind)), kind);
    }
    EXPECT_THROW(clickKindFrom("telepathy"), Error);
}

}  // namespace
}  // namespace haberdash
