// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/list_agreement.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace haberdash {
namespace {

using Places = std::vector<std::optional<std::size_t>>;

std::vector<ItemId> rankingOf(const std::vector<std::int64_t>& ids) {
    std::vector<ItemId> items;
    for (const std::int64_t id : ids) {
        items.push_back(ItemId{id});
    }
    return items;
}

// The first two of each: 1, 2 and 4, 1. Places (first, second): 1 (1, 2), 2 (2, 3), 4 (4, 1).
// 1 and 2 agree; 4 is put before both by the second alone: (1 - 2) / 3.
TEST(ListAgreement, CountsWhatEitherListShows) {
    const ListAgreement agreement =
        agreementOf(rankingOf({1, 2, 3, 4}), rankingOf({4, 1, 2, 3}), 2);
    EXPECT_EQ(agreement.overlap, 1U);
    EXPECT_DOUBLE_EQ(*agreement.tau, -1.0 / 3.0);
    EXPECT_EQ(agreement.firstInSecond, (Places{2, 3}));
    EXPECT_EQ(agreement.secondInFirst, (Places{4, 1}));
}

TEST(ListAgreement, EqualAndReversedRankings) {
    EXPECT_DOUBLE_EQ(*agreementOf(rankingOf({1, 2, 3}), rankingOf({1, 2, 3}), 3).tau, 1.0);
    EXPECT_DOUBLE_EQ(*agreementOf(rankingOf({1, 2, 3}), rankingOf({3, 2, 1}), 3).tau, -1.0);
}

TEST(ListAgreement, WhatOneDoesNotRankHasNoPlaceThere) {
    const ListAgreement agreement = agreementOf(rankingOf({1, 2}), rankingOf({2, 5}), 10);
    EXPECT_EQ(agreement.overlap, 1U);
    EXPECT_FALSE(agreement.tau.has_value());
    EXPECT_EQ(agreement.firstInSecond, (Places{std::nullopt, 1}));
    EXPECT_EQ(agreement.secondInFirst, (Places{2, std::nullopt}));
}

}  // namespace
}  // namespace haberdash
