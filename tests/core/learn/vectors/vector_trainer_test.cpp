// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/vectors/vector_trainer.h"

#include "core/learn/metrics/draws.h"
#include "core/learn/vectors/sparse_graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>

namespace haberdash {
namespace {

constexpr std::size_t kItems = 40;

// Two tastes: shoppers of each meet products of their own half.
Pairs twoTastes() {
    Pairs pairs;
    pairs.items = kItems;
    Draws random(5);
    for (std::size_t shopper = 0; shopper < 30; ++shopper) {
        for (std::uint32_t row = 0; row < kItems; ++row) {
            if (row % 2 == shopper % 2 && random.unit() < 0.4) {
                pairs.rows.push_back(row);
            }
        }
        pairs.begins.push_back(pairs.rows.size());
    }
    return pairs;
}

// Text tells the taste, the picture is noise.
ContentVectors contentsOfTaste() {
    ContentVectors contents;
    contents.text = {Matrix(kItems, 6), std::vector<std::uint8_t>(kItems, 1)};
    contents.image = {Matrix(kItems, 4), std::vector<std::uint8_t>(kItems, 1)};
    Draws random(6);
    for (std::size_t row = 0; row < kItems; ++row) {
        for (float& value : contents.text.vectors.mutableRow(row)) {
            value = static_cast<float>(0.2 * random.normal());
        }
        contents.text.vectors.mutableRow(row)[row % 2] += 1;
        for (float& value : contents.image.vectors.mutableRow(row)) {
            value = static_cast<float>(random.normal());
        }
    }
    return contents;
}

class VectorTrainerTest : public testing::TestWithParam<const char*> {
  protected:
    VectorTrainerTest() {
        options_.kind = GetParam();
        options_.embeddingDim = 12;
        options_.batchSize = 32;
        options_.learningRate = 0.01;
        options_.warmupSteps = 0;
        options_.negativesPerPositive = 2;
        options_.graphNeighbours = 3;
        options_.edgeDropout = 0.3;
    }

    std::unique_ptr<VectorTrainer> make() {
        const VectorInputs inputs{pairs_, pool_, contents_, known_, options_};
        return options_.kind == "lightgcn" || options_.kind == "freedom"
                   ? makeGraphTrainer(inputs)
                   : makeFactorTrainer(inputs);
    }

    double train(VectorTrainer& trainer, const std::uint64_t from, const std::uint64_t to) {
        double loss = 0;
        for (std::uint64_t epoch = from; epoch <= to; ++epoch) {
            loss = trainer.trainEpoch(epoch, [](std::size_t, std::size_t) {});
        }
        return loss;
    }

    // Share of (shopper, own half's product, other half's product) in the right order, of the rows
    // from `first` on.
    double rightShare(VectorModel model, const bool foldsIn, const std::uint32_t first = 0) {
        for (std::size_t shopper = 0; shopper < pairs_.shoppers(); ++shopper) {
            model.shoppers.ids.push_back(ShopperId{static_cast<std::int64_t>(shopper)});
        }
        VectorScorer scorer(model);
        std::vector<float> scores(kItems);
        double right = 0;
        double all = 0;
        for (std::size_t shopper = 0; shopper < pairs_.shoppers(); ++shopper) {
            std::vector<PastEvent> history;
            for (const std::uint32_t row : pairs_.rowsOf(shopper)) {
                history.push_back({row, EventKind::Purchase, 0});
            }
            scorer.score({history,
                          foldsIn ? std::nullopt
                                  : std::optional(ShopperId{static_cast<std::int64_t>(shopper)})},
                         scores);
            for (std::uint32_t own = first + shopper % 2; own < kItems; own += 2) {
                for (std::uint32_t other = first + 1 - shopper % 2; other < kItems; other += 2) {
                    right += scores[own] > scores[other] ? 1 : 0;
                    all += 1;
                }
            }
        }
        return right / all;
    }

