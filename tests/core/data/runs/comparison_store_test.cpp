// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/comparison_store.h"

#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <fstream>

namespace haberdash {
using test::TempFolder;

namespace {

Json comparison(const char* a, const char* b, const double difference) {
    return {{"a", a}, {"b", b}, {"metric", "ndcg@10"}, {"difference", difference}};
}

TEST(ComparisonStore, KeepsOneOfAPairAndMetricWhicheverWayRound) {
    const TempFolder folder;
    EXPECT_EQ(keptComparisons(folder.path(), "test"), Json::array());
    keepComparisons(folder.path(),
                    "test",
                    Json::array({comparison("r1", "r2", 0.1), comparison("r1", "r3", 0.2)}));
    keepComparisons(folder.path(), "test", Json::array({comparison("r2", "r1", -0.3)}));
    EXPECT_EQ(keptComparisons(folder.path(), "test"),
              Json::array({comparison("r1", "r3", 0.2), comparison("r2", "r1", -0.3)}));
    EXPECT_EQ(keptComparisons(folder.path(), "validation"), Json::array());
}

TEST(ComparisonStore, WhatCannotBeReadIsNone) {
    const TempFolder folder;
    for (const char* const text :
         {"{", "[]", R"({"comparisons":3})", R"({"comparisons":[{"a":1}]})"}) {
        std::ofstream(folder / "comparisons-test.json") << text;
        EXPECT_EQ(keptComparisons(folder.path(), "test"), Json::array()) << text;
    }
}

}  // namespace
}  // namespace haberdash
