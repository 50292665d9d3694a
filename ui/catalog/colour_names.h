// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>

#include <optional>

class QPainter;
class QPalette;
class QRect;

namespace haberdash::ui {

/// The colour that a shop's word for it means ("Navy Blue", "Off White"), whatever its case.
/// nullopt for a word that names none or many ("Multi").
std::optional<QColor> colourOfName(const QString& name);

/// A round swatch of the colour; a wheel of colours for "Multi", a ring for unknown words.
void paintSwatch(QPainter& painter,
                 const QRect& rect,
                 const QString& name,
                 const QPalette& palette);

}  // namespace haberdash::ui
