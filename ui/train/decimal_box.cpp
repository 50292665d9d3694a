// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/decimal_box.h"

#include "core/data/base/numbers.h"
#include "ui/convert.h"

namespace haberdash::ui {

namespace {

constexpr int kDecimals = 9;

}  // namespace

DecimalBox::DecimalBox(QWidget* parent) : QDoubleSpinBox(parent) {
    setDecimals(kDecimals);
    setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
}

QString DecimalBox::textFromValue(const double value) const {
    return toQt(toText(value));
}

double DecimalBox::valueFromText(const QString& text) const {
    return parseDecimal(fromQt(text.trimmed())).value_or(value());
}

QValidator::State DecimalBox::validate(QString& text, int&) const {
    const auto typed = parseDecimal(fromQt(text.trimmed()));
    if (typed) {
        return *typed >= minimum() && *typed <= maximum() ? QValidator::Acceptable
                                                          : QValidator::Intermediate;
    }
    for (const QChar letter : std::as_const(text)) {
        if (!QStringLiteral("0123456789.eE+-").contains(letter)) {
            return QValidator::Invalid;
        }
    }
    return QValidator::Intermediate;
}

}  // namespace haberdash::ui
