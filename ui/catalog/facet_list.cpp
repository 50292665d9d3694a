// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/facet_list.h"

#include "ui/catalog/colour_names.h"
#include "ui/catalog/facet_section.h"
#include "ui/convert.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLocale>
#include <QPainter>

#include <utility>

namespace haberdash::ui {

void FacetListModel::setValues(std::vector<FacetValue> values) {
    // The focus of the list stays on its row: a reset would throw it out.
    const int before = rowCount();
    const int after = static_cast<int>(values.size());
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        values_.resize(values.size());
        endRemoveRows();
    } else if (after > before) {
        beginInsertRows({}, before, after - 1);
        values_.resize(values.size());
        endInsertRows();
    }
    values_ = std::move(values);
    if (after > 0) {
        Q_EMIT dataChanged(index(0), index(after - 1));
    }
}

int FacetListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(values_.size());
}

QVariant FacetListModel::data(const QModelIndex& index, const int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const FacetValue& value = values_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
        case Qt::ToolTipRole:
            return factValueText(toQt(value.value));
        case kValueRole:
            return toQt(value.value);
        case kCountRole:
            return static_cast<qulonglong>(value.count);
        case Qt::CheckStateRole:
            return value.isChosen ? Qt::Checked : Qt::Unchecked;
        case Qt::AccessibleTextRole:
            return value.isChosen
                       ? tr("%1, %n product(s), chosen", nullptr, static_cast<int>(value.count))
                             .arg(factValueText(toQt(value.value)))
                       : tr("%1, %n product(s)", nullptr, static_cast<int>(value.count))
                             .arg(factValueText(toQt(value.value)));
        default:
            return {};
    }
}

FacetDelegate::FacetDelegate(const bool hasSwatches, QObject* parent)
    : QStyledItemDelegate(parent), hasSwatches_(hasSwatches) {
}

QSize FacetDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {scaled(120), std::max(scaled(26), option.fontMetrics.height() + scaled(8))};
}

void FacetDelegate::paint(QPainter* painter,
                          const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    // The list itself is transparent, which would pass for dark.
    const ThemeColours& colours = coloursOf(QApplication::palette());
    const bool isMirrored = option.direction == Qt::RightToLeft;
    const bool isChosen = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    const QRect row = option.rect;
    const auto placed = [&](const int x, const int width, const int height) {
        const int top = row.top() + (row.height() - height) / 2;
        const int left = isMirrored ? row.right() + 1 - x - width : row.left() + x;
        return QRect(left, top, width, height);
    };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_MouseOver) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colours.raised);
        painter->drawRoundedRect(row, scaled(5), scaled(5));
    }
    const int side = scaled(15);
    const QRect box = placed(scaled(4), side, side);
    painter->setPen(QPen(isChosen ? colours.accent : colours.lineStrong, 1.2));
    painter->setBrush(isChosen ? colours.accent : colours.surface);
    painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), scaled(3), scaled(3));
    if (isChosen) {
        lineIcon(QStringLiteral("check"), colours.accentInk)
            .paint(painter, box.adjusted(1, 1, -1, -1));
    }
    int x = scaled(4) + side + scaled(8);
    if (hasSwatches_) {
        paintSwatch(*painter,
                    placed(x, side, side),
                    index.data(FacetListModel::kValueRole).toString(),
                    QApplication::palette());
        x += side + scaled(8);
    }
    const QString count = QLocale().toString(index.data(FacetListModel::kCountRole).toULongLong());
    const int countWidth = option.fontMetrics.horizontalAdvance(count);
    const int textWidth = row.width() - x - countWidth - scaled(14);
    painter->setPen(colours.ink);
    painter->drawText(
        placed(x, textWidth, row.height()),
        Qt::AlignVCenter | Qt::AlignAbsolute | (isMirrored ? Qt::AlignRight : Qt::AlignLeft),
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, textWidth));
    painter->setPen(colours.inkMuted);
    painter->drawText(placed(row.width() - countWidth - scaled(4), countWidth + 1, row.height()),
                      Qt::AlignVCenter | Qt::AlignHCenter,
                      count);
    const auto* const view = qobject_cast<const QAbstractItemView*>(option.widget);
    if (view != nullptr && view->hasFocus() && view->currentIndex() == index) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(colours.focus, 2));
        painter->drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), scaled(5), scaled(5));
    }
    painter->restore();
}

}  // namespace haberdash::ui
