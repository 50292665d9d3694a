// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/whitening.h"

#include "core/data/base/error.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace haberdash {
namespace {

// Rows whose columns are mixed and of very different spread.
Matrix mixedRows(const std::size_t count) {
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    Matrix rows(count, 4);
    for (std::size_t i = 0; i < count; ++i) {
        const float a = 10 * normal(random);
        const float b = normal(random);
        const float c = 0.1F * normal(random);
        const auto row = rows.mutableRow(i);
        row[0] = 3 + a;
        row[1] = a + b;
        row[2] = b - c;
        row[3] = -7;
    }
    return rows;
}

double covariance(const Matrix& rows, const std::size_t i, const std::size_t j) {
    double sum = 0;
    for (std::size_t r = 0; r < rows.rows(); ++r) {
        sum += static_cast<double>(rows.row(r)[i]) * rows.row(r)[j];
    }
    return sum / static_cast<double>(rows.rows());
}

TEST(Whitening, MakesColumnsUncorrelatedWithVarianceOne) {
    const Matrix rows = mixedRows(5000);
    const Matrix white = apply(fitWhitening(rows, 3), rows);
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            EXPECT_NEAR(covariance(white, i, j), i == j ? 1.0 : 0.0, 2e-3);
        }
    }
}

TEST(Whitening, WithoutWhiteningKeepsVarianceAndOrdersByIt) {
    const Matrix rows = mixedRows(5000);
    const Matrix reduced = apply(fitWhitening(rows, 3, false), rows);
    EXPECT_GT(covariance(reduced, 0, 0), covariance(reduced, 1, 1));
    EXPECT_GT(covariance(reduced, 1, 1), covariance(reduced, 2, 2));
    // The trace is kept: 100 + 101 + 1.01 of the three columns that vary.
    EXPECT_NEAR(covariance(reduced, 0, 0) + covariance(reduced, 1, 1) + covariance(reduced, 2, 2),
                202.01,
                8.0);
}

TEST(Whitening, DirectionsWithoutVarianceAreZeroColumns) {
    const Matrix rows = mixedRows(200);
    const Matrix white = apply(fitWhitening(rows, 6), rows);
    ASSERT_EQ(white.cols(), 6U);
    for (std::size_t r = 0; r < white.rows(); ++r) {
        EXPECT_EQ(white.row(r)[3], 0.0F);
        EXPECT_EQ(white.row(r)[5], 0.0F);
    }
}

TEST(Whitening, OfOneRowIsZeroAndFinite) {
    const Matrix rows(1, 3, {1, 2, 3});
    const Matrix white = apply(fitWhitening(rows, 2), rows);
    EXPECT_EQ(white.row(0)[0], 0.0F);
    EXPECT_EQ(white.row(0)[1], 0.0F);
}

TEST(Whitening, RefusesNoRowsAndAnotherWidth) {
    EXPECT_THROW(fitWhitening(Matrix(0, 3), 2), Error);
    const Whitening whitening = fitWhitening(mixedRows(50), 2);
    EXPECT_THROW(apply(whitening, Matrix(2, 5)), Error);
}

}  // namespace
}  // namespace haberdash
