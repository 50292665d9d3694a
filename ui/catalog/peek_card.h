// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pictures/product_tile.h"

#include <QWidget>

namespace haberdash::ui {

/// The large picture of a product, laid over its parent while a key is held.
class PeekCard : public QWidget {
    Q_OBJECT

  public:
    /// `pictures` must outlive it.
    PeekCard(PictureCache& pictures, QWidget* parent);

    /// Shows the picture in the middle of the parent, with the title under it.
    void open(const ProductTile& tile, const QString& hash);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    PictureCache& pictures_;
    ProductTile tile_;
    QString hash_;
};

}  // namespace haberdash::ui
