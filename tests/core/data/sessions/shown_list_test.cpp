// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sessions/shown_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace haberdash {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ShownList, AreReadAsTheyWereWritten) {
    const std::vector<ShownList> lists{{{ItemId{7}, ItemId{3}}, {1}}, {{ItemId{9}}, {}}};
    const Json detail{{"policy", "random"}, {"lists", toJson(lists)}};
    EXPECT_EQ(detail.at("lists").dump(),
              R"([{"items":[7,3],"clicked":[2]},{"items":[9],"clicked":[]}])");
    const std::vector<ShownList> read = shownListsIn(detail.dump());
    ASSERT_EQ(read.size(), 2U);
    EXPECT_THAT(read[0].items, ElementsAre(ItemId{7}, ItemId{3}));
    EXPECT_THAT(read[0].clicked, ElementsAre(1));
    EXPECT_THAT(read[1].clicked, IsEmpty());
}

TEST(ShownList, AreNotInDetailsOfOtherKinds) {
    EXPECT_THAT(shownListsIn(R"({"source": "service"})"), IsEmpty());
    EXPECT_THAT(shownListsIn("not JSON"), IsEmpty());
    EXPECT_THAT(shownListsIn(R"({"lists": [{"items": ["SKU"], "clicked": []}]})"), IsEmpty());
}

TEST(ShownList, PlacesBeyondTheEndAreNone) {
    const auto lists = shownListsIn(R"({"lists": [{"items": [4, 5], "clicked": [0, 2, 3]}]})");
    ASSERT_EQ(lists.size(), 1U);
    EXPECT_THAT(lists[0].clicked, ElementsAre(1));
}

}  // namespace
}  // namespace haberdash
