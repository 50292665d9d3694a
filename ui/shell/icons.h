// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace haberdash::ui {

/// A line icon of resources/icons (name without ".svg"), drawn in the palette's text colour at the
/// time of painting, so that it follows the theme. An unknown name gives a null icon.
QIcon lineIcon(const QString& name);

/// The same always in one colour.
QIcon lineIcon(const QString& name, const QColor& colour);

}  // namespace haberdash::ui
