// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/overlay.h"

#include "ui/shell/theme.h"

#include <QApplication>
#include <QFrame>
#include <QGraphicsDropShadowEffect>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace haberdash::ui {

Overlay::Overlay(QWidget* window) : QWidget(window), panel_(new QFrame(this)) {
    setRole(panel_, "popup");
    setAttribute(Qt::WA_NoMousePropagation);
    hide();
    window->installEventFilter(this);
}

void Overlay::open() {
    if (isVisible()) {
        return;
    }
    before_ = QApplication::focusWidget();
    fit();
    show();
    raise();
    firstFocus()->setFocus(Qt::ShortcutFocusReason);
}

void Overlay::close() {
    if (!isVisible()) {
        return;
    }
    hide();
    if (before_) {
        before_->setFocus(Qt::OtherFocusReason);
    }
    Q_EMIT closed();
}

void Overlay::setPanelWidth(const int pixels) {
    panelWidth_ = pixels;
}

void Overlay::fit() {
    setGeometry(parentWidget()->rect());
    const int margin = scaled(24);
    const int width = std::min(scaled(panelWidth_), parentWidget()->width() - 2 * margin);
    panel_->setFixedWidth(width);
    panel_->setMaximumHeight(std::max(scaled(160), height() - 2 * margin));
    panel_->adjustSize();
    const int tallest = height() - 2 * margin;
    panel_->resize(width, std::min(panel_->sizeHint().height(), tallest));
    panel_->move(
        (this->width() - width) / 2,
        std::clamp((height() - panel_->height()) / 4, 0, std::max(0, height() - panel_->height())));
}

void Overlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QColor dim = coloursOf(palette()).rail;
    dim.setAlpha(110);
    painter.fillRect(rect(), dim);
}

void Overlay::mousePressEvent(QMouseEvent*) {
    close();
}

void Overlay::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    event->accept();  // nothing behind the panel reacts
}

bool Overlay::focusNextPrevChild(const bool isNext) {
    // Stays inside the panel: a round of those children that take the focus.
    QList<QWidget*> round;
    for (QWidget* const child : panel_->findChildren<QWidget*>()) {
        if (child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus)) {
            round << child;
        }
    }
    if (round.isEmpty()) {
        return true;
    }
    const qsizetype here = std::max<qsizetype>(0, round.indexOf(QApplication::focusWidget()));
    const qsizetype next = (here + (isNext ? 1 : round.size() - 1)) % round.size();
    round[next]->setFocus(isNext ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

bool Overlay::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        fit();
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace haberdash::ui
