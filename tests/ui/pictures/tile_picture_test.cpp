// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/tile_picture.h"

#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>
#include <QPixmap>

namespace haberdash::ui {
namespace {

constexpr int kSide = 100;
const QColor kGround(10, 20, 30);
const QColor kLeft(200, 60, 40);
const QColor kRight(60, 90, 200);

// Left half in one colour, right half in another.
QImage drawn(const QSize& size) {
    QPixmap picture(size);
    picture.fill(kRight);
    QPainter halves(&picture);
    halves.fillRect(QRect(0, 0, size.width() / 2, size.height()), kLeft);
    halves.end();
    QImage tile(kSide, kSide, QImage::Format_RGB32);
    tile.fill(kGround);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    drawTilePicture(painter, QRectF(0, 0, kSide, kSide), picture, 8);
    return tile;
}

TEST(TilePicture, ATallPictureGoesOnInTheColoursOfItsEdges) {
    const QImage tile = drawn({75, 100});
    EXPECT_EQ(tile.pixelColor(2, 50), kLeft);
    EXPECT_EQ(tile.pixelColor(40, 50), kLeft);
    EXPECT_EQ(tile.pixelColor(60, 50), kRight);
    EXPECT_EQ(tile.pixelColor(97, 50), kRight);
}

TEST(TilePicture, AWidePictureIsShownWhole) {
    const QImage tile = drawn({100, 50});
    EXPECT_EQ(tile.pixelColor(10, 50), kLeft);
    EXPECT_EQ(tile.pixelColor(90, 50), kRight);
    EXPECT_EQ(tile.pixelColor(20, 5), kLeft);
    EXPECT_EQ(tile.pixelColor(80, 95), kRight);
}

TEST(TilePicture, CornersAreRoundWhateverTheShape) {
    for (const QSize& size : {QSize(75, 100), QSize(100, 50), QSize(100, 100), QSize(90, 100)}) {
        const QImage tile = drawn(size);
        for (const QPoint& corner : {QPoint(0, 0), QPoint(99, 0), QPoint(0, 99), QPoint(99, 99)}) {
            EXPECT_EQ(tile.pixelColor(corner), kGround) << size.width() << 'x' << size.height();
        }
    }
}

}  // namespace
}  // namespace haberdash::ui
