// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/overlay.h"
#include "ui/shell/command_table.h"

class QGridLayout;
class QScrollArea;

namespace haberdash::ui {

/// A person's word for a scope: "Everywhere", "Catalog".
QString scopeName(Scope scope);

/// `?`: every key, by the place where it works.
class KeysOverlay : public Overlay {
    Q_OBJECT

  public:
    KeysOverlay(const CommandTable& commands, QWidget* window);

  protected:
    QWidget* firstFocus() override;

  private:
    void refill();

    const CommandTable& commands_;
    QScrollArea* area_;
};

}  // namespace haberdash::ui
