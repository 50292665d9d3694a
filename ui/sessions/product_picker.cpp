// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/product_picker.h"

#include "core/data/base/error.h"
#include "ui/convert.h"
#include "ui/shell/workspace.h"

#include <QLineEdit>
#include <QListWidget>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr std::size_t kMostProducts = 50;

}  // namespace

ProductPicker::ProductPicker(Workspace& workspace, QWidget* parent)
    : SearchPopup({360, 360}, parent), workspace_(workspace) {
    field()->setPlaceholderText(tr("Words of a product, or its id"));
    field()->setAccessibleName(tr("Find a product to add"));
    list()->setAccessibleName(tr("Products found"));
}

void ProductPicker::fill(const QString& words) {
    list()->clear();
    if (!workspace_.isOpen()) {
        return;
    }
    std::vector<ItemId> found;
    try {
        if (words.trimmed().isEmpty()) {
            if (const std::optional<ItemId> selected = workspace_.selection()) {
                found.push_back(*selected);
            }
        } else {
            if (const auto exact = workspace_.items().idOfSku(fromQt(words.trimmed()))) {
                found.push_back(*exact);
            }
            for (const ItemId item : workspace_.items().search(fromQt(words), kMostProducts)) {
                if (std::ranges::find(found, item) == found.end()) {
                    found.push_back(item);
                }
            }
        }
        for (const ItemId id : found) {
            const Item item = workspace_.items().item(id);
            auto* const row = new QListWidgetItem(
                QStringLiteral("%1 · %2").arg(toQt(item.title), toQt(item.sku)), list());
            row->setData(Qt::UserRole, static_cast<qlonglong>(raw(id)));
        }
    } catch (const Error& error) {
        new QListWidgetItem(toQt(error.what()), list());
    }
    if (list()->count() == 0) {
        auto* const row =
            new QListWidgetItem(words.trimmed().isEmpty() ? tr("Type words that the product has.")
                                                          : tr("No product has these words."),
                                list());
        row->setFlags(Qt::NoItemFlags);
    } else {
        list()->setCurrentRow(0);
    }
}

void ProductPicker::takeCurrent() {
    const QListWidgetItem* const row = list()->currentItem();
    const qlonglong item = row ? row->data(Qt::UserRole).toLongLong() : 0;
    if (item > 0) {
        hide();
        Q_EMIT chosen(item);
    }
}

}  // namespace haberdash::ui
