// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/filter_bar.h"

#include "ui/catalog/facet_section.h"
#include "ui/convert.h"
#include "ui/shell/theme.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace haberdash::ui {

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent),
      count_(new QLabel(this)),
      clear_(new QPushButton(tr("Clear filters"), this)),
      flow_(new FlowLayout(this)) {
    count_->setAccessibleName(tr("Number of products"));
    count_->setMinimumHeight(scaled(28));
    setRole(count_, "muted");
    setRole(clear_, "quiet");
    clear_->hide();
    flow_->setContentsMargins(scaled(16), scaled(2), scaled(16), scaled(4));
    flow_->addWidget(count_);
    flow_->addWidget(clear_);
    connect(clear_, &QPushButton::clicked, this, &FilterBar::cleared);
}

void FilterBar::setCount(const std::size_t shown, const std::size_t all) {
    const QLocale locale;
    const QString total = locale.toString(static_cast<qulonglong>(all));
    count_->setText(
        shown == all ? tr("%1 products").arg(total)
                     : tr("%1 of %2").arg(locale.toString(static_cast<qulonglong>(shown)), total));
}

void FilterBar::setFilter(const CatalogFilter& filter,
                          const std::function<QString(double)>& priceText) {
    removeChips();
    for (const Fact fact : kFacts) {
        for (const std::string& value : filter.values[static_cast<std::size_t>(fact)]) {
            const QString words = toQt(value);
            const Chip* const chip =
                addChip(tr("%1: %2", "fact and value").arg(factText(fact), factValueText(words)));
            connect(chip, &Chip::removed, this, [this, fact, words] {
                Q_EMIT valueRemoved(fact, words);
            });
        }
    }
    if (filter.priceLow || filter.priceHigh) {
        const QString low = filter.priceLow ? priceText(*filter.priceLow) : QString();
        const QString high = filter.priceHigh ? priceText(*filter.priceHigh) : QString();
        const Chip* const chip = addChip(high.isEmpty()  ? tr("From %1").arg(low)
                                         : low.isEmpty() ? tr("Up to %1").arg(high)
                                                         : tr("%1 to %2", "prices").arg(low, high));
        connect(chip, &Chip::removed, this, &FilterBar::priceRemoved);
    }
    clear_->setVisible(!chips_.empty());
    // The button stays behind the chips.
    flow_->removeWidget(clear_);
    flow_->addWidget(clear_);
    updateGeometry();
}

Chip* FilterBar::addChip(const QString& text) {
    auto* const chip = new Chip(text, this);
    chip->setRemovable(true);
    flow_->addWidget(chip);
    chips_.push_back(chip);
    chip->show();
    return chip;
}

void FilterBar::removeChips() {
    for (Chip* const chip : chips_) {
        flow_->removeWidget(chip);
        chip->hide();
        chip->deleteLater();  // it may be the one whose signal is being handled
    }
    chips_.clear();
}

}  // namespace haberdash::ui
