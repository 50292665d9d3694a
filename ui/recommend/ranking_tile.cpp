// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/ranking_tile.h"

#include "ui/convert.h"
#include "ui/pictures/picture_cache.h"
#include "ui/pictures/product_tile.h"
#include "ui/recommend/ranking_model.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"

#include <QListView>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr int kPictureSide = 156;

QFont smallFont(const QFont& font) {
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.86);
    return small;
}

int strengthHeight(const QFont& font) {
    return QFontMetrics(smallFont(font)).height() + scaled(14);
}

}  // namespace

RankingTile::RankingTile(RankingModel& model,
                         Workspace& workspace,
                         PictureCache& pictures,
                         QObject* parent)
    : QStyledItemDelegate(parent), model_(model), workspace_(workspace), pictures_(pictures) {
}

// As many columns as fit, and tiles as wide as the columns.
QSize RankingTile::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    const auto* const list = qobject_cast<const QListView*>(option.widget);
    if (list && list->viewport()->width() > scaled(kPictureSide)) {
        const int space = list->spacing();
        const int usual = productTileSize(scaled(kPictureSide), option.font).width() + space;
        // The list keeps room for its scroll bar while there is none.
        const QScrollBar* const bar = list->verticalScrollBar();
        const int reserved = bar->isVisible() ? 0 : bar->sizeHint().width();
        const int width = list->viewport()->width() - reserved - space - 2;
        const int columns = std::max(1, (width + usual / 4) / usual);
        const int padding = productTileSize(0, option.font).width();
        return productTileSize(width / columns - space - padding, option.font) +
               QSize(0, strengthHeight(option.font));
    }
    return productTileSize(scaled(kPictureSide), option.font) +
           QSize(0, strengthHeight(option.font));
}

void RankingTile::paint(QPainter* painter,
                        const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    const RankedItem* const ranked = model_.rankedAt(index.row());
    if (!ranked) {
        return;
    }
    painter->save();
    painter->setFont(option.font);
    painter->setRenderHint(QPainter::Antialiasing);
    const Item& item = model_.itemAt(index.row());
    const TileState state{.isCurrent = (option.state & QStyle::State_HasFocus) != 0,
                          .isMirrored = option.direction == Qt::RightToLeft};
    const bool isChosen = (option.state & QStyle::State_Selected) != 0;
    if (isChosen || (option.state & QStyle::State_MouseOver) || state.isCurrent) {
        const ThemeColours& colours = coloursOf(option.palette);
        painter->setPen(state.isCurrent ? QPen(colours.focus, 2) : QPen(Qt::NoPen));
        painter->setBrush(isChosen ? colours.accentSoft : colours.raised);
        painter->drawRoundedRect(
            QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5), scaled(12), scaled(12));
    }
    const int strength = strengthHeight(option.font);
    const QRect body = option.rect.adjusted(0, 0, 0, -strength);
    const QString rank = QString::number(ranked->rank);
    const QString rule = model_.rule(index.row());
    ProductTile tile{.title = toQt(item.title),
                     .brand = toQt(item.brand),
                     .price = workspace_.priceText(item.price),
                     .badge = rule.isEmpty() ? rank : QStringLiteral("%1 · %2").arg(rank, rule),
                     .note = model_.difference(index.row())};
    const qreal ratio = painter->device()->devicePixelRatioF();
    fillPicture(tile,
                item.pictureState,
                toQt(item.pictureHash),
                productPictureSide(body, option.font, ratio),
                pictures_);
    paintProductTile(*painter, body, tile, {.isMirrored = state.isMirrored}, option.palette);
    painter->setFont(option.font);
    paintMovement(*painter, body, index.row(), option);
    paintStrength(*painter,
                  QRect(option.rect.left(), body.bottom() + 1, option.rect.width(), strength),
                  index.row(),
                  option);
    painter->restore();
}

// How the product moved since the last click, on the picture's other corner.
void RankingTile::paintMovement(QPainter& painter,
                                const QRect& tile,
                                const int row,
                                const QStyleOptionViewItem& option) const {
    const QString text = model_.movement(row);
    if (text.isEmpty()) {
        return;
    }
    const ThemeColours& colours = coloursOf(option.palette);
    QFont font = smallFont(option.font);
    font.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(font);
    const QRect picture = productPictureRect(tile, option.font);
    const int height = metrics.height() + scaled(4);
    const int width = metrics.horizontalAdvance(text) + scaled(14);
    const int margin = scaled(6);
    const int x = option.direction == Qt::RightToLeft ? picture.left() + margin
                                                      : picture.right() - margin - width + 1;
    const QRectF pill(x, picture.top() + margin, width, height);
    const bool isDown = text.startsWith(QStringLiteral("▼"));
    painter.setPen(QPen(isDown ? colours.lineStrong : colours.good, 1));
    painter.setBrush(colours.surface);
    painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
    painter.setFont(font);
    painter.setPen(isDown ? colours.inkMuted : colours.good);
    painter.drawText(pill, Qt::AlignCenter, text);
    painter.setFont(option.font);
}

void RankingTile::paintStrength(QPainter& painter,
                                const QRect& area,
                                const int row,
                                const QStyleOptionViewItem& option) const {
    const ThemeColours& colours = coloursOf(option.palette);
    const int side = scaled(10);
    const QRect bar(area.left() + side, area.top(), area.width() - 2 * side, scaled(5));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.line);
    painter.drawRoundedRect(bar, bar.height() / 2.0, bar.height() / 2.0);
    const int width = std::max(bar.height(), static_cast<int>(bar.width() * model_.strength(row)));
    const int x = option.direction == Qt::RightToLeft ? bar.right() - width + 1 : bar.left();
    painter.setBrush(colours.accent);
    painter.drawRoundedRect(
        QRect(x, bar.top(), width, bar.height()), bar.height() / 2.0, bar.height() / 2.0);
    painter.setFont(smallFont(option.font));
    painter.setPen(colours.inkMuted);
    const QRect words(bar.left(),
                      bar.bottom() + scaled(2),
                      bar.width(),
                      area.bottom() - bar.bottom() - scaled(4));
    const QString score = model_.rankedAt(row)->probability
                              ? QLocale().toString(model_.rankedAt(row)->score, 'f', 2)
                              : QString();
    const QRect line = QStyle::visualRect(option.direction, area, words);
    const QFontMetrics metrics(painter.font());
    const int room =
        line.width() - (score.isEmpty() ? 0 : metrics.horizontalAdvance(score) + scaled(6));
    painter.drawText(line,
                     QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter),
                     metrics.elidedText(model_.strengthText(row), Qt::ElideRight, room));
    painter.drawText(
        line, QStyle::visualAlignment(option.direction, Qt::AlignRight | Qt::AlignVCenter), score);
}

}  // namespace haberdash::ui
