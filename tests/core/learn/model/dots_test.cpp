// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/dots.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace haberdash {
namespace {

TEST(Dots, AreThoseOfEachRow) {
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    for (const std::size_t size : {1U, 7U, 64U, 129U}) {
        for (std::size_t count = 0; count <= 9; ++count) {
            std::vector<float> x(size);
            std::vector<std::vector<float>> rows(count, std::vector<float>(size));
            std::vector<const float*> places;
            for (float& value : x) {
                value = normal(random);
            }
            for (std::vector<float>& row : rows) {
                for (float& value : row) {
                    value = normal(random);
                }
                places.push_back(row.data());
            }
            std::vector<float> out(count + 1, -1.0F);
            dots(x.data(), places.data(), count, size, out.data());
            for (std::size_t r = 0; r < count; ++r) {
                double sum = 0;
                for (std::size_t i = 0; i < size; ++i) {
                    sum += static_cast<double>(x[i]) * static_cast<double>(rows[r][i]);
                }
                EXPECT_NEAR(out[r], sum, 1e-4) << count << " rows of " << size;
            }
            EXPECT_EQ(out[count], -1.0F);
        }
    }
}

}  // namespace
}  // namespace haberdash
