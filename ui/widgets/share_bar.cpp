// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/share_bar.h"

#include "ui/shell/theme.h"

#include <QPainter>

#include <algorithm>

namespace haberdash::ui {

ShareBar::ShareBar(const QString& name, const double share, const QString& figure, QWidget* parent)
    : QWidget(parent), name_(name), share_(std::clamp(share, -1.0, 1.0)), figure_(figure) {
    setAccessibleName(QStringLiteral("%1 %2").arg(name, figure));
    setToolTip(accessibleName());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize ShareBar::sizeHint() const {
    return {scaled(220), scaled(26)};
}

void ShareBar::paintEvent(QPaintEvent*) {
    const ThemeColours& colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const int words = std::min(width() * 2 / 5, scaled(110));
    const int number = scaled(58);
    const QRect track(
        isMirrored ? number : words, 0, std::max(1, width() - words - number), height());
    const QRect nameBox(isMirrored ? width() - words : 0, 0, words - scaled(6), height());
    const QRect figureBox(isMirrored ? 0 : width() - number, 0, number, height());
    painter.setPen(colours.ink);
    painter.drawText(
        nameBox,
        static_cast<int>(Qt::AlignVCenter) | (isMirrored ? Qt::AlignRight : Qt::AlignLeft),
        fontMetrics().elidedText(name_, Qt::ElideRight, nameBox.width()));
    painter.drawText(
        figureBox,
        static_cast<int>(Qt::AlignVCenter) | (isMirrored ? Qt::AlignLeft : Qt::AlignRight),
        figure_);
    const double half = track.width() / 2.0;
    const double middle = track.left() + half;
    const double length = half * std::abs(share_);
    const bool toRight = (share_ >= 0) != isMirrored;
    const QRectF bar(
        toRight ? middle : middle - length, height() / 2.0 - scaled(5), length, scaled(10));
    painter.setPen(Qt::NoPen);
    painter.setBrush(share_ >= 0 ? colours.series[0] : colours.series[1]);
    painter.drawRoundedRect(bar, 2, 2);
    painter.setPen(QPen(colours.lineStrong, 1));
    painter.drawLine(QPointF(middle, scaled(4)), QPointF(middle, height() - scaled(4)));
}

}  // namespace haberdash::ui
