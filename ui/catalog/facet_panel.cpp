// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/facet_panel.h"

#include "ui/catalog/facet_section.h"
#include "ui/catalog/price_filter.h"
#include "ui/shell/theme.h"

#include <QVBoxLayout>

namespace haberdash::ui {

FacetPanel::FacetPanel(QWidget* parent) : QScrollArea(parent), price_(new PriceFilter(this)) {
    setAccessibleName(tr("Filters"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* const inside = new QWidget(this);
    auto* const column = new QVBoxLayout(inside);
    column->setContentsMargins(scaled(12), scaled(8), scaled(8), scaled(12));
    column->setSpacing(scaled(10));
    for (const Fact fact : kFacts) {
        auto* const made = new FacetSection(fact, inside);
        sections_[static_cast<std::size_t>(fact)] = made;
        column->addWidget(made);
        connect(made, &FacetSection::toggled, this, &FacetPanel::toggled);
        if (fact == Fact::Colour) {
            column->addWidget(price_);
        }
    }
    connect(price_, &PriceFilter::chosen, this, &FacetPanel::priceChosen);
    column->addStretch(1);
    setWidget(inside);
    viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
}

void FacetPanel::show(const CatalogPage& page, const CatalogFilter& filter) {
    for (const Fact fact : kFacts) {
        section(fact)->setValues(page.facets[static_cast<std::size_t>(fact)]);
    }
    price_->show(page.priceLow, page.priceHigh, filter.priceLow, filter.priceHigh);
}

QSize FacetPanel::sizeHint() const {
    return {scaled(232), scaled(400)};
}

}  // namespace haberdash::ui
