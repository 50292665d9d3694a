// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Any number of equal tiles, of which only those in sight cost anything: places are computed, not
// laid out, and the model is asked for what is painted.

#include "ui/pictures/product_tile.h"

#include <QAbstractItemView>
#include <QPersistentModelIndex>
#include <QTimer>

#include <functional>

namespace haberdash::ui {

/// Role of a tile's picture hash (QString) in a model shown by a TileGrid.
inline constexpr int kPictureHashRole = Qt::UserRole + 1;

/// A virtual grid (or one row) of product cards over a list model, with one focus ring, a range by
/// Shift, Enter to open and Space held to peek. The model says Qt::AccessibleTextRole.
class TileGrid : public QAbstractItemView {
    Q_OBJECT

  public:
    enum class Flow { Grid, Row };

    /// Makes a row's card; `side` is the picture's side in device pixels.
    using TileMaker = std::function<ProductTile(const QModelIndex& index, int side)>;

    /// `pictures` must outlive the grid.
    TileGrid(PictureCache& pictures, Flow flow, TileMaker maker, QWidget* parent = nullptr);

    /// Side of a picture at 100 % zoom, logical pixels; in a grid tiles grow to fill the width.
    void setPictureSide(int side);

    int pictureSide() const { return pictureSide_; }

    /// Height of one row of tiles, for a grid of Flow::Row.
    int rowHeight() const;
    int columns() const;

    /// A row's upper edge, relative to the viewport's.
    int topOf(int row) const;

    /// Scrolls so that the row's upper edge is at `top` of the viewport, as far as the ends allow.
    void placeAt(int row, int top);

    /// Makes the row current and the only one selected, without scrolling.
    void setCurrentRow(int row);

    /// The first row of which more than a half is in sight; -1 when there is none.
    int firstVisibleRow() const;

    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;
    void keyboardSearch(const QString& search) override;
    void reset() override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void opened(const QModelIndex& index);
    void peekStarted(const QModelIndex& index);
    void peekEnded();
    void currentRowChanged(int row);

    /// Ctrl and the wheel: +1 larger, -1 smaller.
    void sizeStepped(int step);

  protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex& index) const override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool viewportEvent(QEvent* event) override;

  private:
    struct Rows {
        int first = 0;
        int last = -1;
    };

    int count() const;
    void layOut();
    QRect tileRect(int row) const;  ///< in the viewport
    Rows rowsIn(const QRect& area) const;
    int stepFor(int key) const;  ///< rows that a key moves by; 0: no such key
    void moveTo(int row, bool isRange);
    void selectRange(int from, int to);
    void hoverOver(const QModelIndex& index);
    void endPeek();
    void updateTilesOf(const QString& hash);
    void keepVisiblePictures();

    PictureCache& pictures_;
    Flow flow_;
    TileMaker maker_;
    int pictureSide_ = 168;
    QSize tile_;
    int columns_ = 1;
    int askedSide_ = 0;  ///< device pixels; follows the layout when resizing pauses
    QTimer settle_;
    QPersistentModelIndex hovered_;
    int rangeStart_ = -1;
    bool isPeeking_ = false;
};

}  // namespace haberdash::ui
