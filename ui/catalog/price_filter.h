// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;

namespace haberdash::ui {

/// "Price [from] – [to]": two fields whose placeholders tell the range of what is shown. Enter or
/// leaving the field applies; an empty field is no limit.
class PriceFilter : public QWidget {
    Q_OBJECT

  public:
    explicit PriceFilter(QWidget* parent = nullptr);

    void show(std::optional<double> least,
              std::optional<double> most,
              std::optional<double> low,
              std::optional<double> high);

    QLineEdit* lowField() const { return low_; }

    QLineEdit* highField() const { return high_; }

  Q_SIGNALS:
    void chosen(std::optional<double> low, std::optional<double> high);

  private:
    void apply();

    QLineEdit* low_;
    QLineEdit* high_;
    std::optional<double> shownLow_;
    std::optional<double> shownHigh_;
};

}  // namespace haberdash::ui
