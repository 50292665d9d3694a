// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

namespace haberdash::ui {

/// A spin box that shows 0.00001 as it would be typed, whatever its size, and steps by a tenth of
/// the present magnitude.
class DecimalBox : public QDoubleSpinBox {
    Q_OBJECT

  public:
    explicit DecimalBox(QWidget* parent = nullptr);

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
};

}  // namespace haberdash::ui
