// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/narrow_box.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QScreen>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolTip>

#include <algorithm>

namespace haberdash::ui {

NarrowBox::NarrowBox(const int letters, QWidget* parent) : QComboBox(parent) {
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(letters);
}

void NarrowBox::showPopup() {
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    const int room = screen()->availableGeometry().width() / 2;
    view()->setMinimumWidth(std::min(room, view()->sizeHintForColumn(0) + 2 * bar));
    QComboBox::showPopup();
}

QString NarrowBox::shownText() const {
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect room =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    const int icon = option.currentIcon.isNull() ? 0 : option.iconSize.width() + 4;
    return fontMetrics().elidedText(option.currentText, Qt::ElideRight, room.width() - icon - 2);
}

void NarrowBox::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    option.currentText = shownText();
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

bool NarrowBox::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && shownText() != currentText()) {
        const QString tip = toolTip();
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(),
                           tip.isEmpty() ? currentText() : tip + QLatin1Char('\n') + currentText(),
                           this);
        return true;
    }
    return QComboBox::event(event);
}

}  // namespace haberdash::ui
