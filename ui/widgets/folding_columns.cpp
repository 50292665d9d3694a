// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/folding_columns.h"

#include "ui/shell/theme.h"

#include <QResizeEvent>
#include <QSplitter>

#include <algorithm>

namespace haberdash::ui {

FoldingColumns::FoldingColumns(const int foldBelow, QWidget* parent)
    : QScrollArea(parent), foldBelow_(foldBelow), splitter_(new QSplitter(Qt::Horizontal)) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);  // its panels take the focus
    setWidgetResizable(true);
    setWidget(splitter_);
    splitter_->setChildrenCollapsible(false);
}

void FoldingColumns::add(QWidget* panel,
                         const int width,
                         const int height,
                         const bool isStretching) {
    panels_.push_back({panel, width, height});
    splitter_->addWidget(panel);
    splitter_->setStretchFactor(splitter_->count() - 1, isStretching ? 1 : 0);
    arrange(isFolded_);
}

void FoldingColumns::setHeight(const QWidget* panel, const int height) {
    std::ranges::find(panels_, panel, &Panel::widget)->height = height;
    if (isFolded_) {
        arrange(true);
    }
}

void FoldingColumns::resizeEvent(QResizeEvent* event) {
    const bool isNarrow = event->size().width() < scaled(foldBelow_);
    if (isNarrow != isFolded_) {
        arrange(isNarrow);
    }
    QScrollArea::resizeEvent(event);
}

void FoldingColumns::arrange(const bool isFolded) {
    isFolded_ = isFolded;
    splitter_->setOrientation(isFolded ? Qt::Vertical : Qt::Horizontal);
    QList<int> sizes;
    for (const Panel& panel : panels_) {
        panel.widget->setMinimumHeight(isFolded ? scaled(panel.height) : 0);
        sizes << scaled(isFolded ? panel.height : panel.width);
    }
    splitter_->setSizes(sizes);
}

}  // namespace haberdash::ui
