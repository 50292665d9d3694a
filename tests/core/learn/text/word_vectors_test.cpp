// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/word_vectors.h"

#include "core/data/base/digest.h"
#include "core/data/catalog/item_store.h"
#include "tests/support/errors.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <numeric>

namespace haberdash {
namespace {

using test::kindOfCall;
using test::TempFolder;

TensorView viewOfNumbers(const std::vector<std::int32_t>& values) {
    return {DType::I32,
            {values.size()},
            {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(std::int32_t)}};
}

// Words in order of frequency; "the" and "a" point the same way, as words do that say nothing.
class WordVectorsTest : public ::testing::Test {
  protected:
    void SetUp() override {
        setenv("HABERDASH_DATA", data_.path().c_str(), 1);
        write(wordTable(
            {"the", "a", "red", "dress", "blue", "shoe", "red"},
            Matrix(7, 3, {3, 0, 0, 3, 0, 0, 1, 1, 0, 1, 0, 1, 1, -1, 0, 1, 0, -1, 9, 9, 9})));
    }

    void TearDown() override { unsetenv("HABERDASH_DATA"); }

    void write(const WordTable& table) {
        writeSafetensors(encoderWeights("words"),
                         {{"words", TensorView{DType::U8, {table.words.size()}, table.words}},
                          {"ends", viewOfNumbers(table.ends)},
                          {"ranks", viewOfNumbers(table.ranks)},
                          {"vectors", viewOf(table.vectors)}},
                         {});
        writeEncoderCard({.name = "words",
                          .architecture = "words",
                          .modality = "text",
                          .kind = "test",
                          .dimension = 3,
                          .source = "test",
                          .licence = "none",
                          .sourceSha256 = "",
                          .weightsSha256 = sha256OfFile(encoderWeights("words"))});
    }

    Project shop() {
        Project project = Project::create(data_ / "shop.hab");
        ItemStore items(project.database());
        for (const char* const title :
             {"the red dress", "a blue dress", "the red shoe", "a blue shoe"}) {
            Item item;
            item.sku = title;
            item.title = title;
            items.upsert(item);
        }
        return project;
    }

    TempFolder data_;
};

TEST_F(WordVectorsTest, FindsWordsAndWeighsRareOnesMore) {
    const WordVectors vectors(Safetensors::open(encoderWeights("words")));
    EXPECT_EQ(vectors.size(), 6U);  // the second "red" is dropped
    for (const char* const word : {"the", "a", "red", "dress", "blue", "shoe"}) {
        const auto place = vectors.find(word);
        ASSERT_TRUE(place) << word;
        EXPECT_EQ(vectors.word(*place), word);
    }
    EXPECT_FALSE(vectors.find("th"));
    EXPECT_FALSE(vectors.find(""));
    EXPECT_FALSE(vectors.find("zebra"));
    EXPECT_EQ(vectors.vector(*vectors.find("red"))[1], 1.0F);
    EXPECT_LT(vectors.weight(*vectors.find("the")), vectors.weight(*vectors.find("shoe")));
    // Zipf over six words: p("the") = (1 / 3.7) / sum over ranks of 1 / (rank + 3.7)
    double sum = 0;
    for (int rank = 0; rank < 6; ++rank) {
        sum += 1.0 / (rank + 3.7);
    }
    EXPECT_NEAR(vectors.weight(*vectors.find("the")), 0.001 / (0.001 + 1 / 3.7 / sum), 1e-7);
}

TEST_F(WordVectorsTest, EncodesUnitRowsWithoutWhatAllTextsShare) {
    Project project = shop();
    const auto encoder = makeTextEncoder(project, "words");
    const std::vector<std::string> texts{"Red dress!", "the red shoe", "", "zebra", "RED dress"};
    const Matrix rows = encoder->encode(texts);
    ASSERT_EQ(rows.cols(), 3U);
    const auto dot = [&rows](const std::size_t a, const std::size_t b) {
        return std::inner_product(rows.row(a).begin(), rows.row(a).end(), rows.row(b).begin(), 0.0);
    };
    EXPECT_NEAR(dot(0, 0), 1, 1e-5);
    EXPECT_NEAR(dot(0, 4), 1, 1e-6);
    EXPECT_EQ(dot(2, 2), 0);
    EXPECT_EQ(dot(3, 3), 0);
    // Of the plain mean of "red" and "dress" this is 0.82: the direction of all texts is gone.
    EXPECT_LT(std::abs(rows.row(0)[0]), 0.2);
    EXPECT_LT(dot(0, 1), 0.5);
}

TEST_F(WordVectorsTest, TheFitIsKeptWithTheProject) {
    std::string before;
    {
        Project project = shop();
        before = makeTextEncoder(project, "words")->fingerprint();
        Item item;
        item.sku = "new";
        item.title = "shoe shoe shoe";
        ItemStore(project.database()).upsert(item);
    }
    Project again = Project::open(data_ / "shop.hab", Access::ReadOnly);
    EXPECT_EQ(makeTextEncoder(again, "words")->fingerprint(), before);
}

TEST_F(WordVectorsTest, RefusesTablesThatDoNotFit) {
    WordTable table = wordTable({"a", "b"}, Matrix(2, 3));
    table.ends = {1, 9};
    write(table);
    EXPECT_EQ(kindOfCall([] { WordVectors(Safetensors::open(encoderWeights("words"))); }), "model");
    table.ends = {1};
    write(table);
    EXPECT_EQ(kindOfCall([] { WordVectors(Safetensors::open(encoderWeights("words"))); }), "model");
}

}  // namespace
}  // namespace haberdash
