// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/list_agreement.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace haberdash {
namespace {

std::vector<ItemId> listOf(const std::vector<std::int64_t>& ids) {
    std::vector<ItemId> items;
    for (const std::int64_t id : ids) {
        items.push_back(ItemId{id});
    }
    return items;
}

TEST(ListAgreement, OverlapCountsSharedProducts) {
    EXPECT_EQ(overlapOf(listOf({1, 2, 3}), listOf({3, 4, 1})), 2U);
    EXPECT_EQ(overlapOf(listOf({1}), listOf({2})), 0U);
    EXPECT_EQ(overlapOf(listOf({}), listOf({2})), 0U);
}

// Shared 1, 2, 3 in the order 1, 3, 2: two pairs agree, one does not: (2 - 1) / 3.
TEST(ListAgreement, KendallsTauOverTheSharedProducts) {
    EXPECT_DOUBLE_EQ(*kendallTau(listOf({1, 2, 9, 3}), listOf({1, 3, 8, 2})), 1.0 / 3.0);
    EXPECT_DOUBLE_EQ(*kendallTau(listOf({1, 2, 3}), listOf({3, 2, 1})), -1.0);
    EXPECT_FALSE(kendallTau(listOf({1, 2}), listOf({2, 3})).has_value());
}

}  // namespace
}  // namespace haberdash
