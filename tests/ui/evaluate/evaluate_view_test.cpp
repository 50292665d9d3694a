// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evaluate/evaluate_view.h"

#include "tests/ui/support/german.h"
#include "tests/ui/support/view_fixture.h"
#include "ui/charts/chart.h"
#include "ui/evaluate/arms_dialog.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/evaluate/metrics_table.h"
#include "ui/evaluate/run_list.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/segmented_control.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

namespace haberdash::ui {
namespace {

class EvaluateViewTest : public test::ViewFixture {
  protected:
    void addTwo() {
        for (const double ndcg : {0.2, 0.3}) {
            const auto run = project.addRun(ndcg < 0.25 ? "popularity" : "multimodal", 0, ndcg);
            project.addEvaluation(run.id, ndcg);
        }
    }
};

TEST_F(EvaluateViewTest, TheTablesHoldTheFiguresOfTheFiles) {
    addTwo();
    open();
    EvaluateView view(context());
    EXPECT_EQ(view.runs()->ticked(), QStringList({"r1", "r2"}));
    EXPECT_EQ(view.page()->ranking()->figure("ndcg@10", "r1"),
              QStringLiteral("0.2000\n0.1900 … 0.2100"));
    EXPECT_EQ(view.page()->ranking()->figure("recall@20", "r2"),
              QStringLiteral("0.3000\n0.3000 … 0.3000"));
    EXPECT_EQ(view.page()->binary()->figure("roc_auc", "r2"), QStringLiteral("0.8000"));
}

TEST_F(EvaluateViewTest, WhatIsEvaluatedElsewhereComesUpUntilAPersonTicks) {
    addTwo();
    open();
    EvaluateView view(context());
    const auto evaluateAnother = [&] {
        const auto run = project.addRun("content", 0, 0.1);
        project.addEvaluation(run.id, 0.1);
        workspace.noteRunsChanged();
    };
    evaluateAnother();
    EXPECT_EQ(view.runs()->ticked(), QStringList({"r1", "r2", "r3"}));
    view.runs()->item(0)->setCheckState(Qt::Unchecked);
    evaluateAnother();
    EXPECT_EQ(view.runs()->ticked(), QStringList({"r1", "r2"}));
}

TEST_F(EvaluateViewTest, WhatTheEngineIsAtIsSaidInTheWindowsLanguage) {
    addTwo();
    open();
    const test::German german;
    EvaluateView view(context());
    view.evaluate();
    ASSERT_EQ(engine.jobs().size(), 1);
    bool isSaid = false;
    QObject::connect(engine.jobs().front(), &Job::progressed, &view, [&] {
        for (const QLabel* const label : view.findChildren<QLabel*>()) {
            isSaid = isSaid || label->text().contains(QStringLiteral("Lauf r1"));
        }
    });
    EXPECT_TRUE(waitUntil([&] { return isSaid; }));
}

TEST_F(EvaluateViewTest, AnExperimentOfTheServiceIsJudgedInASentenceAndATable) {
    open();
    EvaluateView view(context());
    view.showExperiment();
    ASSERT_TRUE(waitUntil([&] { return view.arms() != nullptr; }));
    EXPECT_TRUE(view.arms()->verdict().startsWith(QStringLiteral("r2 does better than r1")));
    EXPECT_EQ(view.arms()->table()->rowCount(), 2);
    EXPECT_EQ(view.arms()->table()->item(1, 1)->text(), QStringLiteral("200"));
    Q_EMIT view.arms()->experimentAsked(QStringLiteral("first"));
    EXPECT_TRUE(waitUntil([&] {
        return view.arms()->verdict().startsWith(QStringLiteral("No difference beyond chance"));
    }));
}

TEST_F(EvaluateViewTest, TheBestOfEachRowIsBold) {
    addTwo();
    open();
    EvaluateView view(context());
    const MetricsTable* const table = view.page()->ranking();
    EXPECT_FALSE(table->item(1, 1)->font().bold());
    EXPECT_TRUE(table->item(1, 2)->font().bold());
}

TEST_F(EvaluateViewTest, TheChartDrawsTheSameFiguresWithTheirBands) {
    addTwo();
    open();
    EvaluateView view(context());
    const ChartData& chart = view.page()->chart()->data();
    ASSERT_EQ(chart.series.size(), 2U);
    EXPECT_NE(chart.series[0].colour, chart.series[1].colour);
    ASSERT_EQ(chart.series[1].points.size(), 3U);
    EXPECT_DOUBLE_EQ(chart.series[1].points[1].y, 0.3);
    EXPECT_DOUBLE_EQ(chart.series[1].points[1].low, 0.29);
}

TEST_F(EvaluateViewTest, TheConventionStandsBesideTheFigures) {
    addTwo();
    open();
    EvaluateView view(context());
    EXPECT_TRUE(view.page()->convention().contains(QStringLiteral("Full ranking")));
    EXPECT_TRUE(view.page()->convention().contains(QStringLiteral("412 shoppers, 3 without")));
}

TEST_F(EvaluateViewTest, AnEvaluationComparesTheRunsAndTheSentenceStays) {
    addTwo();
    open();
    const QString sentence = QStringLiteral(
        "r2 − r1 at NDCG@10: +0.1000 (95 % +0.0500 … +0.1500, p = 0.003, randomization, "
        "412 shoppers)");
    {
        EvaluateView view(context());
        EXPECT_FALSE(view.page()->differences().contains(sentence));
        view.evaluate();
        EXPECT_TRUE(waitUntil([&] { return view.page()->differences().contains(sentence); }));
    }
    EvaluateView again(context());
    EXPECT_TRUE(again.page()->differences().contains(sentence));
}

TEST_F(EvaluateViewTest, AComparisonOfOtherFiguresIsNotShown) {
    addTwo();
    open();
    EvaluateView view(context());
    view.evaluate();
    ASSERT_TRUE(
        waitUntil([&] { return view.page()->differences().contains(QStringLiteral("p = ")); }));
    project.addEvaluation("r2", 0.4);
    workspace.noteRunsChanged();
    EXPECT_FALSE(view.page()->differences().contains(QStringLiteral("p = ")));
}

TEST_F(EvaluateViewTest, TheTestSplitIsOpenedOnlyAfterAWord) {
    addTwo();
    open();
    EvaluateView view(context());
    auto* const split = view.findChild<SegmentedControl*>();
    split->setCurrentId(QStringLiteral("test"));
    view.evaluate();
    EXPECT_TRUE(engine.jobs().isEmpty());
    EXPECT_TRUE(view.notice()->sentence().contains(QStringLiteral("r1, r2")));
    view.notice()->findChild<QPushButton*>()->click();
    ASSERT_EQ(engine.jobs().size(), 1);
    EXPECT_TRUE(engine.jobs().front()->command().endsWith(QStringLiteral("--split test")));
}

}  // namespace
}  // namespace haberdash::ui
