// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_plot.h"

#include "ui/charts/custom_plot.h"
#include "ui/shell/theme.h"

#include <algorithm>
#include <cmath>

namespace haberdash::ui {

namespace {

constexpr double kLineWidth = 2.0;
constexpr int kBandAlpha = 40;
constexpr int kMostTicks = 10;

QPen linePen(const ChartSeries& series, const QPalette& palette) {
    QPen pen(seriesColour(palette, series.colour));
    pen.setWidthF(kLineWidth);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setStyle(series.isDashed ? Qt::DashLine : Qt::SolidLine);
    return pen;
}

bool hasBand(const ChartSeries& series) {
    return std::ranges::any_of(series.points, [](const ChartPoint& point) {
        return std::isfinite(point.low) && std::isfinite(point.high);
    });
}

void addBand(QCustomPlot& plot, const ChartSeries& series, const QPalette& palette) {
    QCPGraph* const low = plot.addGraph();
    QCPGraph* const high = plot.addGraph();
    for (QCPGraph* graph : {low, high}) {
        graph->setPen(Qt::NoPen);
        graph->removeFromLegend();
    }
    QColor colour = seriesColour(palette, series.colour);
    colour.setAlpha(kBandAlpha);
    high->setBrush(colour);
    high->setChannelFillGraph(low);
    for (const ChartPoint& point : series.points) {
        low->addData(point.x, std::isfinite(point.low) ? point.low : point.y);
        high->addData(point.x, std::isfinite(point.high) ? point.high : point.y);
    }
}

void addLine(QCustomPlot& plot, const ChartSeries& series, const QPalette& palette) {
    QCPGraph* const line = plot.addGraph();
    const QPen pen = linePen(series, palette);
    line->setName(series.name);
    line->setPen(pen);
    line->setAntialiased(true);
    for (const ChartPoint& point : series.points) {
        line->addData(point.x, point.y);
    }
    if (series.points.size() <= 40) {
        line->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc,
                                              pen.color(),
                                              pen.color(),
                                              scaled(series.points.size() > 12 ? 4 : 6)));
    }
}

void addStar(QCustomPlot& plot, const ChartSeries& series, const ThemeColours& colours) {
    if (!series.marked || *series.marked >= series.points.size()) {
        return;
    }
    const ChartPoint& point = series.points[*series.marked];
    QCPGraph* const star = plot.addGraph();
    star->removeFromLegend();
    star->setLineStyle(QCPGraph::lsNone);
    star->addData(point.x, point.y);
    star->setScatterStyle(QCPScatterStyle(
        QCPScatterStyle::ssDiamond, QPen(colours.ink, 1), QBrush(colours.stitch), scaled(12)));
}

struct Range {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(const double value) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }

    bool isEmpty() const { return low > high; }
};

void setRanges(QCustomPlot& plot, const ChartData& data) {
    Range x;
    Range y;
    for (const ChartSeries& series : data.series) {
        for (const ChartPoint& point : series.points) {
            x.add(point.x);
            y.add(point.y);
            y.add(point.low);
            y.add(point.high);
        }
    }
    if (x.isEmpty() || y.isEmpty()) {
        plot.xAxis->setRange(0, 10);
        plot.yAxis->setRange(0, 1);
        return;
    }
    // A line chart of positive figures starts at zero unless that would flatten its shape.
    const bool fromZero = y.low >= 0 && y.low < 0.5 * y.high;
    const double margin =
        std::max(1e-9, y.high > y.low ? 0.08 * (y.high - y.low) : 0.1 * std::abs(y.high));
    const double side = std::max(0.25, 0.03 * (x.high - x.low));
    plot.xAxis->setRange(x.low - side, x.high + side);
    plot.yAxis->setRange(fromZero ? 0 : y.low - margin, y.high + margin);
}

void setTicks(QCustomPlot& plot, const ChartData& data) {
    if (!data.xTicks.empty()) {
        const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
        for (const auto& [x, text] : data.xTicks) {
            ticker->addTick(x, text);
        }
        plot.xAxis->setTicker(ticker);
        return;
    }
    const QSharedPointer<QCPAxisTickerFixed> ticker(new QCPAxisTickerFixed);
    ticker->setTickStep(1);
    ticker->setScaleStrategy(plot.xAxis->range().size() > kMostTicks
                                 ? QCPAxisTickerFixed::ssMultiples
                                 : QCPAxisTickerFixed::ssNone);
    plot.xAxis->setTicker(ticker);
}

