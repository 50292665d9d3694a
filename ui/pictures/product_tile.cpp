// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/product_tile.h"

#include "ui/pictures/picture_cache.h"
#include "ui/pictures/placeholder.h"
#include "ui/pictures/tile_picture.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFont>
#include <QFontMetrics>
#include <QPainter>
#include <QPalette>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace haberdash::ui {

namespace {

constexpr int kPadding = 8;  // between a tile's edge and its picture
constexpr int kGap = 8;      // between picture and text
constexpr int kRadius = 8;
constexpr int kTitleLines = 2;

QFont smallFont(const QFont& font) {
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.86);
    return small;
}

QFont strongFont(const QFont& font) {
    QFont strong = font;
    strong.setWeight(QFont::DemiBold);
    return strong;
}

int textHeight(const QFont& font) {
    return QFontMetrics(smallFont(font)).height() + kTitleLines * QFontMetrics(font).lineSpacing() +
           QFontMetrics(strongFont(font)).height() + scaled(6);
}

// The last line that fits ends in an ellipsis when more would follow.
void drawElided(QPainter& painter, const QRect& rect, const QString& text, const bool isMirrored) {
    QTextLayout layout(text, painter.font());
    QTextOption option(isMirrored ? Qt::AlignRight : Qt::AlignLeft);
    option.setTextDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    const QFontMetrics metrics(painter.font());
    layout.beginLayout();
    for (int i = 0; i < kTitleLines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            break;
        }
        line.setLineWidth(rect.width());
        const QRect row(
            rect.x(), rect.y() + i * metrics.lineSpacing(), rect.width(), metrics.height());
        const bool isLast = i + 1 == kTitleLines;
        const QString words = isLast ? text.mid(line.textStart())
                                     : text.mid(line.textStart(), line.textLength()).trimmed();
        const QString shown =
            isLast ? metrics.elidedText(words, Qt::ElideRight, rect.width()) : words;
        painter.drawText(
            row,
            Qt::AlignVCenter | Qt::AlignAbsolute | static_cast<int>(option.alignment()),
            shown);
    }
    layout.endLayout();
}

void drawPill(QPainter& painter,
              const QRect& picture,
              const QString& text,
              const TileState& state,
              const ThemeColours& colours) {
    const QFont font = strongFont(smallFont(painter.font()));
    const QFontMetrics metrics(font);
    const int height = metrics.height() + scaled(4);
    const int width = std::max(height, metrics.horizontalAdvance(text) + scaled(12));
    const int margin = scaled(6);
    const int x = state.isMirrored ? picture.right() - margin - width + 1 : picture.left() + margin;
    const QRectF pill(x, picture.top() + margin, width, height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.rail);
    painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
    painter.setPen(colours.railInk);
    painter.save();
    painter.setFont(font);
    painter.drawText(pill, Qt::AlignCenter, text);
    painter.restore();
}

void drawWords(QPainter& painter,
               const QRect& area,
               const ProductTile& tile,
               const TileState& state,
               const ThemeColours& colours) {
    const QFont font = painter.font();
    const int side = Qt::AlignAbsolute | (state.isMirrored ? Qt::AlignRight : Qt::AlignLeft);
    const int otherSide = Qt::AlignAbsolute | (state.isMirrored ? Qt::AlignLeft : Qt::AlignRight);
    int y = area.top();
    const QFont small = smallFont(font);
    const QFontMetrics smallMetrics(small);
    painter.setFont(small);
    painter.setPen(colours.inkMuted);
    painter.drawText(QRect(area.left(), y, area.width(), smallMetrics.height()),
                     side | Qt::AlignVCenter,
                     smallMetrics.elidedText(tile.brand, Qt::ElideRight, area.width()));
    y += smallMetrics.height() + scaled(1);
    painter.setFont(font);
    painter.setPen(colours.ink);
    const int titleHeight = kTitleLines * QFontMetrics(font).lineSpacing();
    drawElided(
        painter, QRect(area.left(), y, area.width(), titleHeight), tile.title, state.isMirrored);
    y += titleHeight + scaled(3);
    const QFont strong = strongFont(font);
    const QRect last(area.left(), y, area.width(), QFontMetrics(strong).height());
    painter.setFont(strong);
    painter.drawText(last, side | Qt::AlignVCenter, tile.price);
    if (!tile.note.isEmpty()) {
        painter.setFont(small);
        painter.setPen(colours.inkMuted);
        painter.drawText(last, otherSide | Qt::AlignVCenter, tile.note);
    }
    painter.setFont(font);
}

}  // namespace

