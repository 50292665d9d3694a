// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/tile_grid.h"

#include "ui/pictures/picture_cache.h"
#include "ui/shell/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr int kMargin = 8;
constexpr int kGap = 4;
constexpr int kSettleTime = 120;  // ms without a resize until thumbnails of the new size are asked

}  // namespace

TileGrid::TileGrid(PictureCache& pictures, const Flow flow, TileMaker maker, QWidget* parent)
    : QAbstractItemView(parent), pictures_(pictures), flow_(flow), maker_(std::move(maker)) {
    setSelectionMode(flow == Flow::Grid ? ExtendedSelection : SingleSelection);
    setEditTriggers(NoEditTriggers);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(flow == Flow::Grid ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(flow == Flow::Row ? Qt::ScrollBarAsNeeded
                                                   : Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Window);
    settle_.setSingleShot(true);
    settle_.setInterval(kSettleTime);
    connect(&settle_, &QTimer::timeout, this, [this] {
        askedSide_ = 0;
        viewport()->update();
    });
    connect(&pictures_, &PictureCache::ready, this, &TileGrid::updateTilesOf);
}

void TileGrid::setPictureSide(const int side) {
    if (side == pictureSide_) {
        return;
    }
    // The row that a person looks at stays where it is while tiles grow.
    const QModelIndex current = currentIndex();
    const bool isInSight = current.isValid() && viewport()->rect().intersects(visualRect(current));
    const int row = isInSight ? current.row() : firstVisibleRow();
    const int top = row < 0 ? 0 : topOf(row);
    pictureSide_ = side;
    settle_.start();
    updateGeometries();
    if (row >= 0) {
        placeAt(row, top);
    }
    viewport()->update();
}

int TileGrid::rowHeight() const {
    return productTileSize(scaled(pictureSide_), font()).height() + 2 * scaled(kMargin);
}

int TileGrid::columns() const {
    return columns_;
}

int TileGrid::topOf(const int row) const {
    return tileRect(row).top();
}

void TileGrid::placeAt(const int row, const int top) {
    verticalScrollBar()->setValue(verticalOffset() + topOf(row) - top);
}

void TileGrid::setCurrentRow(const int row) {
    if (model() == nullptr || row < 0 || row >= count()) {
        return;
    }
    const QModelIndex index = model()->index(row, 0, rootIndex());
    rangeStart_ = row;
    const bool wasScrolling = hasAutoScroll();
    setAutoScroll(false);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    setAutoScroll(wasScrolling);
}

int TileGrid::firstVisibleRow() const {
    if (tile_.isEmpty()) {
        return count() > 0 ? 0 : -1;  // not laid out yet: nothing is scrolled away
    }
    const Rows rows = rowsIn(viewport()->rect());
    if (rows.last < rows.first) {
        return -1;
    }
    const bool isHalfHidden = tileRect(rows.first).center().y() < 0;
    const int next = rows.first + columns_;
    return isHalfHidden && next < count() ? next : rows.first;
}

QRect TileGrid::visualRect(const QModelIndex& index) const {
    return index.isValid() ? tileRect(index.row()) : QRect();
}

void TileGrid::scrollTo(const QModelIndex& index, const ScrollHint hint) {
    if (!index.isValid()) {
        return;
    }
    const QRect tile = tileRect(index.row());
    const QRect area = viewport()->rect();
    const int margin = scaled(kMargin);
    if (flow_ == Flow::Row) {
        const int direction = isRightToLeft() ? -1 : 1;
        const int before = tile.left() - margin - area.left();
        const int after = tile.right() + margin - area.right();
        const int move = before < 0 ? before : std::max(after, 0);
        horizontalScrollBar()->setValue(horizontalOffset() + direction * move);
        return;
    }
    const int above = tile.top() - margin - area.top();
    const int below = tile.bottom() + margin - area.bottom();
    int move = above < 0 ? above : std::max(below, 0);
    if (hint == PositionAtTop) {
        move = above;
    } else if (hint == PositionAtBottom) {
        move = below;
    } else if (hint == PositionAtCenter) {
        move = tile.center().y() - area.center().y();
    }
    verticalScrollBar()->setValue(verticalOffset() + move);
}

QModelIndex TileGrid::indexAt(const QPoint& point) const {
    const Rows rows = rowsIn(QRect(point, QSize(1, 1)));
    for (int row = rows.first; row <= rows.last; ++row) {
        if (tileRect(row).contains(point)) {
            return model()->index(row, 0, rootIndex());
        }
    }
    return {};
}

// Letters are commands here; searching a hundred thousand titles by them would also be slow.
void TileGrid::keyboardSearch(const QString&) {
}

void TileGrid::reset() {
    rangeStart_ = -1;
    hovered_ = QPersistentModelIndex();
    QAbstractItemView::reset();
    updateGeometries();
    viewport()->update();
}

QSize TileGrid::minimumSizeHint() const {
    return {scaled(160), flow_ == Flow::Row ? rowHeight() : scaled(160)};
}

QModelIndex TileGrid::moveCursor(const CursorAction action, Qt::KeyboardModifiers) {
    if (count() == 0) {
        return {};
    }
    if (!currentIndex().isValid()) {
        // The base class asks so where to begin when the focus comes.
        return model()->index(std::max(0, firstVisibleRow()), 0, rootIndex());
    }
    const int row = currentIndex().row();
    const bool isNext = action == MoveNext || action == MoveRight || action == MoveDown;
    const int last = count() - 1;
    const int moved = action == MoveHome  ? 0
                      : action == MoveEnd ? last
                                          : std::clamp(row + (isNext ? 1 : -1), 0, last);
    return model()->index(moved, 0, rootIndex());
}

int TileGrid::horizontalOffset() const {
    return flow_ == Flow::Row ? horizontalScrollBar()->value() : 0;
}

int TileGrid::verticalOffset() const {
    return verticalScrollBar()->value();
}

bool TileGrid::isIndexHidden(const QModelIndex&) const {
    return false;
}

void TileGrid::setSelection(const QRect& rect, const QItemSelectionModel::SelectionFlags command) {
    const QModelIndex index = indexAt(rect.topLeft());
    if (index.isValid()) {
        selectionModel()->select(index, command);
    }
}

QRegion TileGrid::visualRegionForSelection(const QItemSelection& selection) const {
    QRegion region;
    const Rows rows = rowsIn(viewport()->rect());
    for (int row = rows.first; row <= rows.last; ++row) {
        if (selection.contains(model()->index(row, 0, rootIndex()))) {
            region += tileRect(row);
        }
    }
    return region;
}

int TileGrid::count() const {
    return model() == nullptr ? 0 : model()->rowCount(rootIndex());
}

void TileGrid::layOut() {
    const QSize natural = productTileSize(scaled(pictureSide_), font());
    tile_ = natural;
    if (flow_ == Flow::Row) {
        columns_ = std::max(1, count());
        return;
    }
    const int gap = scaled(kGap);
    const int width = viewport()->width() - 2 * scaled(kMargin);
    columns_ = std::max(1, (width + gap) / (natural.width() + gap));
    const int grown = (width + gap) / columns_ - gap;
    tile_ += QSize(grown - natural.width(), grown - natural.width());
}

void TileGrid::updateGeometries() {
    layOut();
    const int margin = scaled(kMargin);
    const int gap = scaled(kGap);
    if (flow_ == Flow::Row) {
        const int width = 2 * margin + count() * (tile_.width() + gap) - gap;
        horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
        horizontalScrollBar()->setPageStep(viewport()->width());
        horizontalScrollBar()->setSingleStep(tile_.width() / 2);
        verticalScrollBar()->setRange(0, 0);
        return;
    }
    const int lines = (count() + columns_ - 1) / columns_;
    const int height = 2 * margin + lines * (tile_.height() + gap) - gap;
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(std::max(1, tile_.height() / 6));
    QAbstractItemView::updateGeometries();
}

void TileGrid::scrollContentsBy(const int dx, const int dy) {
    viewport()->scroll(isRightToLeft() ? -dx : dx, dy);
    hoverOver(indexAt(viewport()->mapFromGlobal(QCursor::pos())));
    keepVisiblePictures();
}

void TileGrid::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QAbstractItemView::currentChanged(current, previous);
    viewport()->update(visualRect(previous));
    viewport()->update(visualRect(current));
    Q_EMIT currentRowChanged(current.isValid() ? current.row() : -1);
}

