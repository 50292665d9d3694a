// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/row_tiles.h"

#include "core/learn/metrics/draws.h"

#include <gtest/gtest.h>

#include <tuple>

namespace haberdash {
namespace {

Matrix numbers(const std::size_t rows, const std::size_t cols, const std::uint64_t seed) {
    Draws random(seed);
    Matrix matrix(rows, cols);
    for (std::size_t i = 0; i < rows * cols; ++i) {
        matrix.mutableData()[i] = static_cast<float>(random.normal());
    }
    return matrix;
}

/// Rows, their width, queries: with and without rests of tiles and of the kernels' steps.
class RowTilesTest
    : public testing::TestWithParam<std::tuple<std::size_t, std::size_t, std::size_t>> {};

TEST_P(RowTilesTest, AreTheProductsOfEveryPair) {
    const auto [rows, width, count] = GetParam();
    const Matrix matrix = numbers(rows, width, 1);
    const Matrix queries = numbers(count, width, 2);
    const TiledRows tiles(matrix);
    std::vector<float> out(count * kTileRows, -1.0F);
    for (std::size_t first = 0; first < rows; first += kTileRows) {
        tileProducts(tiles.tile(first / kTileRows), width, queries.data(), count, out.data());
        for (std::size_t query = 0; query < count; ++query) {
            for (std::size_t j = 0; j < kTileRows; ++j) {
                double expected = 0;
                for (std::size_t i = 0; first + j < rows && i < width; ++i) {
                    expected += static_cast<double>(matrix.row(first + j)[i]) *
                                static_cast<double>(queries.row(query)[i]);
                }
                ASSERT_NEAR(out[query * kTileRows + j], expected, 1e-4)
                    << first + j << ' ' << query;
            }
        }
        std::vector<float> twice = out;
        tileProducts(tiles.tile(first / kTileRows),
                     width,
                     queries.data(),
                     count,
                     twice.data(),
                     twice.data());
        for (std::size_t i = 0; i < out.size(); ++i) {
            ASSERT_NEAR(twice[i], 2 * out[i], 1e-4);
        }
    }
}

TEST_P(RowTilesTest, AddRowProductsOfOneQuery) {
    const auto [rows, width, count] = GetParam();
    const Matrix matrix = numbers(rows, width, 1);
    const Matrix queries = numbers(1, width, 2);
    std::vector<float> sums(rows, 3.0F);
    addRowProducts(matrix.data(), rows, queries.row(0), 2.0F, 0.5F, sums.data());
    for (std::size_t row = 0; row < rows; ++row) {
        double expected = 1.5;
        for (std::size_t i = 0; i < width; ++i) {
            expected += 2.0 * static_cast<double>(matrix.row(row)[i]) *
                        static_cast<double>(queries.row(0)[i]);
        }
        ASSERT_NEAR(sums[row], expected, 1e-4) << row << ' ' << count;
    }
}

INSTANTIATE_TEST_SUITE_P(Shapes,
                         RowTilesTest,
                         testing::Values(std::tuple{1U, 1U, 1U},
                                         std::tuple{32U, 64U, 12U},
                                         std::tuple{33U, 7U, 17U},
                                         std::tuple{100U, 128U, 128U}));

}  // namespace
}  // namespace haberdash
