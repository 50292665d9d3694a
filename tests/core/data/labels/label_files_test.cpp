// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/label_files.h"

#include "core/data/base/files.h"
#include "core/data/labels/label_history.h"
#include "core/data/store/schema.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace haberdash {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<std::string> kHostile{"=1+1",
                                        "@cmd",
                                        "+x",
                                        "-y",
                                        "'quoted",
                                        "say \"x\", then\nleave",
                                        " blanks ",
                                        "\ttab",
                                        "semi;colon;here",
                                        "Größe",
                                        ""};

const LabelWorld isAny{.hasProduct = [](const std::string&) { return true; },
                       .personaKey = [](const std::string& word) { return std::optional(word); }};

class LabelFilesTest : public ::testing::TestWithParam<const char*> {
  protected:
    LabelFilesTest() {
        migrateProject(database_);
        migrateProject(other_);
    }

    void fill() {
        std::int64_t time = 1;
        for (const std::string& note : kHostile) {
            LabelEvent flag{.time = ++time,
                            .annotator = store_.annotatorOf("A " + note + "!", 0),
                            .persona = note,
                            .kind = LabelKind::Flag,
                            .items = {"x" + note, "007"},
                            .note = note};
            store_.append(flag);
        }
        const AnnotatorId mina = store_.annotatorOf("=Mina", 0);
        std::vector<LabelEvent> bulk;
        for (const char* const item : {"1", "2", "3"}) {
            bulk.push_back({.annotator = mina,
                            .kind = LabelKind::Like,
                            .items = {item},
                            .source = LabelSource::Bulk});
        }
        store_.append(bulk);
        LabelEvent rank{.annotator = mina,
                        .kind = LabelKind::Rank,
                        .items = {"p", "q", "r", "s"},
                        .choice = "dacb"};
        store_.append(rank);
        LabelEvent undo{.annotator = mina, .kind = LabelKind::Undo, .of = bulk.front().step};
        store_.append(undo);
    }

    std::filesystem::path file(const std::string& name) const {
        return folder_ / (name + GetParam());
    }

    void write(LabelStore& store, const std::string& name) const {
        exportLabels(store, file(name), labelFormatOf(file(name)), {});
    }

    test::TempFolder folder_;
    Database database_{":memory:", Access::ReadWrite};
    Database other_{":memory:", Access::ReadWrite};
    LabelStore store_{database_};
    LabelStore copy_{other_};
};

TEST_P(LabelFilesTest, RoundTripIsExact) {
    fill();
    write(store_, "first");
    const LabelImport report = importLabels(copy_, file("first"), isAny, {});
    EXPECT_THAT(report.rejects, IsEmpty());
    EXPECT_EQ(report.added, 16U);
    write(copy_, "second");
    EXPECT_EQ(readFile(file("second")), readFile(file("first")));
    EXPECT_THAT(copy_.verify(), IsEmpty());
}

TEST_P(LabelFilesTest, ImportingAgainAddsNothing) {
    fill();
    write(store_, "labels");
    importLabels(copy_, file("labels"), isAny, {});
    const LabelImport again = importLabels(copy_, file("labels"), isAny, {});
    EXPECT_EQ(again.added, 0U);
    EXPECT_EQ(again.unchanged, 16U);
    EXPECT_EQ(importLabels(store_, file("labels"), isAny, {}).added, 0U);
}

TEST_P(LabelFilesTest, MergingKeepsStepsAndUndoTogether) {
    LabelEvent mine{
        .annotator = copy_.annotatorOf("Leo", 0), .kind = LabelKind::Like, .items = {"leo's"}};
    copy_.append(mine);
    fill();
    write(store_, "labels");
    importLabels(copy_, file("labels"), isAny, {});
    const LabelHistory merged = LabelHistory::load(copy_);
    ASSERT_EQ(merged.answers().size(), 1U + 6U);  // Leo's, and the ranking's pairs
    EXPECT_EQ(merged.answers().front().items.front(), "leo's");
}

INSTANTIATE_TEST_SUITE_P(Formats, LabelFilesTest, ::testing::Values(".csv", ".jsonl"));

class LabelTableTest : public LabelFilesTest {};

TEST_P(LabelTableTest, NoCellIsALiveFormula) {
    fill();
    write(store_, "labels");
    std::ifstream stream(file("labels"));
    for (std::string line; std::getline(stream, line);) {
        EXPECT_THAT(line, ::testing::Not(::testing::ContainsRegex("(^|,)\"?[=@]")));
        EXPECT_THAT(line, ::testing::Not(::testing::ContainsRegex("(^|,)\"?[+-][a-z]")));
    }
}

TEST_P(LabelTableTest, OtherProgramsTablesAreReadAndBadRowsReported) {
    std::ofstream(file("plain")) << "annotator;kind;a;b;choice\nAK;pair;1;2;b\nAK;pair;1;2;b\n"
                                    "AK;rate;1;;9\n;like;1;;\n";
    const LabelImport report = importLabels(store_, file("plain"), isAny, {});
    EXPECT_EQ(report.added, 2U);
    EXPECT_THAT(report.rejects, ElementsAre(HasSubstr("Row 4"), HasSubstr("Row 5")));
    EXPECT_EQ(importLabels(store_, file("plain"), isAny, {}).added, 0U);
}

INSTANTIATE_TEST_SUITE_P(Tables, LabelTableTest, ::testing::Values(".csv"));

}  // namespace
}  // namespace haberdash