QRect TileGrid::tileRect(const int row) const {
    const int margin = scaled(kMargin);
    const int gap = scaled(kGap);
    const int line = row / columns_;
    const int column = row % columns_;
    int x = margin + column * (tile_.width() + gap) - horizontalOffset();
    if (isRightToLeft()) {
        x = viewport()->width() - x - tile_.width();
    }
    return {QPoint(x, margin + line * (tile_.height() + gap) - verticalOffset()), tile_};
}

TileGrid::Rows TileGrid::rowsIn(const QRect& area) const {
    const int all = count();
    if (all == 0 || tile_.isEmpty()) {
        return {};
    }
    const int margin = scaled(kMargin);
    if (flow_ == Flow::Row) {
        const int step = tile_.width() + scaled(kGap);
        const int left = isRightToLeft() ? viewport()->width() - 1 - area.right() : area.left();
        const int first = (left + horizontalOffset() - margin) / step;
        const int last = (left + area.width() - 1 + horizontalOffset() - margin) / step;
        return {std::clamp(first, 0, all - 1), std::clamp(last, 0, all - 1)};
    }
    const int step = tile_.height() + scaled(kGap);
    const int firstLine = std::max(0, (area.top() + verticalOffset() - margin) / step);
    const int lastLine = std::max(0, (area.bottom() + verticalOffset() - margin) / step);
    const int first = firstLine * columns_;
    return {first, std::min(all, (lastLine + 1) * columns_) - 1};
}