void styleAxis(QCPAxis& axis,
               const QString& title,
               const ThemeColours& colours,
               const QFont& font) {
    axis.setLabel(title);
    axis.setLabelFont(font);
    axis.setTickLabelFont(font);
    axis.setLabelColor(colours.inkMuted);
    axis.setTickLabelColor(colours.inkMuted);
    axis.setBasePen(QPen(colours.lineStrong, 1));
    axis.setTickPen(QPen(colours.lineStrong, 1));
    axis.setSubTickPen(Qt::NoPen);
    axis.setTickLength(0, scaled(4));
    axis.setNumberFormat(QStringLiteral("gb"));
    axis.setNumberPrecision(3);
    axis.grid()->setPen(QPen(colours.line, 1, Qt::SolidLine));
    axis.grid()->setSubGridVisible(false);
    axis.grid()->setZeroLinePen(QPen(colours.line, 1));
}

// The legend stands in a row of its own above the axes, so that it never covers a line.
void placeLegend(QCustomPlot& plot, const ThemeColours& colours, const QFont& font) {
    QCPLayoutGrid* const grid = plot.plotLayout();
    if (grid->rowCount() == 1) {
        grid->insertRow(0);
        plot.axisRect()->insetLayout()->take(plot.legend);
        grid->addElement(0, 0, plot.legend);
        grid->setRowStretchFactor(0, 0.001);
    }
    plot.legend->setVisible(plot.legend->itemCount() > 0);
    plot.legend->setFillOrder(QCPLegend::foColumnsFirst);
    plot.legend->setFont(font);
    plot.legend->setTextColor(colours.ink);
    plot.legend->setBorderPen(Qt::NoPen);
    plot.legend->setBrush(Qt::NoBrush);
    plot.legend->setIconSize(scaled(24), scaled(14));
    for (int i = 0; i < plot.legend->itemCount(); ++i) {
        // Counted are the cells of the grid, and those that end its last row hold no item.
        if (QCPAbstractLegendItem* const item = plot.legend->item(i)) {
            // Names are clipped to their row, which is no higher than their capitals.
            item->setMargins(QMargins(0, 0, 0, scaled(4)));
        }
    }
    fitLegend(plot);
}

}  // namespace

void fitLegend(QCustomPlot& plot) {
    constexpr int kMostColumns = 4;
    QCPLegend& legend = *plot.legend;
    int widest = 1;
    int items = 0;
    for (int i = 0; i < legend.itemCount(); ++i) {
        if (QCPAbstractLegendItem* const item = legend.item(i)) {
            widest = std::max(widest, item->minimumOuterSizeHint().width());
            ++items;
        }
    }
    const int room = plot.width() - legend.margins().left() - legend.margins().right();
    const int fitting = (room + legend.columnSpacing()) / (widest + legend.columnSpacing());
    // As many in each row, so that the last one is no orphan.
    const int columns = std::clamp(fitting, 1, kMostColumns);
    const int rows = std::max(1, (items + columns - 1) / columns);
    const int even = std::max(1, (items + rows - 1) / rows);
    if (legend.wrap() != even) {
        legend.setWrap(even);
        legend.setFillOrder(QCPLegend::foColumnsFirst, true);
    }
}

void fillPlot(QCustomPlot& plot,
              const ChartData& data,
              const QPalette& palette,
              const QFont& font) {
    const ThemeColours& colours = coloursOf(palette);
    plot.clearGraphs();
    plot.clearItems();
    plot.setBackground(QBrush(colours.surface));
    for (const ChartSeries& series : data.series) {
        if (hasBand(series)) {
            addBand(plot, series, palette);
        }
    }
    for (const ChartSeries& series : data.series) {
        addLine(plot, series, palette);
    }
    for (const ChartSeries& series : data.series) {
        addStar(plot, series, colours);
    }
    styleAxis(*plot.xAxis, data.xTitle, colours, font);
    styleAxis(*plot.yAxis, data.yTitle, colours, font);
    setRanges(plot, data);
    setTicks(plot, data);
    placeLegend(plot, colours, font);
}

}  // namespace haberdash::ui