    TrainOptions options_;
    Pairs pairs_ = twoTastes();
    ContentVectors contents_ = contentsOfTaste();
    std::vector<std::uint8_t> known_ = std::vector<std::uint8_t>(kItems, 1);
    std::vector<float> counts_ = std::vector<float>(kItems, 1);
    NegativePool pool_{"uniform", {known_, counts_, {}}};
};

TEST_P(VectorTrainerTest, LearnsTastesOfKnownShoppersAndOfHistories) {
    const auto trainer = make();
    const double first = train(*trainer, 1, 1);
    const double last = train(*trainer, 2, 60);
    EXPECT_LT(last, 0.6 * first);
    EXPECT_GT(rightShare(trainer->model(), false), 0.95);
    EXPECT_GT(rightShare(trainer->model(), true), 0.93);
}

TEST_P(VectorTrainerTest, GoesOnFromItsStateWithTheSameBits) {
    const auto whole = make();
    train(*whole, 1, 6);
    const auto first = make();
    train(*first, 1, 3);
    ModelFile state;
    first->put(state);
    const auto second = make();
    second->take(state);
    train(*second, 4, 6);
    ModelFile left;
    ModelFile right;
    whole->put(left);
    second->put(right);
    EXPECT_EQ(left.integers, right.integers);
    ASSERT_EQ(left.matrices.size(), right.matrices.size());
    for (const auto& [name, matrix] : left.matrices) {
        const Matrix& other = right.matrix(name);
        for (std::size_t i = 0; i < matrix.rows() * matrix.cols(); ++i) {
            ASSERT_EQ(matrix.data()[i], other.data()[i]) << name;
        }
    }
}

TEST_P(VectorTrainerTest, ScoresOfManyAndOfOneAreThoseOfAll) {
    const auto trainer = make();
    train(*trainer, 1, 5);
    VectorModel model = trainer->model();
    for (std::size_t shopper = 0; shopper < pairs_.shoppers(); ++shopper) {
        model.shoppers.ids.push_back(ShopperId{static_cast<std::int64_t>(shopper)});
    }
    VectorScorer scorer(model);
    const std::vector<PastEvent> history{{3, EventKind::Like, 0}, {5, EventKind::Dislike, 0}};
    const std::vector<Asker> askers{{history, ShopperId{4}}, {history, {}}, {{}, {}}};
    std::vector<float> many(askers.size() * kItems);
    scorer.scoreMany(askers, many);
    std::vector<float> one(kItems);
    for (std::size_t index = 0; index < askers.size(); ++index) {
        scorer.score(askers[index], one);
        for (std::uint32_t row = 0; row < kItems; ++row) {
            EXPECT_NEAR(one[row], many[index * kItems + row], 1e-4);
            EXPECT_NEAR(one[row], scorer.scoreOne(askers[index], row, scorer.parts()), 1e-4);
        }
    }
}

TEST_P(VectorTrainerTest, WhatWasHeldOutHasNothingButItsContent) {
    constexpr std::uint32_t kFirstHeldOut = 34;
    Pairs pairs{.items = kItems};
    for (std::size_t shopper = 0; shopper < pairs_.shoppers(); ++shopper) {
        std::ranges::copy_if(pairs_.rowsOf(shopper),
                             std::back_inserter(pairs.rows),
                             [](const std::uint32_t row) { return row < kFirstHeldOut; });
        pairs.begins.push_back(pairs.rows.size());
    }
    pairs_ = pairs;
    std::fill(known_.begin() + kFirstHeldOut, known_.end(), std::uint8_t{0});
    pool_ = NegativePool("uniform", {known_, counts_, {}});
    const auto trainer = make();
    train(*trainer, 1, 40);
    const VectorModel model = trainer->model();
    for (std::uint32_t row = kFirstHeldOut; row < kItems; ++row) {
        const VectorSide& own = model.sides.front();
        EXPECT_TRUE(std::ranges::all_of(own.vectors.row(row), [](float x) { return x == 0; }));
        EXPECT_EQ(own.bias.empty() ? 0.0F : own.bias[row], 0.0F);
    }
    if (model.sides.size() > 1) {  // the text tells the taste of what nobody met
        EXPECT_GT(rightShare(model, false, kFirstHeldOut), 0.9);
    }
}

INSTANTIATE_TEST_SUITE_P(All,
                         VectorTrainerTest,
                         testing::Values("bpr-mf", "vbpr", "lightgcn", "freedom"),
                         [](const auto& instance) {
                             const std::string name = instance.param;
                             return name == "bpr-mf" ? std::string("bpr") : name;
                         });

TEST(SparseGraph, PropagatesByTheRootsOfTheDegrees) {
    // Shopper 0 met products 0 and 1, shopper 1 met product 1.
    const Pairs pairs{.items = 2, .begins = {0, 2, 3}, .rows = {0, 1, 1}};
    const SparseGraph graph(pairs);
    const std::vector<float> x{1, 2, 4, 8};
    const std::vector<float> zero(4, 0.0F);
    std::vector<float> out(4);
    graph.propagate(zero.data(), x.data(), 1, out.data());
    EXPECT_NEAR(out[0], 4 / std::sqrt(2.0) + 8 / 2.0, 1e-5);
    EXPECT_NEAR(out[1], 8 / std::sqrt(2.0), 1e-5);
    EXPECT_NEAR(out[2], 1 / std::sqrt(2.0), 1e-5);
    EXPECT_NEAR(out[3], 1 / 2.0 + 2 / std::sqrt(2.0), 1e-5);
}

TEST(SparseGraph, ThinnedGraphKeepsTheWantedShare) {
    const Pairs pairs = twoTastes();
    const SparseGraph graph(pairs, 0.75, Draws(1));
    std::size_t edges = 0;
    for (std::size_t shopper = 0; shopper < pairs.shoppers(); ++shopper) {
        edges += graph.degree(shopper);
    }
    EXPECT_EQ(edges, static_cast<std::size_t>(static_cast<double>(pairs.rows.size()) * 0.25));
}

TEST(NegativePool, HardOnesComeFromTheCategoryHalfTheTime) {
    const std::vector<std::uint8_t> known(100, 1);
    const std::vector<float> counts(100, 1);
    std::vector<std::uint32_t> categories(100, 0);
    for (std::size_t row = 0; row < 10; ++row) {
        categories[row] = 1;
    }
    const NegativePool pool("hard", {known, counts, categories});
    Draws random(3);
    const std::vector<std::uint32_t> met{0};
    int alike = 0;
    for (int draw = 0; draw < 4000; ++draw) {
        const std::uint32_t row = pool.draw(random, 0, met);
        EXPECT_NE(row, 0U);
        alike += row < 10 ? 1 : 0;
    }
    // Half from the ten alike, and of the other half a tenth, less what was met.
    EXPECT_NEAR(alike / 4000.0, 0.53, 0.03);
    double total = 0;
    for (std::uint32_t row = 0; row < 100; ++row) {
        total += std::exp(static_cast<double>(pool.logShare(row, 0)));
    }
    EXPECT_NEAR(total, 1.0, 1e-5);
}

}  // namespace
}  // namespace haberdash
