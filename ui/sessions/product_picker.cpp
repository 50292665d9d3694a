// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/product_picker.h"

#include "core/data/base/error.h"
#include "ui/convert.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr std::size_t kMostProducts = 50;

}  // namespace

ProductPicker::ProductPicker(Workspace& workspace, QWidget* parent)
    : QFrame(parent, Qt::Popup),
      workspace_(workspace),
      field_(new QLineEdit(this)),
      list_(new QListWidget(this)) {
    setRole(this, "popup");
    field_->setPlaceholderText(tr("Words of a product, or its id"));
    field_->setAccessibleName(tr("Find a product to add"));
    field_->setClearButtonEnabled(true);
    field_->installEventFilter(this);
    list_->setAccessibleName(tr("Products found"));
    list_->setFocusProxy(field_);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setWordWrap(true);
    setRole(list_, "plain");
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(8), scaled(8), scaled(8), scaled(8));
    column->addWidget(field_);
    column->addWidget(list_);
    connect(field_, &QLineEdit::textChanged, this, &ProductPicker::fill);
    connect(list_, &QListWidget::itemClicked, this, &ProductPicker::takeCurrent);
}

void ProductPicker::popUp(QWidget* below) {
    field_->clear();
    fill({});
    resize(scaled(360), scaled(360));
    const bool isRightToLeft = layoutDirection() == Qt::RightToLeft;
    move(below->mapToGlobal(isRightToLeft
                                ? QPoint(below->width() - width(), below->height() + scaled(4))
                                : QPoint(0, below->height() + scaled(4))));
    show();
    field_->setFocus(Qt::PopupFocusReason);
}

void ProductPicker::fill(const QString& words) {
    list_->clear();
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
                QStringLiteral("%1 · %2").arg(toQt(item.title), toQt(item.sku)), list_);
            row->setData(Qt::UserRole, static_cast<qlonglong>(raw(id)));
        }
    } catch (const Error& error) {
        new QListWidgetItem(toQt(error.what()), list_);
    }
    if (list_->count() == 0) {
        auto* const row =
            new QListWidgetItem(words.trimmed().isEmpty() ? tr("Type words that the product has.")
                                                          : tr("No product has these words."),
                                list_);
        row->setFlags(Qt::NoItemFlags);
    } else {
        list_->setCurrentRow(0);
    }
}

void ProductPicker::takeCurrent() {
    const QListWidgetItem* const row = list_->currentItem();
    const qlonglong item = row ? row->data(Qt::UserRole).toLongLong() : 0;
    if (item > 0) {
        hide();
        Q_EMIT chosen(item);
    }
}

bool ProductPicker::eventFilter(QObject* watched, QEvent* event) {
    if (watched == field_ && event->type() == QEvent::KeyPress) {
        const auto* const key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
            case Qt::Key_Return:
            case Qt::Key_Enter:
                takeCurrent();
                return true;
            case Qt::Key_Up:
            case Qt::Key_Down: {
                const int row = list_->currentRow() + (key->key() == Qt::Key_Down ? 1 : -1);
                list_->setCurrentRow(std::clamp(row, 0, std::max(0, list_->count() - 1)));
                return true;
            }
            case Qt::Key_PageUp:
            case Qt::Key_PageDown:
                QApplication::sendEvent(list_->viewport(), event);
                return true;
            default:
                break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace haberdash::ui
