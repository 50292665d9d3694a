// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/search_popup.h"

namespace haberdash::ui {

class Workspace;

/// A popup in which words find products; without words it offers the product that is selected in
/// the window. Enter takes one.
class ProductPicker : public SearchPopup {
    Q_OBJECT

  public:
    explicit ProductPicker(Workspace& workspace, QWidget* parent = nullptr);

  Q_SIGNALS:
    void chosen(qint64 item);

  protected:
    void fill(const QString& words) override;
    void takeCurrent() override;

  private:
    Workspace& workspace_;
};

}  // namespace haberdash::ui
