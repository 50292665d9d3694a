// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

namespace haberdash::ui {

/// Calls `then` once, as soon as the window has painted itself for the first time.
void onFirstPaint(QWidget& window, std::function<void()> then);

/// Writes one JSON line to standard output: what was reached, the memory that is resident, and how
/// many child processes there are: {"reached":"painted","resident_mib":44.1,"children":0}
void tellMeasure(const char* reached);

}  // namespace haberdash::ui
