// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_data.h"

#include "core/data/base/numbers.h"
#include "ui/convert.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace haberdash::ui {

namespace {

std::string quoted(const QString& text) {
    std::string field = fromQt(text);
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
        return field;
    }
    std::string safe = "\"";
    for (const char letter : field) {
        safe += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    }
    return safe + '"';
}

std::string field(const double value) {
    return std::isfinite(value) ? toText(value) : std::string();
}

QString cell(const ChartPoint& point) {
    if (!std::isfinite(point.low) || !std::isfinite(point.high)) {
        return chartNumber(point.y);
    }
    return QStringLiteral("%1 (%2 … %3)")
        .arg(chartNumber(point.y), chartNumber(point.low), chartNumber(point.high));
}

}  // namespace

std::vector<double> chartAbscissas(const ChartData& data) {
    std::vector<double> xs;
    for (const ChartSeries& series : data.series) {
        std::ranges::transform(series.points, std::back_inserter(xs), &ChartPoint::x);
    }
    std::ranges::sort(xs);
    const auto repeats = std::ranges::unique(xs);
    xs.erase(repeats.begin(), repeats.end());
    return xs;
}

QString chartNumber(const double value) {
    const double size = std::abs(value);
    if (size > 0 && (size < 1e-3 || size >= 1e6)) {
        return QLocale().toString(value, 'g', 3);
    }
    const int decimals = size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'f', decimals);
}

QStringList chartTableHeader(const ChartData& data) {
    QStringList header{data.xTitle};
    for (const ChartSeries& series : data.series) {
        header << series.name;
    }
    return header;
}

std::vector<QStringList> chartTableRows(const ChartData& data) {
    std::vector<QStringList> rows;
    for (const double x : chartAbscissas(data)) {
        QStringList row{QString::number(x)};
        for (const ChartSeries& series : data.series) {
            const auto point = std::ranges::find(series.points, x, &ChartPoint::x);
            row << (point == series.points.end() ? QString() : cell(*point));
        }
        rows.push_back(row);
    }
    return rows;
}

std::string chartCsv(const ChartData& data) {
    std::string text = "series,x,y,low,high\r\n";
    for (const ChartSeries& series : data.series) {
        for (const ChartPoint& point : series.points) {
            text += quoted(series.name) + ',' + field(point.x) + ',' + field(point.y) + ',' +
                    field(point.low) + ',' + field(point.high) + "\r\n";
        }
    }
    return text;
}

}  // namespace haberdash::ui
