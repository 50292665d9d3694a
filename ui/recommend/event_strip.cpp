// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/event_strip.h"

#include "ui/convert.h"
#include "ui/pictures/picture_cache.h"
#include "ui/pictures/product_tile.h"
#include "ui/recommend/event_words.h"
#include "ui/recommend/ranking_controller.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace haberdash::ui {

namespace {

constexpr int kThumb = 44;
constexpr std::size_t kMostShown = 200;

}  // namespace

class EventStrip::Model : public QAbstractListModel {
  public:
    Model(RankingController& controller, Workspace& workspace, QObject* parent)
        : QAbstractListModel(parent), controller_(controller), workspace_(workspace) {}

    void renew() {
        const std::vector<StripEvent> events = controller_.events();
        const std::size_t shown = std::min(events.size(), kMostShown);
        const bool isSameSize = shown == rows_.size();
        if (!isSameSize) {
            beginResetModel();
        }
        rows_.clear();
        items_.clear();
        for (std::size_t i = 0; i < shown; ++i) {
            rows_.push_back(events[events.size() - 1 - i]);
            items_.push_back(workspace_.items().item(rows_.back().item));
        }
        total_ = events.size();
        if (!isSameSize) {
            endResetModel();
        } else if (shown > 0) {
            Q_EMIT dataChanged(index(0), index(static_cast<int>(shown) - 1));
        }
    }

    /// Place in the controller's list, which is oldest first.
    std::size_t eventAt(const int row) const { return total_ - 1 - static_cast<std::size_t>(row); }

    const StripEvent& row(const int row) const { return rows_[static_cast<std::size_t>(row)]; }

    const Item& item(const int row) const { return items_[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(rows_.size());
    }

    QVariant data(const QModelIndex& index, const int role) const override {
        if (!index.isValid() || index.row() >= rowCount()) {
            return {};
        }
        const StripEvent& event = row(index.row());
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
            return toQt(item(index.row()).title);
        }
        if (role == Qt::AccessibleTextRole) {
            const QString words =
                EventStrip::tr("%1, %2").arg(toQt(item(index.row()).title), eventName(event.kind));
            return event.isOn ? words : EventStrip::tr("%1, left out").arg(words);
        }
        if (role == Qt::CheckStateRole && controller_.isWhatIf()) {
            return event.isOn ? Qt::Checked : Qt::Unchecked;
        }
        return {};
    }

  private:
    RankingController& controller_;
    Workspace& workspace_;
    std::vector<StripEvent> rows_;
    std::vector<Item> items_;
    std::size_t total_ = 0;
};

