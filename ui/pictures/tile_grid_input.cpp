// SPDX-License-Identifier: GPL-3.0-or-later

// Keys and mouse of TileGrid.

#include "ui/pictures/tile_grid.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace haberdash::ui {

int TileGrid::stepFor(const int key) const {
    const int forward = isRightToLeft() ? -1 : 1;
    const int line = flow_ == Flow::Grid ? columns_ : 0;
    const int page = line * std::max(1, viewport()->height() / std::max(1, tile_.height()));
    switch (key) {
        case Qt::Key_Right:
            return forward;
        case Qt::Key_Left:
            return -forward;
        case Qt::Key_Down:
            return line;
        case Qt::Key_Up:
            return -line;
        case Qt::Key_PageDown:
            return page;
        case Qt::Key_PageUp:
            return -page;
        case Qt::Key_Home:
            return -count();
        case Qt::Key_End:
            return count();
        default:
            return 0;
    }
}

void TileGrid::moveTo(const int row, const bool isRange) {
    const QModelIndex index = model()->index(row, 0, rootIndex());
    if (isRange && selectionMode() == ExtendedSelection) {
        if (rangeStart_ < 0) {
            rangeStart_ = std::max(0, currentIndex().row());
        }
        selectRange(rangeStart_, row);
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    } else {
        rangeStart_ = row;
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    }
    scrollTo(index);
}

void TileGrid::selectRange(const int from, const int to) {
    const QItemSelection range(model()->index(std::min(from, to), 0, rootIndex()),
                               model()->index(std::max(from, to), 0, rootIndex()));
    selectionModel()->select(range, QItemSelectionModel::ClearAndSelect);
}

void TileGrid::keyPressEvent(QKeyEvent* event) {
    const int all = count();
    if (const int step = stepFor(event->key()); step != 0 && all > 0) {
        const QModelIndex current = currentIndex();
        const int row = current.isValid() ? current.row() + step : 0;
        const bool leavesGrid = row < 0 || row >= all;
        const bool isLine = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
        // Up on the first line stays put; Down above a short last line goes to its end.
        const bool isUpFromTop = isLine && row < 0;
        const bool isDownFromLast =
            isLine && row >= all && current.row() / columns_ == (all - 1) / columns_;
        if (!(leavesGrid && (isUpFromTop || isDownFromLast))) {
            moveTo(std::clamp(row, 0, all - 1), event->modifiers() & Qt::ShiftModifier);
        }
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Space && currentIndex().isValid()) {
        if (!event->isAutoRepeat() && !isPeeking_) {
            isPeeking_ = true;
            Q_EMIT peekStarted(currentIndex());
        }
        event->accept();
        return;
    }
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid()) {
        Q_EMIT opened(currentIndex());
        event->accept();
        return;
    }
    if (event->matches(QKeySequence::SelectAll) && selectionMode() == ExtendedSelection) {
        selectAll();
        event->accept();
        return;
    }
    event->ignore();
}

void TileGrid::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        endPeek();
        event->accept();
        return;
    }
    QAbstractItemView::keyReleaseEvent(event);
}

void TileGrid::endPeek() {
    if (isPeeking_) {
        isPeeking_ = false;
        Q_EMIT peekEnded();
    }
}

void TileGrid::focusInEvent(QFocusEvent* event) {
    QAbstractItemView::focusInEvent(event);
    const bool isByKey = event->reason() == Qt::TabFocusReason ||
                         event->reason() == Qt::BacktabFocusReason ||
                         event->reason() == Qt::OtherFocusReason;
    if (isByKey && !currentIndex().isValid() && count() > 0) {
        setCurrentRow(std::max(0, firstVisibleRow()));
    }
    viewport()->update(visualRect(currentIndex()));
}

void TileGrid::focusOutEvent(QFocusEvent* event) {
    endPeek();
    QAbstractItemView::focusOutEvent(event);
    viewport()->update(visualRect(currentIndex()));
}

void TileGrid::mousePressEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->position().toPoint());
    if (!index.isValid()) {
        return;
    }
    if (event->button() == Qt::RightButton) {
        if (!selectionModel()->isSelected(index)) {
            moveTo(index.row(), false);
        }
        return;
    }
    if (event->button() != Qt::LeftButton) {
        return;
    }
    if ((event->modifiers() & Qt::ControlModifier) && selectionMode() == ExtendedSelection) {
        rangeStart_ = index.row();
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::Toggle);
        return;
    }
    moveTo(index.row(), event->modifiers() & Qt::ShiftModifier);
}

void TileGrid::mouseMoveEvent(QMouseEvent* event) {
    hoverOver(indexAt(event->position().toPoint()));
}

// The press did everything; the base class would start a drag or change the selection.
void TileGrid::mouseReleaseEvent(QMouseEvent*) {
}

void TileGrid::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && event->button() == Qt::LeftButton) {
        Q_EMIT opened(index);
    }
}

void TileGrid::wheelEvent(QWheelEvent* event) {
    if (event->modifiers() & Qt::ControlModifier) {
        if (event->angleDelta().y() != 0) {
            Q_EMIT sizeStepped(event->angleDelta().y() > 0 ? 1 : -1);
        }
        event->accept();
        return;
    }
    if (flow_ == Flow::Row && event->angleDelta().x() == 0) {
        event->ignore();  // the page around it scrolls
        return;
    }
    QAbstractItemView::wheelEvent(event);
}

bool TileGrid::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave) {
        hoverOver({});
    }
    return QAbstractItemView::viewportEvent(event);
}

void TileGrid::hoverOver(const QModelIndex& index) {
    if (hovered_ == index) {
        return;
    }
    viewport()->update(visualRect(hovered_));
    hovered_ = index;
    viewport()->update(visualRect(hovered_));
}

}  // namespace haberdash::ui
