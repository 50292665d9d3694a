// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pictures/product_tile.h"

class QPainter;
class QRect;

namespace haberdash::ui {

struct ThemeColours;

/// Draws what stands for a picture that is not shown: a hanger (none), a frame with a question mark
/// (missing), a frame struck out (unsupported), a torn frame (corrupt), each with its word where
/// there is room.
void paintPlaceholder(QPainter& painter,
                      const QRect& rect,
                      PictureFace face,
                      const ThemeColours& colours);

}  // namespace haberdash::ui
