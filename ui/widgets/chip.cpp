// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip.h"

#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace haberdash::ui {

Chip::Chip(const QString& text, QWidget* parent) : QAbstractButton(parent) {
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setRemovable(const bool isRemovable) {
    isRemovable_ = isRemovable;
    if (isRemovable) {
        setAccessibleDescription(tr("Press to take it away"));
        connect(this, &QAbstractButton::clicked, this, &Chip::removed, Qt::UniqueConnection);
    }
    updateGeometry();
}

QSize Chip::sizeHint() const {
    const int mark = isRemovable_ ? scaled(18) : 0;
    return {fontMetrics().horizontalAdvance(text()) + scaled(24) + mark, scaled(28)};
}

void Chip::paintEvent(QPaintEvent*) {
    const ThemeColours& colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isFilled = isChecked() || isRemovable_;
    QRectF body = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
    const double radius = body.height() / 2;
    painter.setPen(QPen(hasFocus() ? colours.focus
                        : isFilled ? colours.accent
                                   : colours.lineStrong,
                        hasFocus() ? 2.0 : 1.0));
    painter.setBrush(isFilled       ? colours.accentSoft
                     : underMouse() ? colours.raised
                                    : colours.surface);
    painter.drawRoundedRect(body, radius, radius);
    painter.setPen(isEnabled() ? colours.ink : colours.lineStrong);
    QRect words = rect().adjusted(scaled(12), 0, -scaled(12), 0);
    if (isRemovable_) {
        const int side = scaled(14);
        const bool isMirrored = layoutDirection() == Qt::RightToLeft;
        const QRect mark(
            isMirrored ? words.left() : words.right() - side, (height() - side) / 2, side, side);
        lineIcon(QStringLiteral("close")).paint(&painter, mark);
        words =
            isMirrored ? words.adjusted(scaled(18), 0, 0, 0) : words.adjusted(0, 0, -scaled(18), 0);
    }
    painter.drawText(words, Qt::AlignCenter, text());
}

void Chip::keyPressEvent(QKeyEvent* event) {
    const bool isRemoval = event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace;
    if (isRemovable_ && isRemoval) {
        Q_EMIT removed();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

}  // namespace haberdash::ui
