// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/anchor.h"

#include <gtest/gtest.h>

namespace haberdash::ui {

namespace {

std::vector<ItemId> ids(const std::initializer_list<int> numbers) {
    std::vector<ItemId> items;
    for (const int number : numbers) {
        items.push_back(ItemId{number});
    }
    return items;
}

}  // namespace

TEST(Anchor, StaysOnTheProductWhereverItMoved) {
    EXPECT_EQ(rowOfSurvivor(ids({1, 2, 3}), 1, ids({3, 2, 1, 9})), 1);
}

TEST(Anchor, TakesTheNextNeighbourThatIsStillThere) {
    EXPECT_EQ(rowOfSurvivor(ids({1, 2, 3, 4}), 1, ids({1, 4})), 1);
}

TEST(Anchor, TakesThePreviousOneWhenNoneFollows) {
    EXPECT_EQ(rowOfSurvivor(ids({1, 2, 3, 4}), 3, ids({1, 2})), 1);
}

TEST(Anchor, HasNoPlaceInAnEmptyList) {
    EXPECT_EQ(rowOfSurvivor(ids({1, 2}), 0, {}), -1);
    EXPECT_EQ(rowOfSurvivor({}, -1, ids({1})), -1);
}

}  // namespace haberdash::ui
