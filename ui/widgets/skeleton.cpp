// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/skeleton.h"

#include "ui/shell/theme.h"

#include <QPainter>

namespace haberdash::ui {

namespace {

constexpr int kMargin = 16;
constexpr int kTile = 168;
constexpr int kWords = 56;  // below a tile's picture
constexpr int kRadius = 8;

}  // namespace

void Skeleton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(coloursOf(palette()).raised);
    const int margin = scaled(kMargin);
    const int tile = scaled(kTile);
    const double radius = scaled(kRadius);
    for (int y = margin; y < height(); y += tile + scaled(kWords) + margin) {
        for (int x = margin; x + tile <= width(); x += tile + margin) {
            painter.drawRoundedRect(QRect(x, y, tile, tile), radius, radius);
        }
    }
}

}  // namespace haberdash::ui
