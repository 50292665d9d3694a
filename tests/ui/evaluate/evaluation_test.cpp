// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evaluate/evaluation.h"

#include <gtest/gtest.h>

namespace haberdash::ui {
namespace {

RunEvaluation runOf(const char* id, const char* kind, const double ndcg) {
    RunEvaluation run{.run = id, .kind = kind, .model = QLatin1String(kind)};
    run.metrics["ndcg@10"] = {ndcg, ndcg - 0.01, ndcg + 0.01};
    return run;
}

Comparison differenceOf(const char* a,
                        const char* b,
                        const double difference,
                        const double low,
                        const double pHolm = 0.01) {
    return {.a = a,
            .b = b,
            .metric = "ndcg@10",
            .difference = difference,
            .low = low,
            .high = difference + (difference - low),
            .p = 0.01,
            .pHolm = pHolm};
}

TEST(Verdict, NamesTheBestAndThatItsLeadIsBeyondTheNoise) {
    const QString verdict =
        verdictOf({runOf("r1", "popularity", 0.1), runOf("r2", "multimodal", 0.3)},
                  {differenceOf("r1", "r2", 0.2, 0.1)},
                  "ndcg@10");
    EXPECT_EQ(verdict.toStdString(),
              "Best: r2 · multimodal, with NDCG@10 0.3000. That is ahead of all others beyond the "
              "noise.");
}

TEST(Verdict, NamesThoseThatAreAsGoodWithinTheNoise) {
    const QString verdict =
        verdictOf({runOf("r1", "popularity", 0.1),
                   runOf("r2", "multimodal", 0.3),
                   runOf("r3", "multimodal", 0.29)},
                  {differenceOf("r1", "r2", 0.2, 0.1), differenceOf("r2", "r3", -0.01, -0.03)},
                  "ndcg@10");
    EXPECT_TRUE(verdict.contains(QStringLiteral("Ahead of r3 by no more than the noise.")))
        << verdict.toStdString();
}

TEST(Verdict, ALeadThatHolmsCorrectionDoesNotBearIsNoise) {
    const QString verdict =
        verdictOf({runOf("r1", "popularity", 0.1), runOf("r2", "multimodal", 0.3)},
                  {differenceOf("r1", "r2", 0.2, 0.1, 0.08)},
                  "ndcg@10");
    EXPECT_TRUE(verdict.contains(QStringLiteral("Ahead of r1 by no more than the noise.")))
        << verdict.toStdString();
}

TEST(Verdict, SaysWhomTheBestWasNotComparedWith) {
    const QString verdict = verdictOf({runOf("r1", "popularity", 0.1),
                                       runOf("r2", "multimodal", 0.3),
                                       runOf("r3", "multimodal", 0.29)},
                                      {differenceOf("r1", "r2", 0.2, 0.1)},
                                      "ndcg@10");
    EXPECT_TRUE(
        verdict.endsWith(QStringLiteral("Not compared with r3 yet: evaluate them together.")))
        << verdict.toStdString();
}

TEST(Verdict, SaysWhenASimpleModelIsBest) {
    const std::vector<Comparison> compared{differenceOf("r1", "r2", -0.1, -0.2)};
    EXPECT_TRUE(verdictOf({runOf("r1", "item-knn", 0.3), runOf("r2", "multimodal", 0.2)},
                          compared,
                          "ndcg@10")
                    .contains(QStringLiteral("It is one of the simple models")));
    EXPECT_FALSE(verdictOf({runOf("r1", "item-knn", 0.3), runOf("r2", "popularity", 0.2)},
                           compared,
                           "ndcg@10")
                     .contains(QStringLiteral("It is one of the simple models")));
}

TEST(Mismatch, IsSaidOfRunsThatWereJudgedOnOtherShoppers) {
    RunEvaluation first = runOf("r1", "multimodal", 0.3);
    RunEvaluation second = runOf("r2", "multimodal", 0.2);
    first.protocol = second.protocol = "global-time";
    first.dataset = second.dataset = "abc";
    EXPECT_TRUE(mismatchOf({first, second}).isEmpty());
    second.dataset = "def";
    EXPECT_TRUE(mismatchOf({first, second})
                    .contains(QStringLiteral("Not to be compared with r2: r1. Products")));
    ASSERT_EQ(comparableOf({first, second}).size(), 1U);
    EXPECT_EQ(comparableOf({first, second})[0].run, "r2");
    second.protocol = "leave-last";
    EXPECT_TRUE(mismatchOf({first, second}).contains(QStringLiteral("By date, Each shopper")));
}

TEST(Verdict, IsLeftOutWhereThereIsNothingToCompare) {
    EXPECT_EQ(verdictOf({runOf("r1", "popularity", 0.1)}, {}, "ndcg@10"), QString());
    EXPECT_EQ(verdictOf({runOf("r1", "popularity", 0.1), runOf("r2", "multimodal", 0.3)},
                        {differenceOf("r1", "r2", 0.2, 0.1)},
                        "recall@10"),
              QString());
}

}  // namespace
}  // namespace haberdash::ui
