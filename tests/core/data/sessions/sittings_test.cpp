// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sessions/sittings.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

Event eventAt(const std::int64_t time) {
    return {.time = time};
}

TEST(Sittings, APauseOfMoreThanHalfAnHourBeginsTheNext) {
    const std::vector<Event> events{eventAt(1'000), eventAt(2'800), eventAt(4'601)};
    const auto sittings = sittingsOf(events);
    ASSERT_EQ(sittings.size(), 2U);
    EXPECT_EQ(sittings[0].size(), 2U);
    EXPECT_EQ(sittings[1].front().time, 4'601);
}

TEST(Sittings, EventsOfStoredSessionsAreLeftOut) {
    std::vector<Event> events{eventAt(1'000), eventAt(1'001)};
    events[0].session = SessionId{1};
    const auto sittings = sittingsOf(events);
    ASSERT_EQ(sittings.size(), 1U);
    EXPECT_EQ(sittings[0].size(), 1U);
    EXPECT_TRUE(sittingsOf({}).empty());
}

TEST(Sittings, WithoutTimesAllIsOne) {
    const std::vector<Event> events{eventAt(0), eventAt(0), eventAt(0)};
    EXPECT_EQ(sittingsOf(events).size(), 1U);
}

}  // namespace
}  // namespace haberdash
