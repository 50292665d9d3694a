// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/results_banner.h"

#include "ui/shell/theme.h"
#include "ui/widgets/labelled_slider.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace haberdash::ui {

ResultsBanner::ResultsBanner(QWidget* parent)
    : QFrame(parent),
      text_(new QLabel(this)),
      mix_(new LabelledSlider(tr("Mix of text and image"), tr("text"), tr("image"), this)),
      back_(new QPushButton(tr("Back to catalog"), this)) {
    setRole(this, "card");
    text_->setTextFormat(Qt::PlainText);
    text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QFont strong = text_->font();
    strong.setWeight(QFont::DemiBold);
    text_->setFont(strong);
    mix_->setRange(0, 100);
    mix_->setValue(50);
    mix_->setFixedWidth(scaled(220));
    back_->setToolTip(tr("Back to catalog (Esc)"));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(scaled(12), scaled(6), scaled(8), scaled(6));
    row->setSpacing(scaled(12));
    row->addWidget(text_, 1);
    row->addWidget(mix_);
    row->addWidget(back_);
    connect(mix_, &LabelledSlider::valueChanged, this, [this] { Q_EMIT mixChanged(mix()); });
    connect(back_, &QPushButton::clicked, this, &ResultsBanner::left);
}

void ResultsBanner::show(const QString& sentence, const bool hasMix) {
    sentence_ = sentence;
    text_->setToolTip(sentence);
    text_->setAccessibleName(sentence);
    mix_->setVisible(hasMix);
    setVisible(true);
    fitText();
}

void ResultsBanner::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    fitText();
}

void ResultsBanner::fitText() {
    layout()->activate();
    text_->setText(text_->fontMetrics().elidedText(sentence_, Qt::ElideRight, text_->width()));
}

double ResultsBanner::mix() const {
    return mix_->value() / 100.0;
}

}  // namespace haberdash::ui
