// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/replay_panel.h"

#include "ui/convert.h"
#include "ui/pictures/picture_cache.h"
#include "ui/pictures/product_tile.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr int kPictureSide = 84;  // five in a row beside five

}  // namespace

class ReplayPanel::Model : public QAbstractListModel {
  public:
    Model(Workspace& workspace, QObject* parent)
        : QAbstractListModel(parent), workspace_(workspace) {}

    void show(const ReplayedList& list, const QString& otherRun, const std::optional<ItemId> next) {
        const bool isSameSize = list.items.size() == rows_.size();
        if (!isSameSize) {
            beginResetModel();
        }
        rows_ = list.items;
        items_.clear();
        notes_.clear();
        next_ = next;
        for (const RankedItem& row : rows_) {
            items_.push_back(workspace_.items().item(row.item));
            notes_.push_back(otherRun.isEmpty() ? QString() : placeText(otherRun, row.otherRank));
        }
        if (!isSameSize) {
            endResetModel();
        } else if (!rows_.empty()) {
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        }
    }

    const RankedItem& ranked(const int row) const { return rows_[static_cast<std::size_t>(row)]; }

    const Item& item(const int row) const { return items_[static_cast<std::size_t>(row)]; }

    const QString& note(const int row) const { return notes_[static_cast<std::size_t>(row)]; }

    bool isNext(const int row) const { return next_ == ranked(row).item; }

    QString price(const int row) const { return workspace_.priceText(item(row).price); }

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(rows_.size());
    }

    QVariant data(const QModelIndex& index, const int role) const override {
        if (!index.isValid() || index.row() >= rowCount()) {
            return {};
        }
        const QString title = toQt(item(index.row()).title);
        if (role == Qt::DisplayRole) {
            return title;
        }
        if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
            QStringList parts{
                ReplayPanel::tr("Rank %1").arg(ranked(index.row()).rank),
                title,
                price(index.row()),
                note(index.row()),
                isNext(index.row()) ? ReplayPanel::tr("came next in the session") : QString()};
            parts.removeAll(QString());
            return parts.join(QStringLiteral(", "));
        }
        return {};
    }

  private:
    Workspace& workspace_;
    std::vector<RankedItem> rows_;
    std::vector<Item> items_;
    std::vector<QString> notes_;
    std::optional<ItemId> next_;
};

class ReplayPanel::Painter : public QStyledItemDelegate {
  public:
    Painter(Model& model, PictureCache& pictures, QObject* parent)
        : QStyledItemDelegate(parent), model_(model), pictures_(pictures) {}

    // As many columns as fit, and tiles as wide as the columns.
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        const auto* const list = qobject_cast<const QListView*>(option.widget);
        const int usual = productTileSize(scaled(kPictureSide), option.font).width();
        if (!list || list->viewport()->width() < usual) {
            return productTileSize(scaled(kPictureSide), option.font);
        }
        const int space = list->spacing();
        // The layout keeps room for a scroll bar, whether there is one or not.
        const int bar = list->style()->pixelMetric(
            QStyle::PM_ScrollBarExtent, nullptr, list->verticalScrollBar());
        const int width = list->maximumViewportSize().width() - bar - space - 2;
        int columns = std::max(1, (width + usual / 4) / (usual + space));
        if (const int all = model_.rowCount(); columns < all && width / all >= 3 * usual / 4) {
            columns = all;  // a little smaller, the whole list is one row
        }
        const int padding = productTileSize(0, option.font).width();
        return productTileSize(width / columns - space - padding, option.font);
    }

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setFont(option.font);
        const ThemeColours& colours = coloursOf(option.palette);
        const bool isFocused = (option.state & QStyle::State_HasFocus) != 0;
        const bool isNext = model_.isNext(index.row());
        if (isFocused || isNext || (option.state & QStyle::State_MouseOver)) {
            painter->setPen(isFocused ? QPen(colours.focus, 2)
                            : isNext  ? QPen(colours.good, 2)
                                      : QPen(Qt::NoPen));
            painter->setBrush(isNext ? colours.accentSoft : colours.raised);
            painter->drawRoundedRect(
                QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5), scaled(12), scaled(12));
        }
        const Item& item = model_.item(index.row());
        ProductTile tile{
            .title = toQt(item.title),
            .brand = toQt(item.brand),
            .badge = isNext ? ReplayPanel::tr("%1 · next").arg(model_.ranked(index.row()).rank)
                            : QString::number(model_.ranked(index.row()).rank),
            .note = model_.note(index.row())};
        const qreal ratio = painter->device()->devicePixelRatioF();
        fillPicture(tile,
                    item.pictureState,
                    toQt(item.pictureHash),
                    productPictureSide(option.rect, option.font, ratio),
                    pictures_);
        paintProductTile(*painter,
                         option.rect,
                         tile,
                         {.isMirrored = option.direction == Qt::RightToLeft},
                         option.palette);
        painter->restore();
    }

  private:
    Model& model_;
    PictureCache& pictures_;
};

