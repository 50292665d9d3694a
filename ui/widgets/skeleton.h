// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace haberdash::ui {

/// Stands where a view will be while the view is made: blank tiles in the rhythm of the catalog.
class Skeleton : public QWidget {
  public:
    using QWidget::QWidget;

  protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace haberdash::ui