QSize productTileSize(const int pictureSide, const QFont& font) {
    const int padding = scaled(kPadding);
    return {pictureSide + 2 * padding, pictureSide + 2 * padding + scaled(kGap) + textHeight(font)};
}

QRect productPictureRect(const QRect& tile, const QFont& font) {
    const int padding = scaled(kPadding);
    const int side = std::min(tile.width() - 2 * padding,
                              tile.height() - 2 * padding - scaled(kGap) - textHeight(font));
    return {tile.left() + (tile.width() - side) / 2, tile.top() + padding, side, side};
}

int productPictureSide(const QRect& tile, const QFont& font, const qreal devicePixelRatio) {
    return static_cast<int>(std::lround(productPictureRect(tile, font).width() * devicePixelRatio));
}

void fillPicture(ProductTile& tile,
                 const PictureState state,
                 const QString& hash,
                 const int side,
                 PictureCache& pictures) {
    using enum PictureState;
    switch (state) {
        case None:
            tile.face = PictureFace::None;
            return;
        case Pending:
            tile.face = PictureFace::Loading;
            return;
        case Missing:
            tile.face = PictureFace::Missing;
            return;
        case Unsupported:
            tile.face = PictureFace::Unsupported;
            return;
        case Corrupt:
            tile.face = PictureFace::Corrupt;
            return;
        case Ok:
            break;
    }
    tile.picture = pictures.thumb(hash, side);
    tile.face = !tile.picture.isNull()    ? PictureFace::Picture
                : pictures.isBroken(hash) ? PictureFace::Corrupt
                                          : PictureFace::Loading;
}

QString faceText(const PictureFace face) {
    switch (face) {
        case PictureFace::Picture:
            return {};
        case PictureFace::Loading:
            return QCoreApplication::translate("haberdash::ui::ProductTile",
                                               "Picture not read yet");
        case PictureFace::None:
            return QCoreApplication::translate("haberdash::ui::ProductTile", "No picture");
        case PictureFace::Missing:
            return QCoreApplication::translate("haberdash::ui::ProductTile",
                                               "Picture file missing");
        case PictureFace::Unsupported:
            return QCoreApplication::translate("haberdash::ui::ProductTile",
                                               "Picture format not supported");
        case PictureFace::Corrupt:
            return QCoreApplication::translate("haberdash::ui::ProductTile", "Picture damaged");
    }
    return {};
}

void paintProductPicture(QPainter& painter,
                         const QRect& rect,
                         const PictureFace face,
                         const QPixmap& picture,
                         const QPalette& palette) {
    const ThemeColours& colours = coloursOf(palette);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setPen(Qt::NoPen);
    if (face == PictureFace::Picture && !picture.isNull()) {
        drawTilePicture(painter, rect, picture, scaled(kRadius));
        return;
    }
    painter.setBrush(colours.raised);
    painter.drawRoundedRect(rect, scaled(kRadius), scaled(kRadius));
    if (face != PictureFace::Loading) {
        paintPlaceholder(painter, rect, face, colours);
    }
}

void paintProductTile(QPainter& painter,
                      const QRect& rect,
                      const ProductTile& tile,
                      const TileState& state,
                      const QPalette& palette) {
    const ThemeColours& colours = coloursOf(palette);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF body = QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5);
    const double radius = scaled(kRadius + 4);
    if (state.isSelected || state.isHovered) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(state.isSelected ? colours.accentSoft : colours.raised);
        painter.drawRoundedRect(body, radius, radius);
    }
    const QRect picture = productPictureRect(rect, painter.font());
    paintProductPicture(painter, picture, tile.face, tile.picture, palette);
    if (!tile.badge.isEmpty()) {
        drawPill(painter, picture, tile.badge, state, colours);
    }
    const int padding = scaled(kPadding);
    const int top = picture.bottom() + 1 + scaled(kGap);
    drawWords(painter,
              QRect(picture.left() + scaled(2),
                    top,
                    picture.width() - scaled(4),
                    rect.bottom() - padding - top),
              tile,
              state,
              colours);
    if (state.isCurrent) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colours.focus, 2.0));
        painter.drawRoundedRect(body, radius, radius);
    }
}

}  // namespace haberdash::ui
