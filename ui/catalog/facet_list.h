// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/facets.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <vector>

namespace haberdash::ui {

/// Values of one fact as rows: text, count (Qt::UserRole), the raw value (Qt::UserRole + 1), chosen
/// (Qt::CheckStateRole).
class FacetListModel : public QAbstractListModel {
    Q_OBJECT

  public:
    static constexpr int kCountRole = Qt::UserRole;
    static constexpr int kValueRole = Qt::UserRole + 1;

    using QAbstractListModel::QAbstractListModel;

    void setValues(std::vector<FacetValue> values);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    std::vector<FacetValue> values_;
};

/// Paints a value: box, swatch for colours, text, count at the far end.
class FacetDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    FacetDelegate(bool hasSwatches, QObject* parent);

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    bool hasSwatches_;
};

}  // namespace haberdash::ui
