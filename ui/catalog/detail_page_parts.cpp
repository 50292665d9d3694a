// SPDX-License-Identifier: GPL-3.0-or-later

// How DetailPage is put together.

#include "ui/catalog/catalog_model.h"
#include "ui/catalog/detail_page.h"
#include "ui/catalog/zoom_picture.h"
#include "ui/pictures/tile_grid.h"
#include "ui/shell/command_table.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/shell/view.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/labelled_slider.h"

#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace haberdash::ui {

namespace {

constexpr int kSimilarPicture = 112;
constexpr double kZoomStep = 1.25;

QToolButton* zoomButton(const QString& iconName, const QString& name, QWidget* parent) {
    auto* const button = new QToolButton(parent);
    button->setIcon(lineIcon(iconName));
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

// A button that does what a command does and says its key.
QPushButton* commandButton(QAction* action, QWidget* parent) {
    auto* const button = new QPushButton(parent);
    if (action != nullptr) {
        button->setText(action->text().remove(QLatin1Char('&')));
        button->setToolTip(action->toolTip());
        QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    }
    return button;
}

}  // namespace

DetailPage::DetailPage(const ViewContext& context, QWidget* parent)
    : QWidget(parent),
      context_(context),
      query_(new SimilarQuery(
          context.workspace, context.engine, QStringLiteral("catalog.detail"), this)),
      similarModel_(new CatalogModel(context.workspace, context.pictures, this)),
      position_(new QLabel(this)),
      previous_(new QPushButton(tr("Previous"), this)),
      next_(new QPushButton(tr("Next"), this)),
      picture_(new ZoomPicture(context.pictures, this)),
      zoomText_(new QLabel(this)),
      brand_(new QLabel(this)),
      title_(new QLabel(this)),
      price_(new QLabel(this)),
      text_(new QLabel(this)),
      wholeText_(new QToolButton(this)),
      facts_(new QFormLayout),
      origin_(new QLabel(this)),
      labelled_(new QLabel(this)),
      similar_(new TileGrid(
          context.pictures,
          TileGrid::Flow::Row,
          [this](const QModelIndex& index, const int side) {
              return similarModel_->tile(index.row(), side);
          },
          this)),
      mix_(new LabelledSlider(tr("Mix of text and image"), tr("text"), tr("image"), this)),
      similarNotice_(new QLabel(this)),
      similarAction_(new QPushButton(tr("Compute features"), this)) {
    setFocusProxy(picture_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(8));
    column->setSpacing(scaled(10));
    column->addWidget(makeTopBar());
    auto* const left = new QVBoxLayout;
    left->setSpacing(scaled(6));
    left->addWidget(picture_, 1);
    auto* const zoomRow = new QHBoxLayout;
    auto* const out = zoomButton(QStringLiteral("minus"), tr("Zoom out (−)"), this);
    auto* const in = zoomButton(QStringLiteral("plus"), tr("Zoom in (+)"), this);
    auto* const fit = new QPushButton(tr("Fit"), this);
    fit->setToolTip(tr("Fit (0)"));
    setRole(fit, "quiet");
    setRole(zoomText_, "muted");
    zoomText_->setAccessibleName(tr("Zoom of the picture"));
    zoomText_->setMinimumWidth(scaled(48));
    zoomText_->setAlignment(Qt::AlignCenter);
    zoomRow->addStretch(1);
    zoomRow->addWidget(out);
    zoomRow->addWidget(zoomText_);
    zoomRow->addWidget(in);
    zoomRow->addWidget(fit);
    zoomRow->addStretch(1);
    left->addLayout(zoomRow);
    auto* const middle = new QHBoxLayout;
    middle->setSpacing(scaled(20));
    middle->addLayout(left, 5);
    middle->addWidget(makeFacts(), 4);
    column->addLayout(middle, 1);
    column->addWidget(makeSimilar());
    connect(out, &QToolButton::clicked, picture_, [this] { picture_->zoomBy(1 / kZoomStep); });
    connect(in, &QToolButton::clicked, picture_, [this] { picture_->zoomBy(kZoomStep); });
    connect(fit, &QPushButton::clicked, picture_, &ZoomPicture::fit);
    connect(picture_, &ZoomPicture::zoomChanged, this, &DetailPage::updateZoomText);
    connect(&context_.workspace, &Workspace::labelsChanged, this, [this] {
        if (isVisible()) {
            showLabelled();
        }
    });
    connect(query_, &SimilarQuery::found, this, &DetailPage::showSimilar);
    connect(query_, &SimilarQuery::refused, this, [this](const QString& sentence) {
        similar_->hide();
        similarNotice_->setText(sentence);
        similarNotice_->show();
        similarAction_->show();
    });
}

void DetailPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        similar_->setFixedHeight(similar_->rowHeight() + scaled(8));
    }
}

