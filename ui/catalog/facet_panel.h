// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/facets.h"

#include <QScrollArea>

#include <array>
#include <optional>

namespace haberdash::ui {

class FacetSection;
class PriceFilter;

/// What the catalog can be narrowed by, with counts: seven facts and the price.
class FacetPanel : public QScrollArea {
    Q_OBJECT

  public:
    explicit FacetPanel(QWidget* parent = nullptr);

    /// Shows a page's counts and the filter's own price limits.
    void show(const CatalogPage& page, const CatalogFilter& filter);

    FacetSection* section(Fact fact) const { return sections_[static_cast<std::size_t>(fact)]; }

    PriceFilter* price() const { return price_; }

    QSize sizeHint() const override;

  Q_SIGNALS:
    void toggled(haberdash::Fact fact, const QString& value);
    void priceChosen(std::optional<double> low, std::optional<double> high);

  private:
    std::array<FacetSection*, kFacts.size()> sections_{};
    PriceFilter* price_;
};

}  // namespace haberdash::ui
