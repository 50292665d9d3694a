// SPDX-License-Identifier: GPL-3.0-or-later

// How CatalogBrowser is put together.

#include "ui/catalog/catalog_browser.h"
#include "ui/catalog/catalog_model.h"
#include "ui/catalog/catalog_search.h"
#include "ui/catalog/facet_panel.h"
#include "ui/catalog/filter_bar.h"
#include "ui/catalog/peek_card.h"
#include "ui/catalog/results_banner.h"
#include "ui/pictures/tile_grid.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/empty_state.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSlider>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr int kSmallestTile = 96;
constexpr int kLargestTile = 320;
constexpr int kUsualTile = 168;
constexpr int kTileStep = 16;
constexpr int kFacetWidth = 236;
const QString kTileSetting = QStringLiteral("catalog/tileSize");

}  // namespace

CatalogBrowser::CatalogBrowser(Workspace& workspace, PictureCache& pictures, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      pictures_(pictures),
      model_(new CatalogModel(workspace, pictures, this)),
      finder_(new CatalogSearch(this)),
      search_(new QLineEdit(this)),
      order_(new QComboBox(this)),
      size_(new QSlider(Qt::Horizontal, this)),
      facets_(new FacetPanel(this)),
      filterBar_(new FilterBar(this)),
      banner_(new ResultsBanner(this)),
      stack_(new QStackedWidget(this)),
      grid_(new TileGrid(
          pictures,
          TileGrid::Flow::Grid,
          [this](const QModelIndex& index, const int side) {
              return model_->tile(index.row(), side);
          },
          this)),
      empty_(new EmptyState(this)),
      peek_(new PeekCard(pictures, this)) {
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeToolbar());
    column->addWidget(makeContent(), 1);
    banner_->hide();
    connectParts();
    setTileSize(QSettings().value(kTileSetting, kUsualTile).toInt());
}

QWidget* CatalogBrowser::makeToolbar() {
    search_->setPlaceholderText(tr("Search words, or drop a picture"));
    search_->setAccessibleName(tr("Search products"));
    search_->setClearButtonEnabled(true);
    search_->addAction(lineIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    search_->installEventFilter(this);
    order_->setAccessibleName(tr("Sort"));
    order_->setToolTip(tr("Sort"));
    order_->addItem(tr("Best match"), static_cast<int>(SortOrder::Relevance));
    order_->addItem(tr("Title"), static_cast<int>(SortOrder::Title));
    order_->addItem(tr("Price: low to high"), static_cast<int>(SortOrder::PriceUp));
    order_->addItem(tr("Price: high to low"), static_cast<int>(SortOrder::PriceDown));
    order_->addItem(tr("Newest"), static_cast<int>(SortOrder::Newest));
    size_->setAccessibleName(tr("Tile size"));
    size_->setToolTip(tr("Tile size (Ctrl + wheel)"));
    size_->setRange(kSmallestTile / kTileStep, kLargestTile / kTileStep);
    size_->setFixedWidth(scaled(110));
    auto* const bar = new QWidget(this);
    auto* const row = new QHBoxLayout(bar);
    row->setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(6));
    row->setSpacing(scaled(12));
    row->addWidget(search_, 1);
    auto* const sizeLabel = new QLabel(tr("Size"), bar);
    setRole(sizeLabel, "muted");
    sizeLabel->setBuddy(size_);
    row->addWidget(sizeLabel);
    row->addWidget(size_);
    row->addWidget(order_);
    return bar;
}

QWidget* CatalogBrowser::makeContent() {
    grid_->setAccessibleName(tr("Products"));
    grid_->setModel(model_);
    grid_->setContextMenuPolicy(Qt::CustomContextMenu);
    stack_->addWidget(grid_);
    stack_->addWidget(empty_);
    auto* const content = new QWidget(this);
    auto* const right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(filterBar_);
    auto* const bannerRow = new QHBoxLayout;
    bannerRow->setContentsMargins(scaled(16), 0, scaled(16), 0);
    bannerRow->addWidget(banner_);
    right->addLayout(bannerRow);
    right->addWidget(stack_, 1);
    facets_->setFixedWidth(scaled(kFacetWidth));
    auto* const row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(facets_);
    row->addLayout(right, 1);
    return content;
}

void CatalogBrowser::connectParts() {
    connect(search_, &QLineEdit::textChanged, this, &CatalogBrowser::wordsChanged);
    connect(finder_, &CatalogSearch::found, this, [this](const FoundItems& found) {
        takeFound(found.items);
    });
    connect(finder_, &CatalogSearch::failed, this, &CatalogBrowser::failed);
    connect(order_, &QComboBox::currentIndexChanged, this, [this] { refresh(Scroll::KeepPlace); });
    connect(size_, &QSlider::valueChanged, this, [this](const int value) {
        setTileSize(value * kTileStep);
    });
    connect(facets_, &FacetPanel::toggled, this, &CatalogBrowser::toggleValue);
    connect(facets_, &FacetPanel::priceChosen, this, &CatalogBrowser::setPrice);
    connect(filterBar_, &FilterBar::valueRemoved, this, &CatalogBrowser::toggleValue);
    connect(filterBar_, &FilterBar::priceRemoved, this, [this] { setPrice({}, {}); });
    connect(filterBar_, &FilterBar::cleared, this, &CatalogBrowser::clearFilters);
    connect(banner_, &ResultsBanner::left, this, &CatalogBrowser::leaveResults);
    connect(banner_, &ResultsBanner::mixChanged, this, &CatalogBrowser::mixChanged);
    connect(empty_, &EmptyState::actionTriggered, this, [this] { runEmptyAction(0); });
    connect(empty_, &EmptyState::secondActionTriggered, this, [this] { runEmptyAction(1); });
    connect(grid_, &TileGrid::opened, this, [this](const QModelIndex& index) {
        Q_EMIT opened(index.row());
    });
    connect(grid_, &TileGrid::currentRowChanged, this, &CatalogBrowser::takeSelection);
    connect(grid_, &TileGrid::peekStarted, this, &CatalogBrowser::peek);
    connect(grid_, &TileGrid::peekEnded, peek_, &QWidget::hide);
    connect(grid_, &TileGrid::sizeStepped, this, [this](const int step) {
        size_->setValue(size_->value() + step);
    });
    connect(grid_, &QWidget::customContextMenuRequested, this, [this](const QPoint& position) {
        Q_EMIT menuAsked(grid_->viewport()->mapToGlobal(position));
    });
    connect(&workspace_, &Workspace::selectionChanged, this, [this] {
        const std::optional<ItemId> item = workspace_.selection();
        const int row = item && item != currentItem() ? model_->rowOf(*item) : -1;
        if (row >= 0) {
            grid_->setCurrentRow(row);
            grid_->scrollTo(grid_->currentIndex());
        }
    });
}

void CatalogBrowser::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        facets_->setFixedWidth(scaled(kFacetWidth));
    }
}

void CatalogBrowser::setTileSize(const int side) {
    const int fitted = std::clamp(side, kSmallestTile, kLargestTile) / kTileStep;
    const QSignalBlocker blocker(size_);
    size_->setValue(fitted);
    grid_->setPictureSide(fitted * kTileStep);
    QSettings().setValue(kTileSetting, fitted * kTileStep);
}

}  // namespace haberdash::ui
