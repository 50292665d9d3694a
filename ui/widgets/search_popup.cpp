// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/search_popup.h"

#include "ui/shell/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace haberdash::ui {

SearchPopup::SearchPopup(const QSize size, QWidget* parent)
    : QFrame(parent, Qt::Popup),
      size_(size),
      field_(new QLineEdit(this)),
      list_(new QListWidget(this)) {
    setRole(this, "popup");
    field_->setClearButtonEnabled(true);
    field_->installEventFilter(this);
    list_->setFocusProxy(field_);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setWordWrap(true);
    setRole(list_, "plain");
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(8), scaled(8), scaled(8), scaled(8));
    column->addWidget(field_);
    column->addWidget(list_);
    connect(field_, &QLineEdit::textChanged, this, [this](const QString& words) { fill(words); });
    connect(list_, &QListWidget::itemClicked, this, [this] { takeCurrent(); });
}

void SearchPopup::popUp(QWidget* below) {
    field_->clear();
    fill({});
    resize(scaled(size_.width()), scaled(size_.height()));
    const bool isRightToLeft = layoutDirection() == Qt::RightToLeft;
    move(below->mapToGlobal(
        QPoint(isRightToLeft ? below->width() - width() : 0, below->height() + scaled(4))));
    show();
    field_->setFocus(Qt::PopupFocusReason);
}

void SearchPopup::setWords(const QString& words) {
    field_->setText(words);
}

void SearchPopup::step(const int by) {
    int row = list_->currentRow() + by;
    while (row >= 0 && row < list_->count() && list_->item(row)->flags() == Qt::NoItemFlags) {
        row += by;
    }
    if (row >= 0 && row < list_->count()) {
        list_->setCurrentRow(row);
    }
}

bool SearchPopup::eventFilter(QObject* watched, QEvent* event) {
    if (watched != field_ || event->type() != QEvent::KeyPress) {
        return QFrame::eventFilter(watched, event);
    }
    switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            takeCurrent();
            return true;
        case Qt::Key_Up:
            step(-1);
            return true;
        case Qt::Key_Down:
            step(1);
            return true;
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QApplication::sendEvent(list_->viewport(), event);
            return true;
        default:
            return QFrame::eventFilter(watched, event);
    }
}

}  // namespace haberdash::ui
