// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/peek_card.h"

#include "ui/pictures/picture_cache.h"
#include "ui/shell/theme.h"

#include <QPainter>

#include <algorithm>

namespace haberdash::ui {

PeekCard::PeekCard(PictureCache& pictures, QWidget* parent) : QWidget(parent), pictures_(pictures) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    connect(&pictures_, &PictureCache::ready, this, [this](const QString& hash) {
        if (hash == hash_) {
            update();
        }
    });
}

void PeekCard::open(const ProductTile& tile, const QString& hash) {
    tile_ = tile;
    hash_ = hash;
    setGeometry(parentWidget()->rect());
    setAccessibleName(tile.title);
    raise();
    show();
    update();
}

void PeekCard::paintEvent(QPaintEvent*) {
    const ThemeColours& colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = colours.rail;
    veil.setAlpha(150);
    painter.fillRect(rect(), veil);
    const int padding = scaled(16);
    const int words = fontMetrics().lineSpacing() + scaled(12);
    const int side = std::min({width() - 4 * padding, height() - 4 * padding - words, scaled(640)});
    QRect card(0, 0, side + 2 * padding, side + 2 * padding + words);
    card.moveCenter(rect().center());
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.surface);
    painter.drawRoundedRect(card, scaled(14), scaled(14));
    const QRect picture(card.left() + padding, card.top() + padding, side, side);
    const QPixmap large = tile_.face == PictureFace::Picture ? pictures_.preview(hash_) : QPixmap();
    paintProductPicture(
        painter, picture, tile_.face, large.isNull() ? tile_.picture : large, palette());
    painter.setPen(colours.ink);
    const QString line = tile_.price.isEmpty()
                             ? tile_.title
                             : tr("%1 · %2", "title and price").arg(tile_.title, tile_.price);
    painter.drawText(QRect(picture.left(), picture.bottom() + scaled(8), side, words),
                     Qt::AlignHCenter | Qt::AlignTop,
                     fontMetrics().elidedText(line, Qt::ElideRight, side));
}

}  // namespace haberdash::ui
