// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/arguments.h"

class QApplication;

namespace haberdash::ui {

class MainWindow;

/// Shows the view, waits until it is settled, writes the picture. Returns the exit code.
int takeScreenshot(QApplication& application, MainWindow& window, const Arguments& arguments);

}  // namespace haberdash::ui
