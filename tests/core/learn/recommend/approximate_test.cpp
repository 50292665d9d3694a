// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/recommend/approximate.h"

#include "core/data/base/error.h"
#include "core/learn/metrics/draws.h"
#include "core/learn/metrics/ranking.h"
#include "core/learn/recommend/merchandise.h"
#include "core/learn/recommend/recommender.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cblas.h>

namespace haberdash {
namespace {

// Products in clusters and of very unequal length, as learned ones are.
Matrix products(const std::size_t rows, const std::size_t width) {
    Draws draws(3);
    std::vector<float> centres(50 * width);
    std::ranges::generate(centres, [&] { return static_cast<float>(draws.normal()); });
    Matrix matrix(rows, width);
    for (std::size_t row = 0; row < rows; ++row) {
        const float length = 0.2F + 2 * static_cast<float>(draws.unit());
        const std::size_t cluster = draws.below(50);
        for (std::size_t i = 0; i < width; ++i) {
            matrix.mutableRow(row)[i] =
                length * (centres[cluster * width + i] + 0.5F * static_cast<float>(draws.normal()));
        }
    }
    return matrix;
}

TEST(ApproximateIndex, FindsNearlyAllOfTheLargestProducts) {
    constexpr std::size_t kRows = 20'000;
    constexpr std::size_t kWidth = 16;
    const Matrix rows = products(kRows, kWidth);
    Draws draws(4);
    std::vector<float> bias(kRows);
    std::ranges::generate(bias, [&] { return static_cast<float>(draws.normal()); });
    const ApproximateIndex index(rows, bias, Monitor());
    std::size_t hits = 0;
    for (std::size_t query = 0; query < 50; ++query) {
        const auto x = rows.row(query * 7);
        std::vector<float> scores = bias;
        for (std::size_t row = 0; row < kRows; ++row) {
            scores[row] += cblas_sdot(kWidth, x.data(), 1, rows.row(row).data(), 1);
        }
        const std::vector<std::uint32_t> found = index.best(x, 20);
        for (const std::uint32_t row : topRows(scores, 20)) {
            hits += std::ranges::count(found, row) > 0 ? 1 : 0;
        }
    }
    EXPECT_GE(hits, 980U);  // of 1,000
}

TEST(ApproximateIndex, IsNotBuiltOnceItIsToStop) {
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(ApproximateIndex(products(10, 4), {}, Monitor({}, source.get_token())), Cancelled);
}

TEST(ApproximateIndex, RecommendsAsTheWholeCatalogDoes) {
    const test::TemporaryFolder folder;
    Project project = test::makeShop(folder.path() / "shop.hab");
    TrainOptions options = test::quickOptions();
    options.kind = "bpr-mf";
    options.epochs = 2;
    const haberdash::Run run = train(project, options, Monitor());
    const auto exact = loadRecommender(project, run.id);
    const auto indexed = loadRecommender(project, run.id);
    indexed->useIndex(indexed->makeIndex(Monitor()));
    const auto items = exact->items();
    RecommendRequest request{.history = {{items[2], EventKind::View, 1700000000},
                                         {items[5], EventKind::Purchase, 1700086400}},
                             .k = 7};
    request.hidden = {items[0]};
    const auto wanted = recommend(*exact, request);
    const auto found = recommend(*indexed, request);
    ASSERT_EQ(found.size(), 7U);
    for (std::size_t rank = 0; rank < found.size(); ++rank) {
        EXPECT_EQ(found[rank].item, wanted[rank].item);
        EXPECT_NEAR(found[rank].score, wanted[rank].score, 1e-5);
    }
}

std::vector<ItemId> itemsOf(const std::vector<ScoredItem>& ranking) {
    std::vector<ItemId> items;
    for (const ScoredItem& scored : ranking) {
        items.push_back(scored.item);
    }
    return items;
}

// Says what an index would, and nothing to who asks for all scores.
class IndexOnly final : public Recommender {
  public:
    std::vector<float> scores(std::span<const HistoryEvent>, std::optional<ShopperId>) override {
        ADD_FAILURE() << "all scores were asked for";
        return {5, 4, 3, 2, 1};
    }

    double scoreOf(std::span<const HistoryEvent>,
                   std::optional<ShopperId>,
                   const std::uint32_t row) override {
        return 5.0 - row;
    }

    std::span<const ItemId> items() const override { return items_; }

    std::optional<double> probability(double) const override { return std::nullopt; }

    Explanation explain(std::span<const HistoryEvent>, ItemId, std::optional<ShopperId>) override {
        return {};
    }

    std::vector<ScoredItem> fromIndex(std::span<const HistoryEvent>,
                                      std::optional<ShopperId>,
                                      const std::size_t count) override {
        std::vector<ScoredItem> found;
        for (std::size_t row = 0; row < std::min(count, items_.size()); ++row) {
            found.push_back({items_[row], 5.0 - static_cast<double>(row), std::nullopt});
        }
        return found;
    }

  private:
    std::vector<ItemId> items_{ItemId{1}, ItemId{2}, ItemId{3}, ItemId{4}, ItemId{5}};
};

TEST(ApproximateIndex, ServesUnderRulesThatHideAndPin) {
    IndexOnly recommender;
    std::vector<Item> catalog;
    for (const ItemId id : recommender.items()) {
        catalog.push_back({.id = id, .sku = std::to_string(raw(id))});
    }
    const std::vector<Rule> rules{{.kind = RuleKind::Hide, .items = {"1"}},
                                  {.kind = RuleKind::Pin, .items = {"5"}, .place = 2}};
    const Merchandising merchandising(rules, catalog, 0);
    const auto ranking = recommend(recommender, {.k = 3}, merchandising);
    EXPECT_EQ(itemsOf(ranking), (std::vector{ItemId{2}, ItemId{5}, ItemId{3}}));
    EXPECT_EQ(ranking[1].score, 1);
}

TEST(ApproximateIndex, OfAModelWithoutProductsIsRefused) {
    const test::TemporaryFolder folder;
    Project project = test::makeShop(folder.path() / "shop.hab");
    TrainOptions options = test::quickOptions();
    options.kind = "popularity";
    const haberdash::Run run = train(project, options, Monitor());
    EXPECT_THROW(loadRecommender(project, run.id)->makeIndex(Monitor()), Error);
}

}  // namespace
}  // namespace haberdash
