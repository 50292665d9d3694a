// SPDX-License-Identifier: GPL-3.0-or-later
// Runs where the encoder "use" is installed.
#include "core/data/base/encoder_folder.h"
#include "core/learn/text/text_encoder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <numeric>
#include <string>
#include <vector>

namespace haberdash {
namespace {

class UseEncoder : public testing::Test {
  protected:
    void SetUp() override {
        if (!installedEncoder("use")) {
            GTEST_SKIP() << "The encoder \"use\" is not installed.";
        }
        folder_ =
            std::filesystem::temp_directory_path() /
            ("use-encoder-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
             testing::UnitTest::GetInstance()->current_test_info()->name() + ".hab");
        std::filesystem::remove_all(folder_);
        project_ = std::make_unique<Project>(Project::create(folder_));
        encoder_ = makeTextEncoder(*project_, "use");
    }

    void TearDown() override {
        project_.reset();
        std::filesystem::remove_all(folder_);
    }

    static double cosine(const Matrix& a,
                         const std::size_t i,
                         const Matrix& b,
                         const std::size_t j) {
        return std::inner_product(a.row(i).begin(), a.row(i).end(), b.row(j).begin(), 0.0);
    }

    std::filesystem::path folder_;
    std::unique_ptr<Project> project_;
    std::unique_ptr<TextEncoder> encoder_;
};

TEST_F(UseEncoder, AgreesWithAnIndependentForwardPass) {
    // Computed in double precision by a separate implementation of the published graph.
    const std::vector<std::string> texts{"red cotton shirt for men"};
    const Matrix row = encoder_->encode(texts);
    const std::array<float, 4> expected{0.0579612F, 0.0606025F, 0.0528447F, -0.0348007F};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NEAR(row.row(0)[i], expected[i], 1e-5);
    }
}

TEST_F(UseEncoder, RowsAreUnitAndDoNotDependOnTheirNeighbours) {
    const std::vector<std::string> alone{"blue running shoes"};
    std::vector<std::string> many(40, "leather wallet");
    many[17] = alone[0];
    const Matrix single = encoder_->encode(alone);
    const Matrix batch = encoder_->encode(many);
    EXPECT_NEAR(cosine(single, 0, single, 0), 1.0, 1e-5);
    for (std::size_t i = 0; i < single.cols(); ++i) {
        EXPECT_NEAR(single.row(0)[i], batch.row(17)[i], 1e-5);
    }
}

TEST_F(UseEncoder, SameTextsGiveTheSameBits) {
    const std::vector<std::string> texts{"a", "silk saree with golden border", "watch"};
    const Matrix first = encoder_->encode(texts);
    const Matrix second = encoder_->encode(texts);
    EXPECT_TRUE(std::equal(first.data(), first.data() + 3 * first.cols(), second.data()));
}

TEST_F(UseEncoder, IgnoresCaseAndBlanksAndSurvivesOddTexts) {
    const std::vector<std::string> texts{
        "Red  Shirt\n", "red shirt", "", "\xF0\x9F\x91\x95", std::string(60'000, 'x'), "\xFF\xFE"};
    const Matrix rows = encoder_->encode(texts);
    EXPECT_NEAR(cosine(rows, 0, rows, 1), 1.0, 1e-5);
    EXPECT_EQ(cosine(rows, 2, rows, 2), 0.0);
    EXPECT_TRUE(std::all_of(rows.data(),
                            rows.data() + rows.rows() * rows.cols(),
                            [](const float x) { return std::isfinite(x); }));
}

TEST_F(UseEncoder, TitleAndDescriptionCountAlikeHoweverLongTheProse) {
    const std::string prose =
        "For long journeys and short hops. Free returns within thirty days. "
        "Wash with similar colours, line dry, cool iron if needed.";
    const std::vector<std::string> texts{
        "leather bifold wallet", prose, "leather bifold wallet\n" + prose, "\n" + prose};
    const Matrix rows = encoder_->encode(texts);
    EXPECT_NEAR(cosine(rows, 2, rows, 0), cosine(rows, 2, rows, 1), 1e-5);
    EXPECT_GT(cosine(rows, 2, rows, 0),
              0.7);  // cos 45 degrees, where the two have nothing in common
    EXPECT_NEAR(cosine(rows, 1, rows, 3), 1.0, 1e-5);
}

TEST_F(UseEncoder, FindsTheTitleThatAParaphraseMeans) {
    const std::vector<std::string> titles{"men navy blue running sneakers",
                                          "women floral print summer dress",
                                          "leather bifold wallet",
                                          "analog wrist watch with steel strap",
                                          "kids woollen winter cap",
                                          "polarized aviator sunglasses",
                                          "cotton bath towel set",
                                          "formal white office shirt"};
    const std::vector<std::string> queries{"dark blue trainers for jogging",
                                           "a frock with flowers for hot days",
                                           "purse for cash and cards",
                                           "a timepiece made of metal",
                                           "warm hat for children",
                                           "shades to protect eyes from the sun",
                                           "cloth to dry after a shower",
                                           "business attire top in white"};
    const Matrix title = encoder_->encode(titles);
    const Matrix query = encoder_->encode(queries);
    std::size_t hits = 0;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        std::size_t best = 0;
        for (std::size_t j = 1; j < titles.size(); ++j) {
            best = cosine(query, i, title, j) > cosine(query, i, title, best) ? j : best;
        }
        hits += best == i ? 1 : 0;
    }
    EXPECT_GE(hits, 5U);
}

}  // namespace
}  // namespace haberdash
