// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/session_strip.h"

#include "ui/convert.h"
#include "ui/pictures/picture_cache.h"
#include "ui/pictures/product_tile.h"
#include "ui/recommend/event_words.h"
#include "ui/sessions/session_controller.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr int kThumb = 64;
constexpr int kWidth = 148;

QFont smallFont(const QFont& font) {
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.86);
    return small;
}

/// Picture, what was done, the product, the ranks.
QSize cellSize(const QFont& font) {
    const int line = QFontMetrics(font).height();
    const int small = QFontMetrics(smallFont(font)).height();
    return {scaled(kWidth), scaled(kThumb) + line + 2 * small + scaled(22)};
}

}  // namespace

class SessionStrip::Model : public QAbstractListModel {
  public:
    Model(SessionController& controller, Workspace& workspace, QObject* parent)
        : QAbstractListModel(parent), controller_(controller), workspace_(workspace) {}

    void renew() {
        const std::vector<StripEvent>& events = controller_.events();
        const bool isSameSize = hasRows_ && events.size() == events_.size();
        if (!isSameSize) {
            beginResetModel();
        }
        hasRows_ = workspace_.isOpen();
        events_ = hasRows_ ? events : std::vector<StripEvent>();
        items_.clear();
        for (const StripEvent& event : events_) {
            items_.push_back(workspace_.items().item(event.item));
        }
        if (!isSameSize) {
            endResetModel();
        } else {
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        }
    }

    bool isEnd(const int row) const { return row >= static_cast<int>(events_.size()); }

    const StripEvent& event(const int row) const { return events_[static_cast<std::size_t>(row)]; }

    const Item& item(const int row) const { return items_[static_cast<std::size_t>(row)]; }

    /// "r1 #2 · r2 #14"; empty when it was not ranked.
    QString ranks(const int row) const {
        const Replayed& replayed = controller_.result();
        const auto number = static_cast<std::size_t>(row) + 1;
        const ReplayedStep* const step = isEnd(row) ? nullptr : replayed.stepBefore(number);
        if (!step || step->event != number) {
            return {};
        }
        if (step->isSeen) {
            return SessionStrip::tr("seen before");
        }
        QStringList parts;
        for (qsizetype i = 0; i < replayed.runs.size(); ++i) {
            const auto& list = step->lists[static_cast<std::size_t>(i)];
            parts << (list.rank ? QStringLiteral("%1 #%2").arg(replayed.runs[i]).arg(*list.rank)
                                : QStringLiteral("%1 –").arg(replayed.runs[i]));
        }
        return parts.join(QStringLiteral(" · "));
    }

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() || !hasRows_ ? 0 : static_cast<int>(events_.size()) + 1;
    }

    QVariant data(const QModelIndex& index, const int role) const override {
        if (!index.isValid() || index.row() >= rowCount()) {
            return {};
        }
        if (isEnd(index.row())) {
            const bool isAsked = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
            return isAsked ? QVariant(SessionStrip::tr("After all events")) : QVariant();
        }
        const QString title = toQt(item(index.row()).title);
        if (role == Qt::DisplayRole) {
            return title;
        }
        if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
            const StripEvent& shown = event(index.row());
            QStringList parts{SessionStrip::tr("Event %1").arg(index.row() + 1),
                              title,
                              eventName(shown.kind),
                              shown.isOn ? ranks(index.row()) : SessionStrip::tr("left out")};
            parts.removeAll(QString());
            return parts.join(QStringLiteral(", "));
        }
        return {};
    }

  private:
    SessionController& controller_;
    Workspace& workspace_;
    bool hasRows_ = false;
    std::vector<StripEvent> events_;
    std::vector<Item> items_;
};

