// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A product as a card: picture, brand, title in two lines, price. The catalog's grid, similar
// products and recommendations paint it; it reads only what it is given.

#include "core/data/catalog/item.h"

#include <QPixmap>
#include <QRect>
#include <QSize>
#include <QString>

class QFont;
class QPainter;
class QPalette;

namespace haberdash::ui {

class PictureCache;

/// What stands where the picture belongs.
enum class PictureFace { Picture, Loading, None, Missing, Unsupported, Corrupt };

struct ProductTile {
    QString title;
    QString brand;
    QString price;
    QString badge;  ///< "#3", "new": a small mark on the picture; empty: none
    QString note;   ///< a muted word in the price's row ("71 %"); empty: none
    PictureFace face = PictureFace::None;
    QPixmap picture;  ///< any size; as many device pixels as the picture's rectangle is sharpest
};

struct TileState {
    bool isSelected = false;
    bool isCurrent = false;  ///< wears the one focus ring
    bool isHovered = false;
    bool isMirrored = false;  ///< right to left
};

/// Outer size of a tile whose picture is `pictureSide` logical pixels wide and high.
QSize productTileSize(int pictureSide, const QFont& font);

/// Where the picture goes in a tile.
QRect productPictureRect(const QRect& tile, const QFont& font);

/// `side` for PictureCache::thumb() when painting on a device of this pixel ratio.
int productPictureSide(const QRect& tile, const QFont& font, qreal devicePixelRatio);

/// Asks the cache for the picture of a product in this state and says which face to show.
void fillPicture(
    ProductTile& tile, PictureState state, const QString& hash, int side, PictureCache& pictures);

/// A word for a face that is no picture, for accessibility and tool tips; empty for Picture.
QString faceText(PictureFace face);

/// Paints with the painter's font, in the colours of the palette's theme.
void paintProductTile(QPainter& painter,
                      const QRect& rect,
                      const ProductTile& tile,
                      const TileState& state,
                      const QPalette& palette);

/// Only the picture or what stands in its place, with round corners.
void paintProductPicture(QPainter& painter,
                         const QRect& rect,
                         PictureFace face,
                         const QPixmap& picture,
                         const QPalette& palette);

}  // namespace haberdash::ui