ReplayPanel::ReplayPanel(Workspace& workspace, PictureCache& pictures, QWidget* parent)
    : QFrame(parent),
      title_(new QLabel),
      sentence_(new QLabel),
      grid_(new QListView),
      model_(new Model(workspace, this)) {
    setRole(this, "panel");
    setMinimumWidth(scaled(220));
    setRole(title_, "heading");
    title_->setWordWrap(true);
    title_->setTextFormat(Qt::PlainText);
    setRole(sentence_, "muted");
    sentence_->setWordWrap(true);
    sentence_->setTextFormat(Qt::PlainText);
    grid_->setModel(model_);
    grid_->setItemDelegate(new Painter(*model_, pictures, this));
    grid_->setViewMode(QListView::IconMode);
    grid_->setResizeMode(QListView::Adjust);
    grid_->setMovement(QListView::Static);
    grid_->setUniformItemSizes(true);
    grid_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    grid_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    grid_->setMouseTracking(true);
    grid_->setFrameShape(QFrame::NoFrame);
    grid_->setSpacing(scaled(2));
    grid_->installEventFilter(this);
    grid_->viewport()->installEventFilter(this);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(16), scaled(8), scaled(4), 0);
    column->setSpacing(scaled(4));
    column->addWidget(title_);
    column->addWidget(sentence_);
    column->addWidget(grid_, 1);
    connect(&pictures, &PictureCache::ready, grid_, [this] { grid_->viewport()->update(); });
    connect(grid_->selectionModel(),
            &QItemSelectionModel::currentChanged,
            this,
            [this](const QModelIndex& current) {
                if (const qint64 item = itemAt(current); item >= 0) {
                    Q_EMIT looked(item);
                }
            });
    connect(grid_, &QListView::clicked, this, [this](const QModelIndex& index) {
        Q_EMIT acted(itemAt(index));
    });
}

qint64 ReplayPanel::itemAt(const QModelIndex& index) const {
    return index.isValid() ? raw(model_->ranked(index.row()).item) : -1;
}

void ReplayPanel::show(const ReplayedList& list,
                       const QString& otherRun,
                       const std::optional<ItemId> next) {
    model_->show(list, otherRun, next);
    grid_->viewport()->update();
}

void ReplayPanel::clear() {
    model_->show({}, {}, std::nullopt);
    sentence_->clear();
}

void ReplayPanel::setTitle(const QString& title) {
    title_->setText(title);
    grid_->setAccessibleName(tr("What %1 ranks, best first").arg(title));
}

void ReplayPanel::setSentence(const QString& sentence) {
    sentence_->setText(sentence);
    grid_->setAccessibleDescription(sentence);
}

QListView* ReplayPanel::grid() const {
    return grid_;
}

QString ReplayPanel::sentence() const {
    return sentence_->text();
}

bool ReplayPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == grid_ && event->type() == QEvent::KeyPress) {
        const auto* const key = static_cast<QKeyEvent*>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers() == Qt::NoModifier && grid_->currentIndex().isValid()) {
            Q_EMIT acted(itemAt(grid_->currentIndex()));
            return true;
        }
    }
    if (event->type() == QEvent::ContextMenu) {
        const auto* const asked = static_cast<QContextMenuEvent*>(event);
        const QModelIndex at = asked->reason() == QContextMenuEvent::Mouse
                                   ? grid_->indexAt(asked->pos())
                                   : grid_->currentIndex();
        if (at.isValid()) {
            grid_->setCurrentIndex(at);
            Q_EMIT menuAsked(itemAt(at),
                             grid_->viewport()->mapToGlobal(grid_->visualRect(at).center()));
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void ReplayPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        setMinimumWidth(scaled(220));
        grid_->setSpacing(scaled(2));
    }
    QFrame::changeEvent(event);
}

}  // namespace haberdash::ui
