// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "tests/support/temp_folder.h"
#include "ui/charts/chart_export.h"
#include "ui/convert.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QImage>
#include <QKeyEvent>
#include <QTableWidget>
#include <QTest>
#include <QWidget>

namespace haberdash::ui {
namespace {

ChartData twoLines() {
    return {
        .title = QStringLiteral("NDCG"),
        .xTitle = QStringLiteral("k"),
        .yTitle = QStringLiteral("NDCG"),
        .series = {{.name = QStringLiteral("r1, old"), .points = {{5, 0.1, 0.05, 0.15}, {10, 0.2}}},
                   {.name = QStringLiteral("r2"), .points = {{10, 0.3}}}}};
}

TEST(Chart, TheTableTwinHoldsEveryFigureAndTheBands) {
    const auto rows = chartTableRows(twoLines());
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0], QStringList({"5", "0.1000 (0.0500 … 0.1500)", ""}));
    EXPECT_EQ(rows[1], QStringList({"10", "0.2000", "0.3000"}));
    Chart chart;
    chart.setData(twoLines());
    EXPECT_EQ(chart.findChild<QTableWidget*>()->item(1, 2)->text(), QStringLiteral("0.3000"));
}

TEST(Chart, DrawsAnyNumberOfLinesAfterAnyOther) {
    Chart chart;
    auto* const table = chart.findChild<QTableWidget*>();
    for (const int count : {9, 2, 5, 0, 6, 1, 9}) {
        ChartData data = twoLines();
        data.series.resize(static_cast<std::size_t>(count),
                           {.name = QStringLiteral("r"), .points = {{5, 0.1}, {10, 0.2}}});
        chart.setData(data);
        EXPECT_TRUE(QTest::qWaitFor([&] { return table->columnCount() == count + 1; }));
        EXPECT_FALSE(chart.grab().isNull());
    }
}

TEST(Chart, TheCsvQuotesNamesAndLeavesMissingBandsEmpty) {
    EXPECT_EQ(chartCsv(twoLines()),
              "series,x,y,low,high\r\n\"r1, old\",5,0.1,0.05,0.15\r\n\"r1, old\",10,0.2,,\r\n"
              "r2,10,0.3,,\r\n");
}

TEST(Chart, TheArrowKeysReadTheFigures) {
    Chart chart;
    chart.setData(twoLines());
    for (QWidget* const widget : chart.findChildren<QWidget*>()) {
        if (widget->inherits("QCustomPlot")) {
            QKeyEvent key(QEvent::KeyPress, Qt::Key_Right, Qt::NoModifier);
            QApplication::sendEvent(widget, &key);
        }
    }
    EXPECT_TRUE(chart.readOut().contains(QStringLiteral("k 5")));
    EXPECT_TRUE(chart.readOut().contains(QStringLiteral("0.1000 (0.0500 … 0.1500)")));
}

TEST(Chart, ExportsPictureFiguresAndConfigUnderOneName) {
    const haberdash::test::TempFolder folder;
    for (const char* const ending : {"png", "svg", "pdf"}) {
        const auto file = folder / (std::string("chart.") + ending);
        exportChart(
            twoLines(), QStringLiteral("412 shoppers"), {{"split", "validation"}}, toQt(file));
        EXPECT_GT(readFile(file).size(), 1000U) << ending;
    }
    EXPECT_EQ(readFile(folder / "chart.csv"), chartCsv(twoLines()));
    EXPECT_EQ(Json::parse(readFile(folder / "chart.json"))["split"], "validation");
    EXPECT_EQ(QImage(toQt(folder / "chart.png")).size(), QSize(1920, 1120));
}

TEST(Chart, RefusesAnotherEnding) {
    EXPECT_THROW(exportChart(twoLines(), {}, {}, QStringLiteral("/nowhere/chart.bmp")), Error);
}

}  // namespace
}  // namespace haberdash::ui
