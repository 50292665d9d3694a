// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/catalog_model.h"

#include "ui/convert.h"
#include "ui/pictures/picture_cache.h"
#include "ui/pictures/tile_grid.h"
#include "ui/shell/workspace.h"

#include <QStringList>

#include <algorithm>
#include <memory>
#include <utility>

namespace haberdash::ui {

namespace {

constexpr int kRowsHeld = 4000;  // several screens of the smallest tiles

}  // namespace

CatalogModel::CatalogModel(Workspace& workspace, PictureCache& pictures, QObject* parent)
    : QAbstractListModel(parent), workspace_(workspace), pictures_(pictures), rows_(kRowsHeld) {
}

void CatalogModel::setItems(std::vector<ItemId> items) {
    beginResetModel();
    items_ = std::move(items);
    endResetModel();
}

int CatalogModel::rowOf(const ItemId item) const {
    const auto found = std::ranges::find(items_, item);
    return found == items_.end() ? -1 : static_cast<int>(found - items_.begin());
}

void CatalogModel::setNotes(QHash<qint64, QString> notes) {
    notes_ = std::move(notes);
}

void CatalogModel::forget() {
    rows_.clear();
}

ProductTile CatalogModel::tile(const int number, const int side) const {
    const Row& product = row(number);
    ProductTile tile{.title = product.title,
                     .brand = product.brand,
                     .price = product.price,
                     .badge = {},
                     .note = notes_.value(raw(itemAt(number))),
                     .picture = {}};
    fillPicture(tile, product.state, product.hash, side, pictures_);
    return tile;
}

int CatalogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(items_.size());
}

QVariant CatalogModel::data(const QModelIndex& index, const int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    switch (role) {
        case Qt::DisplayRole:
        case Qt::ToolTipRole:
            return row(index.row()).title;
        case kPictureHashRole:
            return row(index.row()).hash;
        case Qt::AccessibleTextRole: {
            const Row& product = row(index.row());
            QStringList words{product.title, product.brand, product.price};
            words.removeAll(QString());
            return words.join(QStringLiteral(", "));
        }
        default:
            return {};
    }
}

const CatalogModel::Row& CatalogModel::row(const int number) const {
    const ItemId id = itemAt(number);
    if (const Row* const held = rows_.object(raw(id)); held != nullptr) {
        return *held;
    }
    auto made = std::make_unique<Row>();
    if (workspace_.isOpen()) {
        try {
            const Item item = workspace_.items().item(id);
            *made = {.title = toQt(item.title),
                     .brand = toQt(item.brand),
                     .price = workspace_.priceText(item.price),
                     .hash = toQt(item.pictureHash),
                     .state = item.pictureState};
        } catch (const Error& error) {
            made->title = toQt(error.what());
        }
    }
    const Row& result = *made;
    rows_.insert(raw(id), made.release());
    return result;
}

}  // namespace haberdash::ui
