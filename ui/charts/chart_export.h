// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_data.h"

namespace haberdash::ui {

/// Writes `file` (.png, .svg or .pdf, in the light theme, with title, legend and caption), the
/// figures beside it as .csv, and `config` as .json, each under the same name. Returns the files
/// written. Throws Error(Input) for another ending, Error(Disk).
QStringList exportChart(const ChartData& data,
                        const QString& caption,
                        const Json& config,
                        const QString& file);

}  // namespace haberdash::ui
