// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/placeholder.h"

#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr double kUnit = 24.0;  // the figures are drawn in a 24 x 24 square

void drawHanger(QPainter& painter) {
    QPainterPath path;
    path.moveTo(9.8, 7.2);
    path.cubicTo(9.8, 4.2, 14.4, 4.2, 14.4, 7.2);
    path.cubicTo(14.4, 9.0, 12.0, 8.8, 12.0, 11.0);
    path.moveTo(12.0, 11.0);
    path.lineTo(21.0, 17.2);
    path.cubicTo(21.8, 17.8, 21.4, 19.0, 20.4, 19.0);
    path.lineTo(3.6, 19.0);
    path.cubicTo(2.6, 19.0, 2.2, 17.8, 3.0, 17.2);
    path.closeSubpath();
    painter.drawPath(path);
}

void drawFrame(QPainter& painter) {
    painter.drawRoundedRect(QRectF(3.5, 4.5, 17, 15), 2, 2);
}

void drawQuestion(QPainter& painter) {
    QPainterPath path;
    path.moveTo(9.6, 10.2);
    path.cubicTo(9.6, 6.8, 14.6, 6.8, 14.6, 10.2);
    path.cubicTo(14.6, 12.2, 12.0, 12.0, 12.0, 13.8);
    painter.drawPath(path);
    painter.setBrush(painter.pen().color());
    painter.drawEllipse(QPointF(12.0, 16.6), 0.45, 0.45);
}

void drawStrike(QPainter& painter) {
    QPainterPath path;  // the hills of a picture, struck out
    path.moveTo(3.8, 16.6);
    path.lineTo(8.6, 11.8);
    path.lineTo(12.0, 15.0);
    path.lineTo(15.0, 12.2);
    path.lineTo(20.2, 16.8);
    painter.drawPath(path);
    painter.drawLine(QPointF(2.5, 21.5), QPointF(21.5, 2.5));
}

void drawTorn(QPainter& painter) {
    QPainterPath path;  // two halves of a frame, torn apart
    path.moveTo(11.0, 4.5);
    path.lineTo(5.5, 4.5);
    path.quadTo(3.5, 4.5, 3.5, 6.5);
    path.lineTo(3.5, 17.5);
    path.quadTo(3.5, 19.5, 5.5, 19.5);
    path.lineTo(9.2, 19.5);
    path.lineTo(11.2, 15.6);
    path.lineTo(8.8, 12.2);
    path.lineTo(11.8, 8.6);
    path.closeSubpath();
    path.moveTo(14.6, 4.5);
    path.lineTo(18.5, 4.5);
    path.quadTo(20.5, 4.5, 20.5, 6.5);
    path.lineTo(20.5, 17.5);
    path.quadTo(20.5, 19.5, 18.5, 19.5);
    path.lineTo(12.8, 19.5);
    path.lineTo(14.8, 15.6);
    path.lineTo(12.4, 12.2);
    path.lineTo(15.4, 8.6);
    path.closeSubpath();
    painter.drawPath(path);
}

void drawFigure(QPainter& painter, const PictureFace face) {
    switch (face) {
        case PictureFace::None:
            drawHanger(painter);
            break;
        case PictureFace::Missing:
            drawFrame(painter);
            drawQuestion(painter);
            break;
        case PictureFace::Unsupported:
            drawFrame(painter);
            drawStrike(painter);
            break;
        case PictureFace::Corrupt:
            drawTorn(painter);
            break;
        case PictureFace::Picture:
        case PictureFace::Loading:
            break;
    }
}

// One word a face: the full sentence is in the tool tip and for screen readers.
QString shortWord(const PictureFace face) {
    switch (face) {
        case PictureFace::None:
            return QCoreApplication::translate("haberdash::ui::ProductTile", "No picture");
        case PictureFace::Missing:
            return QCoreApplication::translate("haberdash::ui::ProductTile", "Missing");
        case PictureFace::Unsupported:
            return QCoreApplication::translate("haberdash::ui::ProductTile", "Not supported");
        case PictureFace::Corrupt:
            return QCoreApplication::translate("haberdash::ui::ProductTile", "Damaged");
        case PictureFace::Picture:
        case PictureFace::Loading:
            break;
    }
    return {};
}

}  // namespace

void paintPlaceholder(QPainter& painter,
                      const QRect& rect,
                      const PictureFace face,
                      const ThemeColours& colours) {
    const QFontMetrics metrics(painter.font());
    const QString word = shortWord(face);
    const bool hasWord = rect.height() > 4 * metrics.height() &&
                         metrics.horizontalAdvance(word) < rect.width() - scaled(8);
    const double side = std::min<double>(rect.height() * 0.34, scaled(88));
    const double textHeight = hasWord ? metrics.height() + scaled(4) : 0;
    const double top = rect.center().y() - (side + textHeight) / 2;
    const QColor colour = face == PictureFace::None ? colours.inkMuted : colours.warn;
    painter.save();
    painter.translate(rect.center().x() + 0.5 - side / 2, top);
    painter.scale(side / kUnit, side / kUnit);
    painter.setPen(QPen(colour, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    drawFigure(painter, face);
    painter.restore();
    if (hasWord) {
        painter.setPen(colours.inkMuted);
        painter.drawText(
            QRectF(rect.left(), top + side + scaled(4), rect.width(), metrics.height()),
            Qt::AlignCenter,
            word);
    }
}

}  // namespace haberdash::ui