class SessionStrip::Painter : public QStyledItemDelegate {
  public:
    Painter(Model& model, PictureCache& pictures, QObject* parent)
        : QStyledItemDelegate(parent), model_(model), pictures_(pictures) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return cellSize(option.font);
    }

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        paintGround(*painter, option);
        const QRect body = option.rect.adjusted(scaled(8), scaled(8), -scaled(8), -scaled(6));
        if (model_.isEnd(index.row())) {
            painter->setFont(option.font);
            painter->setPen(coloursOf(option.palette).inkMuted);
            painter->drawText(body, Qt::AlignCenter | Qt::TextWordWrap, index.data().toString());
        } else {
            paintThumb(*painter, body, index.row(), option);
            paintWords(*painter, body, index.row(), option);
        }
        painter->restore();
    }

  private:
    static void paintGround(QPainter& painter, const QStyleOptionViewItem& option) {
        const ThemeColours& colours = coloursOf(option.palette);
        const bool isFocused = (option.state & QStyle::State_HasFocus) != 0;
        const bool isChosen = (option.state & QStyle::State_Selected) != 0;
        const bool isHovered = (option.state & QStyle::State_MouseOver) != 0;
        painter.setPen(isFocused ? QPen(colours.focus, 2) : QPen(colours.line, 1));
        painter.setBrush(isChosen    ? colours.accentSoft
                         : isHovered ? colours.raised
                                     : colours.surface);
        painter.drawRoundedRect(
            QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5), scaled(10), scaled(10));
    }

    void paintThumb(QPainter& painter,
                    const QRect& body,
                    const int row,
                    const QStyleOptionViewItem& option) const {
        const Item& item = model_.item(row);
        const int side = scaled(kThumb);
        const QRect thumb(body.left(), body.top(), side, side);
        ProductTile tile;
        const qreal ratio = painter.device()->devicePixelRatioF();
        fillPicture(tile,
                    item.pictureState,
                    toQt(item.pictureHash),
                    static_cast<int>(side * ratio),
                    pictures_);
        painter.setOpacity(model_.event(row).isOn ? 1.0 : 0.4);
        paintProductPicture(painter,
                            QStyle::visualRect(option.direction, option.rect, thumb),
                            tile.face,
                            tile.picture,
                            option.palette);
        painter.setOpacity(1.0);
    }

    void paintWords(QPainter& painter,
                    const QRect& body,
                    const int row,
                    const QStyleOptionViewItem& option) const {
        const StripEvent& event = model_.event(row);
        const ThemeColours& colours = coloursOf(option.palette);
        const QFont small = smallFont(option.font);
        const int line = QFontMetrics(option.font).height();
        const int smallLine = QFontMetrics(small).height();
        const int icon = scaled(20);
        const QRect number(body.left() + scaled(kThumb) + scaled(6),
                           body.top(),
                           body.width() - scaled(kThumb) - scaled(6),
                           line);
        drawLine(painter, number, option.font, colours.ink, QString::number(row + 1), option);
        const QRect sign(number.left(), number.bottom() + scaled(6), icon, icon);
        lineIcon(eventIcon(event.kind), event.isOwn ? colours.accent : colours.inkMuted)
            .paint(&painter, QStyle::visualRect(option.direction, option.rect, sign));
        QFont titleFont = option.font;
        titleFont.setStrikeOut(!event.isOn);
        const QRect title(body.left(), body.top() + scaled(kThumb) + scaled(4), body.width(), line);
        drawLine(painter,
                 title,
                 titleFont,
                 event.isOn ? colours.ink : colours.inkMuted,
                 toQt(model_.item(row).title),
                 option);
        const QRect what(body.left(), title.bottom() + 1, body.width(), smallLine);
        drawLine(painter,
                 what,
                 small,
                 event.isOwn ? colours.accent : colours.inkMuted,
                 event.isOwn ? SessionStrip::tr("%1, added here").arg(eventName(event.kind))
                             : eventName(event.kind),
                 option);
        const QRect ranks(body.left(), what.bottom() + scaled(2), body.width(), smallLine);
        drawLine(painter,
                 ranks,
                 small,
                 colours.ink,
                 event.isOn ? model_.ranks(row) : SessionStrip::tr("left out"),
                 option);
    }

    static void drawLine(QPainter& painter,
                         const QRect& place,
                         const QFont& font,
                         const QColor& colour,
                         const QString& text,
                         const QStyleOptionViewItem& option) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(
            QStyle::visualRect(option.direction, option.rect, place),
            QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter),
            QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
    }

    Model& model_;
    PictureCache& pictures_;
};

SessionStrip::SessionStrip(SessionController& controller,
                           Workspace& workspace,
                           PictureCache& pictures,
                           QWidget* parent)
    : QListView(parent), model_(new Model(controller, workspace, this)) {
    setModel(model_);
    setItemDelegate(new Painter(*model_, pictures, this));
    setFrameShape(QFrame::NoFrame);
    setFlow(QListView::LeftToRight);
    setWrapping(false);
    setUniformItemSizes(true);
    setSpacing(scaled(3));
    setMouseTracking(true);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Events of the session, oldest first"));
    connect(&pictures, &PictureCache::ready, this, [this] { viewport()->update(); });
}

QSize SessionStrip::sizeHint() const {
    const int bar = horizontalScrollBar()->sizeHint().height();
    return {scaled(600), cellSize(font()).height() + 2 * spacing() + bar + scaled(4)};
}

QSize SessionStrip::minimumSizeHint() const {
    return {scaled(kWidth) + scaled(20), sizeHint().height()};
}

void SessionStrip::renew() {
    const std::optional<std::size_t> kept = currentEvent();
    const bool wasEnd = currentIndex().isValid() && !kept;
    const QSignalBlocker quiet(this);
    model_->renew();
    setCurrentEvent(wasEnd || !kept ? std::nullopt : kept);
    viewport()->update();
}

std::optional<std::size_t> SessionStrip::currentEvent() const {
    const int row = currentIndex().row();
    return row < 0 || model_->isEnd(row) ? std::nullopt
                                         : std::optional(static_cast<std::size_t>(row));
}

void SessionStrip::setCurrentEvent(const std::optional<std::size_t> event) {
    const int last = model_->rowCount() - 1;
    if (last < 0) {
        return;
    }
    setCurrentIndex(model_->index(event ? std::min(static_cast<int>(*event), last) : last));
}

void SessionStrip::currentChanged(const QModelIndex& current, const QModelIndex& before) {
    QListView::currentChanged(current, before);
    Q_EMIT looked();
}

void SessionStrip::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex at =
        event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    if (at.isValid() && !model_->isEnd(at.row())) {
        setCurrentIndex(at);
        Q_EMIT menuAsked(viewport()->mapToGlobal(visualRect(at).center()));
    }
}

void SessionStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        setSpacing(scaled(3));
        scheduleDelayedItemsLayout();
        updateGeometry();
    }
    QListView::changeEvent(event);
}

}  // namespace haberdash::ui
