// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace haberdash::ui {

/// F1: the user guide of resources/guide, in the window's language where it is there.
class HelpDialog : public QDialog {
    Q_OBJECT

  public:
    explicit HelpDialog(QWidget* parent = nullptr);
};

}  // namespace haberdash::ui
