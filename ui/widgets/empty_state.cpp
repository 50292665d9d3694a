// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace haberdash::ui {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent),
      picture_(new QLabel(this)),
      title_(new QLabel(this)),
      sentence_(new QLabel(this)),
      action_(new QPushButton(this)),
      second_(new QPushButton(this)) {
    title_->setTextFormat(Qt::PlainText);
    sentence_->setTextFormat(Qt::PlainText);
    sentence_->setWordWrap(true);
    sentence_->setAlignment(Qt::AlignHCenter);
    sentence_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    fitSentence();
    setRole(title_, "heading");
    setRole(sentence_, "muted");
    setRole(action_, "primary");
    action_->hide();
    second_->hide();
    auto* column = new QVBoxLayout(this);
    column->setSpacing(scaled(8));
    column->addStretch(2);
    column->addWidget(picture_, 0, Qt::AlignHCenter);
    column->addSpacing(scaled(8));
    column->addWidget(title_, 0, Qt::AlignHCenter);
    // Not aligned in the column: a wrapped label that is aligned there gets the height of one line.
    auto* const words = new QHBoxLayout;
    words->addStretch(1);
    words->addWidget(sentence_, 100);
    words->addStretch(1);
    column->addLayout(words);
    column->addSpacing(scaled(8));
    column->addWidget(action_, 0, Qt::AlignHCenter);
    column->addWidget(second_, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(action_, &QPushButton::clicked, this, &EmptyState::actionTriggered);
    connect(second_, &QPushButton::clicked, this, &EmptyState::secondActionTriggered);
}

void EmptyState::set(const QString& iconName,
                     const QString& title,
                     const QString& sentence,
                     const QString& action) {
    iconName_ = iconName;
    title_->setText(title);
    sentence_->setText(sentence);
    sentence_->setVisible(!sentence.isEmpty());
    action_->setText(action);
    action_->setVisible(!action.isEmpty());
    second_->hide();
    setFocusProxy(action_);
    updatePicture();
}

void EmptyState::setSecondAction(const QString& action) {
    second_->setText(action);
    second_->setVisible(!action.isEmpty());
}

void EmptyState::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        fitSentence();
        updatePicture();
    }
    QWidget::changeEvent(event);
}

void EmptyState::fitSentence() {
    sentence_->setMinimumWidth(scaled(200));
    sentence_->setMaximumWidth(scaled(440));
}

void EmptyState::updatePicture() {
    const int side = scaled(56);
    picture_->setPixmap(lineIcon(iconName_, coloursOf(palette()).stitch)
                            .pixmap(QSize(side, side), devicePixelRatioF()));
}

}  // namespace haberdash::ui