QWidget* DetailPage::makeTopBar() {
    auto* const bar = new QWidget(this);
    auto* const back = new QPushButton(tr("Back"), bar);
    back->setToolTip(tr("Back to the grid (Esc)"));
    back->setIcon(lineIcon(isRightToLeft() ? QStringLiteral("chevron-right")
                                           : QStringLiteral("chevron-left")));
    previous_->setToolTip(tr("Previous product (←)"));
    next_->setToolTip(tr("Next product (→)"));
    setRole(position_, "muted");
    position_->setAccessibleName(tr("Place in the grid"));
    auto* const row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(scaled(8));
    row->addWidget(back);
    row->addStretch(1);
    row->addWidget(position_);
    row->addWidget(previous_);
    row->addWidget(next_);
    connect(back, &QPushButton::clicked, this, &DetailPage::left);
    connect(previous_, &QPushButton::clicked, this, [this] { Q_EMIT stepped(-1); });
    connect(next_, &QPushButton::clicked, this, [this] { Q_EMIT stepped(1); });
    return bar;
}

QWidget* DetailPage::makeFacts() {
    setRole(brand_, "overline");
    setRole(title_, "title");
    setRole(price_, "number");
    setRole(origin_, "muted");
    setRole(labelled_, "muted");
    for (QLabel* const label : {brand_, title_, price_, text_, labelled_, origin_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    wholeText_->setCheckable(true);
    setRole(wholeText_, "quiet");
    connect(wholeText_, &QToolButton::clicked, this, &DetailPage::showDescription);
    facts_->setHorizontalSpacing(scaled(20));
    facts_->setVerticalSpacing(scaled(6));
    facts_->setLabelAlignment(Qt::AlignLeading | Qt::AlignTop);
    facts_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto* const actions = new QHBoxLayout;
    QPushButton* const add =
        commandButton(context_.commands.action(QStringLiteral("catalog.addToSession")), this);
    setRole(add, "primary");
    actions->addWidget(add);
    actions->addWidget(
        commandButton(context_.commands.action(QStringLiteral("catalog.similar")), this));
    actions->addStretch(1);
    auto* const inside = new QWidget(this);
    auto* const column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, scaled(12), 0);
    column->setSpacing(scaled(8));
    column->addWidget(brand_);
    column->addWidget(title_);
    column->addWidget(price_);
    column->addLayout(actions);
    column->addSpacing(scaled(6));
    column->addWidget(text_);
    column->addWidget(wholeText_, 0, Qt::AlignLeading);
    column->addSpacing(scaled(6));
    column->addLayout(facts_);
    column->addSpacing(scaled(6));
    column->addWidget(labelled_);
    column->addWidget(origin_);
    column->addStretch(1);
    auto* const area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("Facts about the product"));
    area->setWidget(inside);
    area->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    return area;
}

QWidget* DetailPage::makeSimilar() {
    auto* const part = new QWidget(this);
    auto* const heading = new QLabel(tr("Similar products"), part);
    setRole(heading, "heading");
    mix_->setRange(0, 100);
    mix_->setValue(50);
    mix_->setFixedWidth(scaled(220));
    similarNotice_->setTextFormat(Qt::PlainText);
    similarNotice_->setWordWrap(true);
    setRole(similarNotice_, "muted");
    similarAction_->hide();
    similar_->setModel(similarModel_);
    similar_->setAccessibleName(tr("Similar products"));
    similar_->setPictureSide(kSimilarPicture);
    similar_->setFixedHeight(similar_->rowHeight() + scaled(8));
    auto* const top = new QHBoxLayout;
    top->addWidget(heading);
    top->addStretch(1);
    top->addWidget(mix_);
    auto* const notice = new QHBoxLayout;
    notice->addWidget(similarNotice_, 1);
    notice->addWidget(similarAction_);
    auto* const column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(scaled(2));
    column->addLayout(top);
    column->addLayout(notice);
    column->addWidget(similar_);
    connect(mix_, &LabelledSlider::valueChanged, this, &DetailPage::askSimilar);
    connect(similarAction_, &QPushButton::clicked, this, &DetailPage::featuresAsked);
    connect(similar_, &TileGrid::opened, this, [this](const QModelIndex& index) {
        Q_EMIT similarOpened(index.row());
    });
    return part;
}

}  // namespace haberdash::ui
