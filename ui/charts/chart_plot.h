// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_data.h"

#include <QFont>
#include <QPalette>

class QCustomPlot;

namespace haberdash::ui {

/// Draws the data into the plot: lines with their 95 % bands, stars, legend above, axes in the
/// palette's theme. What the plot held is dropped. Does not replot.
void fillPlot(QCustomPlot& plot, const ChartData& data, const QPalette& palette, const QFont& font);

/// Puts as many names of the legend in a row as the plot is wide for. For each new width.
void fitLegend(QCustomPlot& plot);

}  // namespace haberdash::ui
