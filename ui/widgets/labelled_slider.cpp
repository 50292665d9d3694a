// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labelled_slider.h"

#include "ui/shell/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>

namespace haberdash::ui {

LabelledSlider::LabelledSlider(const QString& name,
                               const QString& low,
                               const QString& high,
                               QWidget* parent)
    : QWidget(parent),
      low_(new QLabel(low, this)),
      slider_(new QSlider(Qt::Horizontal, this)),
      high_(new QLabel(high, this)) {
    slider_->setAccessibleName(name);
    slider_->setAccessibleDescription(tr("From %1 to %2").arg(low, high));
    slider_->setToolTip(name);
    slider_->setMinimumWidth(scaled(96));
    setRole(low_, "muted");
    setRole(high_, "muted");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(scaled(8));
    row->addWidget(low_);
    row->addWidget(slider_, 1);
    row->addWidget(high_);
    setFocusProxy(slider_);
    connect(slider_, &QSlider::valueChanged, this, &LabelledSlider::valueChanged);
}

void LabelledSlider::setRange(const int low, const int high) {
    slider_->setRange(low, high);
}

void LabelledSlider::setValue(const int value) {
    slider_->setValue(value);
}

int LabelledSlider::value() const {
    return slider_->value();
}

}  // namespace haberdash::ui