void TileGrid::paintEvent(QPaintEvent* event) {
    if (count() == 0) {
        return;
    }
    QPainter painter(viewport());
    painter.setFont(font());
    const qreal ratio = devicePixelRatioF();
    if (askedSide_ == 0) {
        askedSide_ = productPictureSide(QRect(QPoint(), tile_), font(), ratio);
    }
    const Rows rows = rowsIn(event->rect());
    const QModelIndex current = currentIndex();
    // From the last to the first: the cache decodes the latest wish first, so the upper left
    // pictures come first.
    for (int row = rows.last; row >= rows.first; --row) {
        const QRect rect = tileRect(row);
        if (!event->region().intersects(rect)) {
            continue;
        }
        const QModelIndex index = model()->index(row, 0, rootIndex());
        const TileState state{.isSelected = selectionModel()->isSelected(index),
                              .isCurrent = index == current && hasFocus(),
                              .isHovered = index == hovered_,
                              .isMirrored = isRightToLeft()};
        paintProductTile(painter, rect, maker_(index, askedSide_), state, palette());
    }
}

void TileGrid::resizeEvent(QResizeEvent* event) {
    const int row = firstVisibleRow();
    const int top = row < 0 ? 0 : topOf(row);
    const bool wasLaidOut = !tile_.isEmpty() && event->oldSize().isValid();
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
    if (wasLaidOut && row >= 0 && flow_ == Flow::Grid) {
        placeAt(row, top);
    }
    settle_.start();
}

void TileGrid::changeEvent(QEvent* event) {
    QAbstractItemView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange) {
        askedSide_ = 0;
        updateGeometries();
        updateGeometry();
        viewport()->update();
    }
}

void TileGrid::updateTilesOf(const QString& hash) {
    if (!isVisible()) {
        return;
    }
    const Rows rows = rowsIn(viewport()->rect());
    for (int row = rows.first; row <= rows.last; ++row) {
        if (model()->index(row, 0, rootIndex()).data(kPictureHashRole).toString() == hash) {
            viewport()->update(tileRect(row));
        }
    }
}

void TileGrid::keepVisiblePictures() {
    const Rows rows = rowsIn(viewport()->rect());
    QStringList hashes;
    for (int row = rows.first; row <= rows.last; ++row) {
        hashes.append(model()->index(row, 0, rootIndex()).data(kPictureHashRole).toString());
    }
    pictures_.keepOnly(hashes);
}

}  // namespace haberdash::ui
