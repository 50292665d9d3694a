// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/catalog_scores.h"

#include "core/learn/metrics/draws.h"
#include "core/learn/model/floors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace haberdash {
namespace {

constexpr std::size_t kProducts = 600;  // two whole blocks and a part
constexpr std::size_t kDim = 12;
constexpr std::size_t kHidden = 20;  // one round of lanes and a rest

std::vector<float> numbers(const std::size_t count, const std::uint64_t seed) {
    Draws random(seed);
    std::vector<float> values(count);
    for (float& value : values) {
        value = static_cast<float>(random.normal());
    }
    return values;
}

ContentVectors contents() {
    ContentVectors vectors;
    vectors.text = {Matrix(kProducts, 8, numbers(kProducts * 8, 1)),
                    std::vector<std::uint8_t>(kProducts, 1)};
    vectors.image = {Matrix(kProducts, 5, numbers(kProducts * 5, 2)),
                     std::vector<std::uint8_t>(kProducts, 1)};
    // Products without a picture have zero rows.
    for (std::size_t row = 3; row < kProducts; row += 7) {
        vectors.image.has[row] = 0;
        std::ranges::fill(vectors.image.vectors.mutableRow(row), 0.0F);
    }
    return vectors;
}

const std::vector<Recent> kRecents{{.row = 5, .weight = 0.9F},
                                   {.row = 3, .weight = 0.4F},
                                   {.row = 300, .weight = 0.7F, .isDisliked = true},
                                   {.row = 599, .weight = 1.0F}};
constexpr std::array<float, 4> kNearScale{3.0F, -1.5F, 2.0F, -0.5F};

float nearPart(const ContentVectors& vectors,
               const std::vector<Recent>& recents,
               const std::uint32_t row) {
    const Nearness text = nearness(vectors.text, recents, row);
    const Nearness image = nearness(vectors.image, recents, row);
    const float makeUp = vectors.image.has[row] == 0 ? 1 / 0.7F : 1.0F;
    return makeUp * (kNearScale[0] * text.liked + kNearScale[1] * text.disliked +
                     kNearScale[2] * image.liked + kNearScale[3] * image.disliked);
}

std::vector<std::uint32_t> allRows() {
    std::vector<std::uint32_t> rows(kProducts);
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

TEST(CatalogScores, DotHeadIsTheFormulaRowByRow) {
    const ContentVectors vectors = contents();
    const Matrix z(kProducts, kDim, numbers(kProducts * kDim, 3));
    const std::vector<float> base = numbers(kProducts, 4);
    const std::vector<float> u = numbers(kDim, 5);
    const Matrix offered(kProducts, kHidden, numbers(kProducts * kHidden, 11));
    const std::vector<float> taste = numbers(kHidden, 12);
    const CatalogScores scores(vectors, z, {}, base, kNearScale, {.scale = 0.5F}, offered);
    std::vector<float> out(kProducts);
    scores.score(u, {}, kRecents, taste, allRows(), out);
    for (std::uint32_t row = 0; row < kProducts; ++row) {
        const float expected = base[row] + 0.5F * dotProduct(z.row(row), u) +
                               dotProduct(offered.row(row), taste) +
                               nearPart(vectors, kRecents, row);
        ASSERT_NEAR(out[row], expected, 1e-4) << row;
    }
}

TEST(CatalogScores, MlpHeadIsTheFormulaRowByRow) {
    const ContentVectors vectors = contents();
    const Matrix z(kProducts, kDim, numbers(kProducts * kDim, 3));
    const Matrix prepared(kProducts, kHidden, numbers(kProducts * kHidden, 6));
    const std::vector<float> base = numbers(kProducts, 4);
    const std::vector<float> u = numbers(kDim, 5);
    const std::vector<float> user = numbers(kHidden, 7);
    const HeadWeights head{.product = numbers(kHidden * kDim, 8),
                           .distance = numbers(kHidden * kDim, 9),
                           .out = numbers(kHidden, 10),
                           .outBias = 0.25F};
    const CatalogScores scores(vectors, z, prepared, base, kNearScale, head);
    std::vector<float> out(kProducts);
    scores.score(u, user, kRecents, {}, allRows(), out);
    for (std::uint32_t row = 0; row < kProducts; ++row) {
        double expected = base[row] + 0.25 + nearPart(vectors, kRecents, row);
        for (std::size_t h = 0; h < kHidden; ++h) {
            double active = prepared.row(row)[h] + user[h];
            for (std::size_t i = 0; i < kDim; ++i) {
                active += head.product[h * kDim + i] * z.row(row)[i] * u[i] +
                          head.distance[h * kDim + i] * std::abs(z.row(row)[i] - u[i]);
            }
            expected += std::max(0.0, active) * head.out[h];
        }
        ASSERT_NEAR(out[row], expected, 1e-3) << row;
    }
    // Of some rows, in pieces and at both ends, the same.
    std::vector<std::uint32_t> some{0, 1, 2, 599};
    for (std::uint32_t row = 5; row < 590; row += row % 3 + 1) {
        some.push_back(row);
    }
    std::ranges::sort(some);
    std::vector<float> outOfSome(some.size());
    scores.score(u, user, kRecents, {}, some, outOfSome);
    for (std::size_t i = 0; i < some.size(); ++i) {
        ASSERT_NEAR(outOfSome[i], out[some[i]], 1e-4) << some[i];
    }
}

TEST(CatalogScores, WithoutAHistoryNothingIsNear) {
    const ContentVectors vectors = contents();
    const Matrix z(kProducts, kDim);
    const std::vector<float> base = numbers(kProducts, 4);
    const CatalogScores scores(vectors, z, {}, base, kNearScale, {});
    std::vector<float> out(kProducts);
    scores.score(numbers(kDim, 5), {}, {}, {}, allRows(), out);
    EXPECT_EQ(out, base);
}

}  // namespace
}  // namespace haberdash
