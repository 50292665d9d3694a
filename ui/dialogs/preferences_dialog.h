// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/settings.h"

#include <QDialog>

class QLabel;
class QTabWidget;
class QTreeWidget;

namespace haberdash::ui {

class CommandTable;
class EncodersPage;
class EngineClient;

/// Ctrl+,: what is changed here holds at once.
class PreferencesDialog : public QDialog {
    Q_OBJECT

  public:
    /// `project`: the folder of the open one; empty: none is open.
    PreferencesDialog(const Preferences& preferences,
                      CommandTable& commands,
                      EngineClient& engine,
                      const QString& project,
                      QWidget* parent = nullptr);

    /// Brings the page of the encoders to the front.
    void showEncoders();

  Q_SIGNALS:
    void changed(const haberdash::ui::Preferences& preferences);

  private:
    QWidget* appearancePage();
    QWidget* keysPage();
    void fillKeys();
    void remap(const QString& id, const QKeySequence& keys);

    Preferences preferences_;
    CommandTable& commands_;
    QTabWidget* tabs_;
    EncodersPage* encoders_;
    QTreeWidget* list_ = nullptr;
    QLabel* conflict_ = nullptr;
};

}  // namespace haberdash::ui
