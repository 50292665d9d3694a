// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace haberdash::ui {

/// A choice about as wide as so many letters, whatever it holds: a longer one ends in "…", and is
/// whole in the list, which is as wide as it needs, and in the tool tip, below the box's own.
class NarrowBox : public QComboBox {
    Q_OBJECT

  public:
    explicit NarrowBox(int letters, QWidget* parent = nullptr);

    void showPopup() override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    /// What of the choice there is room for.
    QString shownText() const;
};

}  // namespace haberdash::ui
