// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/facets.h"

#include <QWidget>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;

namespace haberdash::ui {

class Chip;
class FlowLayout;

/// "812 of 44,072 products", what it is narrowed to as chips that can be taken away, and "Clear
/// filters".
class FilterBar : public QWidget {
    Q_OBJECT

  public:
    explicit FilterBar(QWidget* parent = nullptr);

    void setCount(std::size_t shown, std::size_t all);

    /// `priceText` words a price limit.
    void setFilter(const CatalogFilter& filter, const std::function<QString(double)>& priceText);

    QLabel* count() const { return count_; }

    QPushButton* clearButton() const { return clear_; }

    std::vector<Chip*> chips() const { return chips_; }

  Q_SIGNALS:
    void valueRemoved(haberdash::Fact fact, const QString& value);
    void priceRemoved();
    void cleared();

  private:
    Chip* addChip(const QString& text);
    void removeChips();

    QLabel* count_;
    QPushButton* clear_;
    FlowLayout* flow_;
    std::vector<Chip*> chips_;
};

}  // namespace haberdash::ui
