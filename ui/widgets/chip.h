// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace haberdash::ui {

/// A rounded word that can be chosen (checkable) or taken away (removable: a click or Delete emits
/// removed()). As tall as a target must be.
class Chip : public QAbstractButton {
    Q_OBJECT

  public:
    explicit Chip(const QString& text, QWidget* parent = nullptr);

    void setRemovable(bool isRemovable);
    QSize sizeHint() const override;

    QSize minimumSizeHint() const override { return sizeHint(); }

  Q_SIGNALS:
    void removed();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    bool isRemovable_ = false;
};

}  // namespace haberdash::ui