class EventStrip::Painter : public QStyledItemDelegate {
  public:
    Painter(Model& model, RankingController& controller, PictureCache& pictures, QObject* parent)
        : QStyledItemDelegate(parent),
          model_(model),
          controller_(controller),
          pictures_(pictures) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {scaled(160), scaled(kThumb + 12)};
    }

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const StripEvent& event = model_.row(index.row());
        const ThemeColours& colours = coloursOf(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool isFocused = (option.state & QStyle::State_HasFocus) != 0;
        if (isFocused || (option.state & (QStyle::State_MouseOver | QStyle::State_Selected))) {
            painter->setPen(isFocused ? QPen(colours.focus, 2) : QPen(Qt::NoPen));
            painter->setBrush(colours.raised);
            painter->drawRoundedRect(
                QRectF(option.rect).adjusted(1, 1, -1, -1), scaled(8), scaled(8));
        }
        painter->setOpacity(event.isOn ? 1.0 : 0.4);
        const QRect thumb(option.rect.left() + scaled(6),
                          option.rect.top() + scaled(6),
                          scaled(kThumb),
                          scaled(kThumb));
        paintThumb(*painter,
                   QStyle::visualRect(option.direction, option.rect, thumb),
                   index.row(),
                   option);
        painter->setOpacity(event.isOn ? 1.0 : 0.6);
        paintWords(*painter, thumb.right() + scaled(8), index.row(), option);
        painter->setOpacity(1.0);
        if (controller_.isWhatIf()) {
            paintBox(*painter, event.isOn, option);
        }
        painter->restore();
    }

  private:
    static QRect boxRect(const QStyleOptionViewItem& option) {
        const int side = scaled(18);
        return {option.rect.right() - side - scaled(6),
                option.rect.center().y() - side / 2,
                side,
                side};
    }

    void paintThumb(QPainter& painter,
                    const QRect& rect,
                    const int row,
                    const QStyleOptionViewItem& option) const {
        const Item& item = model_.item(row);
        ProductTile tile;
        const qreal ratio = painter.device()->devicePixelRatioF();
        fillPicture(tile,
                    item.pictureState,
                    toQt(item.pictureHash),
                    static_cast<int>(rect.width() * ratio),
                    pictures_);
        paintProductPicture(painter, rect, tile.face, tile.picture, option.palette);
    }

    void paintWords(QPainter& painter,
                    const int left,
                    const int row,
                    const QStyleOptionViewItem& option) const {
        const StripEvent& event = model_.row(row);
        const ThemeColours& colours = coloursOf(option.palette);
        const int right = controller_.isWhatIf() ? boxRect(option).left() : option.rect.right();
        const int height = option.rect.height() / 2;
        const QRect title(
            left, option.rect.top() + scaled(5), right - left - scaled(6), height - scaled(4));
        const QRect what(left, option.rect.top() + height, title.width(), height - scaled(5));
        QFont font = option.font;
        font.setStrikeOut(!event.isOn);
        painter.setFont(font);
        painter.setPen(colours.ink);
        const auto alignment =
            QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter);
        painter.drawText(QStyle::visualRect(option.direction, option.rect, title),
                         alignment,
                         painter.fontMetrics().elidedText(
                             toQt(model_.item(row).title), Qt::ElideRight, title.width()));
        font.setStrikeOut(false);
        font.setPointSizeF(option.font.pointSizeF() * 0.86);
        painter.setFont(font);
        const int side = scaled(14);
        const QRect icon(what.left(), what.center().y() - side / 2, side, side);
        lineIcon(eventIcon(event.kind), colours.inkMuted)
            .paint(&painter, QStyle::visualRect(option.direction, option.rect, icon));
        painter.setPen(event.isOwn ? colours.accent : colours.inkMuted);
        const QString words = event.isOwn ? EventStrip::tr("%1 just now").arg(eventName(event.kind))
                                          : eventName(event.kind);
        const QRect place = what.adjusted(side + scaled(4), 0, 0, 0);
        painter.drawText(QStyle::visualRect(option.direction, option.rect, place),
                         alignment,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, place.width()));
    }

    static void paintBox(QPainter& painter, const bool isOn, const QStyleOptionViewItem& option) {
        const ThemeColours& colours = coloursOf(option.palette);
        const QRect box = QStyle::visualRect(option.direction, option.rect, boxRect(option));
        painter.setPen(QPen(isOn ? colours.accent : colours.lineStrong, 1));
        painter.setBrush(isOn ? colours.accent : colours.surface);
        painter.drawRoundedRect(box, scaled(4), scaled(4));
        if (isOn) {
            const int inset = scaled(2);
            lineIcon(QStringLiteral("check"), colours.accentInk)
                .paint(&painter, box.adjusted(inset, inset, -inset, -inset));
        }
    }

    Model& model_;
    RankingController& controller_;
    PictureCache& pictures_;
};

EventStrip::EventStrip(RankingController& controller,
                       Workspace& workspace,
                       PictureCache& pictures,
                       QWidget* parent)
    : QListView(parent), controller_(controller), model_(new Model(controller, workspace, this)) {
    setModel(model_);
    setItemDelegate(new Painter(*model_, controller, pictures, this));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Events that the ranking is made from, newest first"));
    connect(&pictures, &PictureCache::ready, this, [this] { viewport()->update(); });
}

void EventStrip::renew() {
    model_->renew();
    viewport()->update();
}

void EventStrip::switchAt(const QModelIndex& index) {
    if (!index.isValid()) {
        return;
    }
    if (controller_.isWhatIf()) {
        controller_.toggle(model_->eventAt(index.row()));
    } else {
        Q_EMIT productAsked(raw(model_->row(index.row()).item));
    }
}

void EventStrip::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return) {
        switchAt(currentIndex());
        return;
    }
    QListView::keyPressEvent(event);
}

void EventStrip::mouseReleaseEvent(QMouseEvent* event) {
    QListView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton) {
        switchAt(indexAt(event->position().toPoint()));
    }
}

}  // namespace haberdash::ui
