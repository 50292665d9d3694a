// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/rail.h"

#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QAbstractButton>
#include <QEvent>
#include <QKeyEvent>
#include <QKeySequence>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

class RailButton : public QAbstractButton {
  public:
    RailButton(QString id, const QString& title, QString iconName, QWidget* parent)
        : QAbstractButton(parent), id_(std::move(id)), iconName_(std::move(iconName)) {
        setText(title);
        setAccessibleName(title);
        setCheckable(true);
        setAutoExclusive(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
    }

    const QString& id() const { return id_; }

    QSize sizeHint() const override { return {scaled(92), scaled(68)}; }

  protected:
    void paintEvent(QPaintEvent*) override {
        const ThemeColours& colours = coloursOf(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF body = QRectF(rect()).adjusted(6, 3, -6, -3);
        QColor ground = colours.railInk;
        ground.setAlphaF(isChecked() ? 0.16F : underMouse() ? 0.08F : 0.0F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(body, scaled(8), scaled(8));
        if (isChecked()) {
            const int width = scaled(3);
            const int x = layoutDirection() == Qt::RightToLeft ? this->width() - width : 0;
            painter.fillRect(QRect(x, scaled(12), width, height() - scaled(24)), colours.stitch);
        }
        if (hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(QColor(0x8F, 0xBD, 0xF7), 2));
            painter.drawRoundedRect(body, scaled(8), scaled(8));
        }
        const QColor ink = isChecked() || underMouse() ? colours.railInk : colours.railMuted;
        QFont small = font();
        small.setPointSizeF(small.pointSizeF() * 0.92);
        small.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
        const QFontMetrics metrics(small);
        // Where large type and a notice leave little height the picture shrinks, then goes: the
        // words are what names the view.
        const int room = height() - scaled(10) - metrics.height();
        const int side = room < scaled(12) ? 0 : std::min(room - scaled(2), scaled(24));
        const int gap = side == 0 ? 0 : std::min(room - side, scaled(5));
        const int top = (height() - side - gap - metrics.height()) / 2;
        if (side > 0) {
            lineIcon(iconName_, ink).paint(&painter, QRect((width() - side) / 2, top, side, side));
        }
        painter.setFont(small);
        painter.setPen(ink);
        const QRect words(scaled(4), top + side + gap, width() - scaled(8), metrics.height());
        painter.drawText(words,
                         Qt::AlignHCenter | Qt::AlignVCenter,
                         metrics.elidedText(text(), Qt::ElideRight, words.width()));
    }

  private:
    QString id_;
    QString iconName_;
};

Rail::Rail(QWidget* parent) : QWidget(parent), column_(new QVBoxLayout(this)) {
    setAccessibleName(tr("Views"));
    column_->setContentsMargins(0, scaled(10), 0, scaled(10));
    column_->setSpacing(scaled(2));
    column_->addStretch(1);
    fit();
}

void Rail::add(const QString& id, const QString& title, const QString& iconName, const int number) {
    auto* const button = new RailButton(id, title, iconName, this);
    const QKeySequence keys(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number));
    button->setToolTip(tr("%1 (%2)").arg(title, keys.toString(QKeySequence::NativeText)));
    column_->insertWidget(static_cast<int>(buttons_.size()), button);
    buttons_.push_back(button);
    connect(
        button, &QAbstractButton::clicked, this, [this, button] { Q_EMIT chosen(button->id()); });
}

void Rail::setCurrent(const QString& id) {
    for (RailButton* const button : buttons_) {
        if (button->id() == id) {
            button->setChecked(true);
        }
    }
}

void Rail::paintEvent(QPaintEvent*) {
    const ThemeColours& colours = coloursOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.rail);
    // A running stitch along the inner edge: the seam between the rail and the work.
    QPen thread(colours.stitch, 1.5, Qt::CustomDashLine, Qt::RoundCap);
    thread.setDashPattern({4.0, 4.0});
    painter.setPen(thread);
    const int x = layoutDirection() == Qt::RightToLeft ? 3 : width() - 4;
    painter.drawLine(x, 4, x, height() - 4);
}

void Rail::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        fit();
    }
    QWidget::changeEvent(event);
}

void Rail::fit() {
    setFixedWidth(scaled(96));
}

}  // namespace haberdash::ui
