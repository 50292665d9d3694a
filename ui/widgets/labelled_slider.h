// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QSlider;

namespace haberdash::ui {

/// A slider between two words: text [----|--] image.
class LabelledSlider : public QWidget {
    Q_OBJECT

  public:
    /// `name` is the accessible name.
    LabelledSlider(const QString& name,
                   const QString& low,
                   const QString& high,
                   QWidget* parent = nullptr);

    void setRange(int low, int high);
    void setValue(int value);
    int value() const;

    QSlider* slider() const { return slider_; }

  Q_SIGNALS:
    void valueChanged(int value);

  private:
    QLabel* low_;
    QSlider* slider_;
    QLabel* high_;
};

}  // namespace haberdash::ui
