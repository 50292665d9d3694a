// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace haberdash::ui {

struct ChartPoint {
    double x = 0;
    double y = 0;
    double low = std::numeric_limits<double>::quiet_NaN();   ///< of the band; NaN: none
    double high = std::numeric_limits<double>::quiet_NaN();  ///< of the band; NaN: none
};

struct ChartSeries {
    QString name;
    std::size_t colour = 0;  ///< index of seriesColour()
    bool isDashed = false;
    std::vector<ChartPoint> points;     ///< ascending x
    std::optional<std::size_t> marked;  ///< index of a point that wears a star ("best")
};

/// A line chart as plain data: the widget, the table twin and the exported files all come from it.
struct ChartData {
    QString title;
    QString xTitle;
    QString yTitle;
    std::vector<ChartSeries> series;
    std::vector<std::pair<double, QString>> xTicks;  ///< empty: whole numbers
};

/// The distinct x of all series, ascending.
std::vector<double> chartAbscissas(const ChartData& data);

/// A number as charts and tables show it: four significant digits.
QString chartNumber(double value);

/// The table twin: a column x, then one column a series; a band follows its value in brackets.
QStringList chartTableHeader(const ChartData& data);
std::vector<QStringList> chartTableRows(const ChartData& data);

/// RFC 4180, a row a point: series, x, y, low, high.
std::string chartCsv(const ChartData& data);

}  // namespace haberdash::ui
