// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/view.h"

#include <QString>

#include <functional>
#include <vector>

namespace haberdash::ui {

/// A view before it is made: the rail shows all of them at once, while the views themselves are
/// made after the window's first paint.
struct ViewEntry {
    QString id;     ///< as View::id()
    QString title;  ///< translated, as View::title()
    QString icon;   ///< as View::icon()
    int number;     ///< Ctrl+number
    std::function<View*(const ViewContext&, QWidget* parent)> make;
};

/// The views of the left rail, from the top. The one place where a view is plugged in.
std::vector<ViewEntry> makeViews();

}  // namespace haberdash::ui
