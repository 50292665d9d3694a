// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

class QPainter;
class QPixmap;

namespace haberdash::ui {

/// Draws a product's picture, which must not be null, into a square with round corners. A picture
/// that is nearly square fills it; another is shown whole, and its edges' colours go on to the
/// square's, so that it stands on no card.
void drawTilePicture(QPainter& painter, const QRectF& rect, const QPixmap& picture, double radius);

}  // namespace haberdash::ui
