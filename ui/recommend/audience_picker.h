// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/workspace.h"

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace haberdash::ui {

/// A popup in which words narrow a list of personas and shoppers; Enter takes one.
class AudiencePicker : public QFrame {
    Q_OBJECT

  public:
    explicit AudiencePicker(Workspace& workspace, QWidget* parent = nullptr);

    /// Shows it below a widget, with an empty search.
    void popUp(QWidget* below);

    void setWords(const QString& words);

    QListWidget* list() const { return list_; }

    QLineEdit* field() const { return field_; }

  Q_SIGNALS:
    void chosen(const haberdash::ui::Audience& audience);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fill(const QString& words);
    void addRow(const Audience& audience, const QString& icon, const QString& text);
    void addHeading(const QString& text);
    void takeCurrent();

    Workspace& workspace_;
    QLineEdit* field_;
    QListWidget* list_;
    std::vector<Audience> rows_;
};

}  // namespace haberdash::ui
