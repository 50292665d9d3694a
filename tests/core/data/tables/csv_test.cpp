// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/tables/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace haberdash {
namespace {

using testing::ElementsAre;

std::vector<CsvRecord> recordsOf(const std::string& text) {
    CsvReader reader(TextSource::fromText(text));
    std::vector<CsvRecord> records;
    CsvRecord record;
    while (reader.next(record)) {
        records.push_back(record);
    }
    return records;
}

TEST(Csv, ReadsQuotesDelimitersAndLineBreaksInsideFields) {
    const auto records = recordsOf("a,b\r\n\"x, y\",\"he said \"\"hi\"\"\r\nand left\"\r\n1,2\r\n");
    ASSERT_EQ(records.size(), 3U);
    EXPECT_THAT(records[1].fields, ElementsAre("x, y", "he said \"hi\"\r\nand left"));
    EXPECT_EQ(records[1].line, 2U);
    EXPECT_THAT(records[2].fields, ElementsAre("1", "2"));
    EXPECT_EQ(records[2].line, 4U);
}

TEST(Csv, TakesLastRecordWithoutLineEnd) {
    EXPECT_THAT(recordsOf("a,b\n1,2").back().fields, ElementsAre("1", "2"));
    EXPECT_THAT(recordsOf("a,b\n1,\"2\"").back().fields, ElementsAre("1", "2"));
    EXPECT_THAT(recordsOf("a,b\n1,").back().fields, ElementsAre("1", ""));
}

TEST(Csv, KeepsQuotationMarkInsideAnUnquotedField) {
    EXPECT_THAT(recordsOf("id,title\n7,Tempo 3.5\" Short\n").back().fields,
                ElementsAre("7", "Tempo 3.5\" Short"));
}

TEST(Csv, ReadsQuotedFieldBehindBlank) {
    EXPECT_THAT(recordsOf("a,b\n1, \"x, y\" \n").back().fields, ElementsAre("1", "x, y"));
}

TEST(Csv, KeepsTextBehindClosingQuotationMarkAndSaysSo) {
    const auto records = recordsOf("a,b\n1,\"3.5\" Pink\n");
    EXPECT_THAT(records.back().fields, ElementsAre("1", "3.5\" Pink"));
    EXPECT_TRUE(records.back().isLoose);
}

TEST(Csv, UnclosedQuotationMarkCostsOneLineOnly) {
    const auto records = recordsOf("a,b\n1,\"open\n2,fine\n3,\"closed\"\n4,x\n");
    ASSERT_EQ(records.size(), 5U);
    EXPECT_FALSE(records[1].fault.empty());
    EXPECT_THAT(records[1].fields, ElementsAre("1", "\"open"));
    EXPECT_THAT(records[2].fields, ElementsAre("2", "fine"));
    EXPECT_EQ(records[2].line, 3U);
    EXPECT_THAT(records[4].fields, ElementsAre("4", "x"));
}

TEST(Csv, UnclosedQuotationMarkAtTheEndCostsOneLineOnly) {
    const auto records = recordsOf("a,b\n1,\"open\n2,x\n3,y\n");
    ASSERT_EQ(records.size(), 4U);
    EXPECT_FALSE(records[1].fault.empty());
    EXPECT_THAT(records[3].fields, ElementsAre("3", "y"));
}

TEST(Csv, SkipsBlankLinesAndCountsThem) {
    const auto records = recordsOf("a,b\n\n  \n1,2\n");
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[1].line, 4U);
}

TEST(Csv, SniffsTheDelimiter) {
    EXPECT_EQ(sniffDialect("id;title;price\n1;a, b;3,50\n2;c, d;4,50\n").delimiter, ';');
    EXPECT_EQ(sniffDialect("id\ttitle\n1\ta, b\n").delimiter, '\t');
    EXPECT_EQ(sniffDialect("id|title\n1|a, b\n").delimiter, '|');
    EXPECT_EQ(sniffDialect("id,title\n1,\"a; b; c\"\n2,\"a; b; c\"\n").delimiter, ',');
    EXPECT_EQ(sniffDialect("title\nx\n").delimiter, ',');
}

TEST(Csv, ReadsLinesThatEndWithACarriageReturnAlone) {
    const auto records = recordsOf("a,b\r1,2\r3,4\r");
    ASSERT_EQ(records.size(), 3U);
    EXPECT_THAT(records[2].fields, ElementsAre("3", "4"));
    EXPECT_EQ(records[2].line, 3U);
}

TEST(Csv, RefusesARecordBeyondTheLimitAndGoesOn) {
    const std::string huge(CsvReader::kMaxRecordBytes + (1U << 20U), 'x');
    const auto unquoted = recordsOf("a,b\n1," + huge + "\n2,y\n");
    ASSERT_EQ(unquoted.size(), 3U);
    EXPECT_FALSE(unquoted[1].fault.empty());
    EXPECT_LT(unquoted[1].fields.front().size(), 1000U);
    EXPECT_THAT(unquoted[2].fields, ElementsAre("2", "y"));
    EXPECT_EQ(unquoted[2].line, 3U);
}

TEST(Csv, RefusesTooManyFields) {
    const auto records = recordsOf("a,b\n" + std::string(10000, ',') + "\n2,y\n");
    ASSERT_EQ(records.size(), 3U);
    EXPECT_FALSE(records[1].fault.empty());
    EXPECT_THAT(records[2].fields, ElementsAre("2", "y"));
}

TEST(Csv, FieldsCutAtBlockBordersStayWhole) {
    std::string text = "id,title\n";
    for (int i = 0; i < 60000; ++i) {
        text +=
            std::to_string(i) + ",\"a \"\"quoted\"\" title, number " + std::to_string(i) + "\"\r\n";
    }
    const auto records = recordsOf(text);
    ASSERT_EQ(records.size(), 60001U);
    for (std::size_t i = 1; i < records.size(); ++i) {
        ASSERT_THAT(records[i].fields,
                    ElementsAre(std::to_string(i - 1),
                                "a \"quoted\" title, number " + std::to_string(i - 1)));
        ASSERT_EQ(records[i].line, i + 1);
    }
}

}  // namespace
}  // namespace haberdash
