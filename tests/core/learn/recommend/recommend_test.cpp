// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/learn/recommend/recommender.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace haberdash {
namespace {

using test::makeShop;
using test::quickOptions;
using test::TemporaryFolder;

class RecommendTest : public testing::Test {
  protected:
    haberdash::Run trained(const std::string& kind) {
        TrainOptions options = quickOptions();
        options.kind = kind;
        options.epochs = 2;
        return train(project_, options, Monitor());
    }

    static std::vector<HistoryEvent> historyOf(const Recommender& recommender) {
        const auto items = recommender.items();
        return {{items[2], EventKind::View, 1700000000},
                {items[5], EventKind::Purchase, 1700086400},
                {items[9], EventKind::Dislike, 1700086500}};
    }

    TemporaryFolder folder_;
    Project project_ = makeShop(folder_.path() / "shop.hab");
};

TEST_F(RecommendTest, LoadingTwiceGivesEqualScores) {
    for (const char* kind : {"content", "item-knn", "multimodal"}) {
        const haberdash::Run run = trained(kind);
        const auto first = loadRecommender(project_, run.id);
        const auto second = loadRecommender(project_, run.id);
        EXPECT_EQ(first->scores(historyOf(*first)), second->scores(historyOf(*second))) << kind;
    }
}

TEST_F(RecommendTest, LeavesOutTheHistoryAndWhatIsHidden) {
    const auto recommender = loadRecommender(project_, trained("content").id);
    RecommendRequest request{.history = historyOf(*recommender), .k = 200};
    request.hidden = {recommender->items()[0]};
    const auto ranking = recommend(*recommender, request);
    EXPECT_EQ(ranking.size(), recommender->items().size() - 4);
    for (std::size_t rank = 1; rank < ranking.size(); ++rank) {
        EXPECT_GE(ranking[rank - 1].score, ranking[rank].score);
    }
    request.excludeSeen = false;
    EXPECT_EQ(recommend(*recommender, request).size(), recommender->items().size() - 1);
}

TEST_F(RecommendTest, RanksProductsThatCameAfterTheRun) {
    const haberdash::Run run = trained("multimodal");
    const haberdash::Run content = trained("content");
    test::addProduct(project_, 500);
    for (const haberdash::Run& each : {run, content}) {
        const auto recommender = loadRecommender(project_, each.id);
        EXPECT_EQ(recommender->items().size(), 121U);
        const auto scores = recommender->scores(historyOf(*recommender));
        EXPECT_TRUE(std::isfinite(scores.back()));
        EXPECT_NE(scores.back(), 0.0F);
    }
}

// Their learned vector knows nothing of it: what they did since counts like a session of their own.
TEST_F(RecommendTest, AnEventAfterTrainingChangesWhatAKnownShopperIsShown) {
    for (const char* const kind : {"bpr-mf", "vbpr", "lightgcn", "freedom"}) {
        const haberdash::Run run = trained(kind);
        const auto recommender = loadRecommender(project_, run.id);
        std::vector<HistoryEvent> history = historyOf(*recommender);
        const std::vector<float> learned = recommender->scores(history, ShopperId{1});
        EXPECT_NE(learned, recommender->scores(history)) << kind;
        history.push_back({recommender->items()[7], EventKind::Like, run.created + 60});
        const std::vector<float> after = recommender->scores(history, ShopperId{1});
        EXPECT_NE(after, learned) << kind;
        EXPECT_EQ(after, recommender->scores(history)) << kind;
        const Explanation why =
            recommender->explain(history, recommender->items()[20], ShopperId{1});
        EXPECT_NEAR(why.score, after[20], 1e-4) << kind;
        if (run.kind == "lightgcn" ||
            run.kind == "freedom") {  // products have nothing by themselves
            EXPECT_EQ(why.base, 0) << kind;
        }
    }
}

TEST_F(RecommendTest, SomebodyOfWhomNothingIsKnownIsShownWhatIsPopular) {
    const auto popular = loadRecommender(project_, trained("popularity").id);
    const std::vector<ScoredItem> expected = recommend(*popular, {.history = {}, .k = 3});
    for (const char* const kind : {"lightgcn", "freedom", "item-knn"}) {
        const auto recommender = loadRecommender(project_, trained(kind).id);
        const std::vector<ScoredItem> found = recommend(*recommender, {.history = {}, .k = 3});
        ASSERT_EQ(found.size(), 3U) << kind;
        for (std::size_t i = 0; i < 3; ++i) {
            EXPECT_EQ(found[i].item, expected[i].item) << kind;
        }
    }
}

TEST_F(RecommendTest, ShapleyValuesSumToTheScoreOverTheBase) {
    const auto recommender = loadRecommender(project_, trained("multimodal").id);
    const auto history = historyOf(*recommender);
    const Explanation why = recommender->explain(history, recommender->items()[20]);
    ASSERT_TRUE(why.text && why.image && why.facts && why.history);
    EXPECT_NEAR(*why.text + *why.image + *why.facts + *why.history, why.score - why.base, 1e-6);
    EXPECT_NEAR(why.score, recommender->scores(history)[20], 1e-4);
    EXPECT_EQ(why.events.size(), history.size());
    EXPECT_TRUE(why.nearest.has_value());
    EXPECT_NE(*why.nearest, recommender->items()[9]);
}

TEST_F(RecommendTest, ProbabilityRisesWithTheScoreAndStaysBetweenZeroAndOne) {
    const auto recommender = loadRecommender(project_, trained("multimodal").id);
    const auto ranking = recommend(*recommender, {.history = historyOf(*recommender), .k = 50});
    for (std::size_t rank = 0; rank < ranking.size(); ++rank) {
        ASSERT_TRUE(ranking[rank].probability.has_value());
        EXPECT_GE(*ranking[rank].probability, 0);
        EXPECT_LE(*ranking[rank].probability, 1);
        EXPECT_TRUE(rank == 0 || *ranking[rank - 1].probability >= *ranking[rank].probability);
    }
    const auto popularity = loadRecommender(project_, trained("popularity").id);
    EXPECT_FALSE(recommend(*popularity, {})[0].probability.has_value());
}

TEST_F(RecommendTest, UnknownRunAndUnknownProductAreRefusedByName) {
    EXPECT_THROW(loadRecommender(project_, "r99"), Error);
    const auto recommender = loadRecommender(project_, trained("content").id);
    const std::vector<HistoryEvent> unknown{{ItemId{123456}, EventKind::View, 0}};
    EXPECT_THROW(recommender->scores(unknown), Error);
}

}  // namespace
}  // namespace haberdash
