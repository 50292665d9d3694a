// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/tile_picture.h"

#include <QBrush>
#include <QColor>
#include <QImage>
#include <QLinearGradient>
#include <QPainter>
#include <QPixmap>
#include <QTransform>

#include <algorithm>
#include <array>
#include <cmath>

namespace haberdash::ui {

namespace {

constexpr double kCropLimit = 0.18;  // shapes nearer to a square fill it, others are fitted

QRectF wholePixels(const QRectF& rect, const double ratio) {
    QRectF moved = rect;
    moved.moveTo(std::round(rect.x() * ratio) / ratio, std::round(rect.y() * ratio) / ratio);
    return moved;
}

// Round corners by a texture: a clip path would leave them jagged.
void drawFilling(QPainter& painter,
                 const QRectF& rect,
                 const QPixmap& pixmap,
                 const double radius) {
    const double scale = std::max(rect.width() / pixmap.width(), rect.height() / pixmap.height());
    QRectF drawn(0, 0, pixmap.width() * scale, pixmap.height() * scale);
    drawn.moveCenter(rect.center());
    // Whole device pixels, so that a thumbnail of the right size is copied, not filtered.
    drawn = wholePixels(drawn, painter.device()->devicePixelRatioF());
    QBrush brush(pixmap);
    brush.setTransform(QTransform(scale, 0, 0, scale, drawn.x(), drawn.y()));
    painter.setBrush(brush);
    painter.drawRoundedRect(rect, radius, radius);
}

// The colours along an edge of the picture, each the mean of a stretch of it.
QGradientStops edgeColours(const QImage& image, const Qt::Edge edge) {
    constexpr int kStretches = 6;
    constexpr int kDepth = 2;  // pixels
    const bool isUpright = edge == Qt::LeftEdge || edge == Qt::RightEdge;
    const int length = isUpright ? image.height() : image.width();
    const int across = isUpright ? image.width() : image.height();
    const int first =
        edge == Qt::LeftEdge || edge == Qt::TopEdge ? 0 : std::max(0, across - kDepth);
    QGradientStops stops;
    for (int part = 0; part < kStretches; ++part) {
        const int from = part * length / kStretches;
        const int to = std::max(from + 1, (part + 1) * length / kStretches);
        std::array<int, 3> sum{};
        int count = 0;
        for (int along = from; along < std::min(to, length); ++along) {
            for (int depth = first; depth < std::min(first + kDepth, across); ++depth) {
                const QRgb pixel =
                    isUpright ? image.pixel(depth, along) : image.pixel(along, depth);
                sum[0] += qRed(pixel);
                sum[1] += qGreen(pixel);
                sum[2] += qBlue(pixel);
                ++count;
            }
        }
        if (count > 0) {
            stops.append({(part + 0.5) / kStretches,
                          QColor(sum[0] / count, sum[1] / count, sum[2] / count)});
        }
    }
    return stops;
}

// Half of the plate that a picture of another shape than the tile's stands on: it goes on in the
// colours of the picture's edge, so that no frame is seen around it.
void drawPlateHalf(QPainter& painter,
                   const QRectF& rect,
                   const QImage& image,
                   const Qt::Edge edge,
                   const double radius) {
    const bool isUpright = edge == Qt::LeftEdge || edge == Qt::RightEdge;
    QRectF half = rect;
    switch (edge) {
        case Qt::LeftEdge:
            half.setRight(rect.center().x());
            break;
        case Qt::RightEdge:
            half.setLeft(rect.center().x());
            break;
        case Qt::TopEdge:
            half.setBottom(rect.center().y());
            break;
        case Qt::BottomEdge:
            half.setTop(rect.center().y());
            break;
    }
    QLinearGradient colours(rect.topLeft(), isUpright ? rect.bottomLeft() : rect.topRight());
    colours.setStops(edgeColours(image, edge));
    painter.setClipRect(half, Qt::IntersectClip);
    painter.setBrush(colours);
    painter.drawRoundedRect(rect, radius, radius);
}

void drawFitted(QPainter& painter, const QRectF& rect, const QPixmap& pixmap, const double radius) {
    const double scale = std::min(rect.width() / pixmap.width(), rect.height() / pixmap.height());
    QRectF drawn(0, 0, pixmap.width() * scale, pixmap.height() * scale);
    drawn.moveCenter(rect.center());
    const QImage image = pixmap.toImage();
    const bool isPortrait = pixmap.height() > pixmap.width();
    for (const Qt::Edge edge :
         {isPortrait ? Qt::LeftEdge : Qt::TopEdge, isPortrait ? Qt::RightEdge : Qt::BottomEdge}) {
        painter.save();
        drawPlateHalf(painter, rect, image, edge, radius);
        painter.restore();
    }
    painter.drawPixmap(
        wholePixels(drawn, painter.device()->devicePixelRatioF()), pixmap, QRectF(pixmap.rect()));
}

}  // namespace

void drawTilePicture(QPainter& painter,
                     const QRectF& rect,
                     const QPixmap& picture,
                     const double radius) {
    const double width = picture.width();
    const double height = picture.height();
    painter.setPen(Qt::NoPen);
    if (std::min(width, height) / std::max(width, height) >= 1.0 - kCropLimit) {
        drawFilling(painter, rect, picture, radius);
    } else {
        drawFitted(painter, rect, picture, radius);
    }
}

}  // namespace haberdash::ui
