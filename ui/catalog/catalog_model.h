// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"
#include "ui/pictures/product_tile.h"

#include <QAbstractListModel>
#include <QCache>
#include <QHash>
#include <QString>

#include <vector>

namespace haberdash::ui {

class PictureCache;
class Workspace;

/// The products of a grid, in its order. Holds ids and reads a product when it comes into sight.
class CatalogModel : public QAbstractListModel {
    Q_OBJECT

  public:
    /// Both must outlive the model.
    CatalogModel(Workspace& workspace, PictureCache& pictures, QObject* parent = nullptr);

    /// Resets the model.
    void setItems(std::vector<ItemId> items);

    const std::vector<ItemId>& items() const { return items_; }

    ItemId itemAt(int row) const { return items_[static_cast<std::size_t>(row)]; }

    int rowOf(ItemId item) const;  ///< -1: not among them

    /// Words for the corner of some cards ("87 %"), until the next call.
    void setNotes(QHash<qint64, QString> notes);

    /// Forgets what was read of products: an import may have changed them.
    void forget();

    /// The card of a row, its picture asked in `side` device pixels.
    ProductTile tile(int row, int side) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    struct Row {
        QString title;
        QString brand;
        QString price;
        QString hash;
        PictureState state = PictureState::None;
    };

    const Row& row(int row) const;

    Workspace& workspace_;
    PictureCache& pictures_;
    std::vector<ItemId> items_;
    QHash<qint64, QString> notes_;
    mutable QCache<qint64, Row> rows_;
};

}  // namespace haberdash::ui
