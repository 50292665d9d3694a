// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/tfidf.h"

#include "core/learn/text/truncated_svd.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace haberdash {
namespace {

using testing::ElementsAre;

const std::vector<std::string> kTexts{"red shirt", "red shoes", "blue jeans and shirts"};

double dot(const Matrix& a, const std::size_t i, const Matrix& b, const std::size_t j) {
    return std::inner_product(a.row(i).begin(), a.row(i).end(), b.row(j).begin(), 0.0);
}

TEST(Tfidf, LearnsStemsWithoutStopwordsAndTheirIdf) {
    const TfidfFit fit = fitTfidf(kTexts);
    EXPECT_EQ(fit.language, "en");
    EXPECT_EQ(fit.documents, 3U);
    EXPECT_THAT(fit.terms, ElementsAre("blue", "jean", "red", "shirt", "shoe"));
    EXPECT_NEAR(fit.idf[0], std::log(4.0 / 2.0) + 1, 1e-6);  // in one text of three
    EXPECT_NEAR(fit.idf[3], std::log(4.0 / 3.0) + 1, 1e-6);  // in two
}

TEST(Tfidf, WeighsByHand) {
    TfidfMap map(fitTfidf(kTexts));
    const SparseRow row = map.sparse("Shirt shirt RED unknown");
    ASSERT_THAT(row.columns, ElementsAre(2U, 3U));
    const double red = std::log(4.0 / 3.0) + 1;
    const double shirt = (1 + std::log(2.0)) * (std::log(4.0 / 3.0) + 1);
    const double length = std::hypot(red, shirt);
    EXPECT_NEAR(row.values[0], red / length, 1e-6);
    EXPECT_NEAR(row.values[1], shirt / length, 1e-6);
}

TEST(Tfidf, FullRankReductionKeepsCosines) {
    TfidfMap map(fitTfidf(kTexts));
    const Matrix rows = map.encode(kTexts);
    ASSERT_EQ(rows.cols(), kTfidfDimension);
    // First and second share "red" alone.
    const double idf2 = std::log(4.0 / 3.0) + 1;
    const double idf1 = std::log(4.0 / 2.0) + 1;
    const double expected = idf2 * idf2 / (std::hypot(idf2, idf2) * std::hypot(idf2, idf1));
    EXPECT_NEAR(dot(rows, 0, rows, 1), expected, 1e-5);
    EXPECT_NEAR(dot(rows, 0, rows, 0), 1.0, 1e-6);
}

TEST(Tfidf, TextWithoutKnownWordsIsAZeroRow) {
    TfidfMap map(fitTfidf(kTexts));
    const std::vector<std::string> texts{"", "the and of", "xyzzy"};
    const Matrix rows = map.encode(texts);
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        EXPECT_EQ(dot(rows, i, rows, i), 0.0);
    }
}

TEST(Tfidf, SameTextsGiveTheSameFit) {
    const TfidfFit first = fitTfidf(kTexts);
    const TfidfFit second = fitTfidf(kTexts);
    const std::size_t count = first.projection.rows() * first.projection.cols();
    EXPECT_TRUE(std::equal(
        first.projection.data(), first.projection.data() + count, second.projection.data()));
}

TEST(TruncatedSvd, BringsWordsTogetherThatShareProducts) {
    // Columns: 0 tee, 1 shirt, 2 top, 3 watch, 4 strap. Tee and shirt never meet, but share "top".
    const float half = 0.70710678F;
    std::vector<SparseRow> rows;
    for (int i = 0; i < 20; ++i) {
        rows.push_back({{0, 2}, {half, half}});
        rows.push_back({{1, 2}, {half, half}});
        rows.push_back({{3, 4}, {half, half}});
    }
    const Matrix directions = leadingDirections(rows, 5, 2);
    EXPECT_NEAR(std::abs(dot(directions, 0, directions, 1)),
                std::sqrt(dot(directions, 0, directions, 0) * dot(directions, 1, directions, 1)),
                1e-5);
    EXPECT_NEAR(dot(directions, 0, directions, 3), 0.0, 1e-5);
    // Largest first: "top" belongs to the first direction, with 2 / sqrt(6) of its length.
    EXPECT_NEAR(std::abs(directions.row(2)[0]), 0.8164966, 1e-5);
    EXPECT_NEAR(std::abs(directions.row(3)[1]), half, 1e-5);
}

TEST(Tfidf, EmptyCatalogHasNoTerms) {
    const TfidfFit fit = fitTfidf({});
    EXPECT_TRUE(fit.terms.empty());
}

}  // namespace
}  // namespace haberdash
