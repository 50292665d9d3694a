// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/csv_writer.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

TEST(CsvWriter, QuotesWhatWouldBreakARow) {
    EXPECT_EQ(csvRow({"a", "b,c", "say \"x\"", "two\nlines", ""}),
              "a,\"b,c\",\"say \"\"x\"\"\",\"two\nlines\",\r\n");
}

TEST(CsvWriter, DisarmsFormulasButLeavesNumbers) {
    EXPECT_EQ(csvRow({"=1+1", "-3.5", "+x", "@cmd", "'quoted"}),
              "'=1+1,-3.5,'+x,'@cmd,''quoted\r\n");
}

TEST(CsvWriter, UnguardingGivesBackEveryHostileCell) {
    for (const std::string cell :
         {"=1+1", "+x", "-y", "@cmd", "'quoted", "''", "\tz", "plain", "", "'"}) {
        std::string row = csvRow({cell});
        row.resize(row.size() - 2);
        if (row.size() > 1 && row.front() == '"') {
            row = row.substr(1, row.size() - 2);
        }
        EXPECT_EQ(unguardCell(row), cell);
    }
}

}  // namespace
}  // namespace haberdash
