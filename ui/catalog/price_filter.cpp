// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/price_filter.h"

#include "ui/shell/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>

#include <cmath>
#include <utility>

namespace haberdash::ui {

namespace {

std::optional<double> amountOf(const QLineEdit* field) {
    bool isNumber = false;
    const QString text = field->text().trimmed();
    double amount = QLocale().toDouble(text, &isNumber);
    if (!isNumber) {
        amount = QLocale::c().toDouble(text, &isNumber);
    }
    return isNumber && std::isfinite(amount) && amount >= 0 ? std::optional(amount) : std::nullopt;
}

QString textOf(const std::optional<double> amount) {
    if (!amount) {
        return {};
    }
    const bool isWhole = std::floor(*amount) == *amount;
    return QLocale().toString(*amount, 'f', isWhole ? 0 : 2);
}

}  // namespace

PriceFilter::PriceFilter(QWidget* parent)
    : QWidget(parent), low_(new QLineEdit(this)), high_(new QLineEdit(this)) {
    auto* const heading = new QLabel(tr("Price"), this);
    QFont strong = heading->font();
    strong.setWeight(QFont::DemiBold);
    heading->setFont(strong);
    auto* const dash = new QLabel(QStringLiteral("–"), this);
    low_->setAccessibleName(tr("Lowest price"));
    high_->setAccessibleName(tr("Highest price"));
    auto* const grid = new QGridLayout(this);
    grid->setContentsMargins(scaled(6), 0, 0, 0);
    grid->setSpacing(scaled(6));
    grid->addWidget(heading, 0, 0, 1, 3);
    grid->addWidget(low_, 1, 0);
    grid->addWidget(dash, 1, 1);
    grid->addWidget(high_, 1, 2);
    connect(low_, &QLineEdit::editingFinished, this, &PriceFilter::apply);
    connect(high_, &QLineEdit::editingFinished, this, &PriceFilter::apply);
}

void PriceFilter::show(const std::optional<double> least,
                       const std::optional<double> most,
                       const std::optional<double> low,
                       const std::optional<double> high) {
    low_->setPlaceholderText(textOf(least));
    high_->setPlaceholderText(textOf(most));
    shownLow_ = low;
    shownHigh_ = high;
    if (!low_->hasFocus() || low != amountOf(low_)) {
        low_->setText(textOf(low));
    }
    if (!high_->hasFocus() || high != amountOf(high_)) {
        high_->setText(textOf(high));
    }
    setVisible(least.has_value() || low.has_value() || high.has_value());
}

void PriceFilter::apply() {
    std::optional<double> low = amountOf(low_);
    std::optional<double> high = amountOf(high_);
    if (low && high && *low > *high) {
        std::swap(low, high);
    }
    if (low != shownLow_ || high != shownHigh_) {
        Q_EMIT chosen(low, high);
    }
}

}  // namespace haberdash::ui
