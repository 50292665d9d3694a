// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/ranking_list.h"

#include "ui/pictures/picture_cache.h"
#include "ui/recommend/ranking_model.h"
#include "ui/recommend/ranking_tile.h"
#include "ui/shell/theme.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace haberdash::ui {

RankingList::RankingList(RankingModel& model,
                         Workspace& workspace,
                         PictureCache& pictures,
                         QWidget* parent)
    : QListView(parent), model_(model) {
    setModel(&model);
    setItemDelegate(new RankingTile(model, workspace, pictures, this));
    setViewMode(QListView::IconMode);
    setResizeMode(QListView::Adjust);
    setMovement(QListView::Static);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setSpacing(scaled(4));
    setAccessibleName(tr("Recommended products, best first"));
    connect(&pictures, &PictureCache::ready, this, [this] { viewport()->update(); });
}

std::optional<ItemId> RankingList::currentItem() const {
    const RankedItem* const ranked = model_.rankedAt(currentIndex().row());
    return ranked ? std::optional(ranked->item) : std::nullopt;
}

void RankingList::keepCurrent(const std::optional<ItemId> item, const int row) {
    if (model_.rowCount() == 0) {
        return;
    }
    const int same = item ? model_.rowOf(*item) : -1;
    const int next = same >= 0 ? same : std::clamp(row, 0, model_.rowCount() - 1);
    setCurrentIndex(model_.index(next));
}

void RankingList::mousePressEvent(QMouseEvent* event) {
    pressed_ =
        event->button() == Qt::LeftButton ? indexAt(event->position().toPoint()) : QModelIndex();
    QListView::mousePressEvent(event);
}

void RankingList::mouseReleaseEvent(QMouseEvent* event) {
    QListView::mouseReleaseEvent(event);
    const QModelIndex released = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && released.isValid() && released == pressed_) {
        setCurrentIndex(released);
        Q_EMIT acted();
    }
    pressed_ = QModelIndex();
}

void RankingList::keyPressEvent(QKeyEvent* event) {
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers() == Qt::NoModifier && currentItem()) {
        Q_EMIT acted();
        return;
    }
    QListView::keyPressEvent(event);
}

void RankingList::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex at =
        event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    if (at.isValid()) {
        setCurrentIndex(at);
        Q_EMIT menuAsked(viewport()->mapToGlobal(visualRect(at).center()));
    }
}

void RankingList::currentChanged(const QModelIndex& current, const QModelIndex& before) {
    QListView::currentChanged(current, before);
    Q_EMIT looked();
}

void RankingList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        setSpacing(scaled(4));
        scheduleDelayedItemsLayout();
    }
    QListView::changeEvent(event);
}

}  // namespace haberdash::ui
