// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace haberdash::ui {

class Workspace;

/// A popup in which words find products; Enter takes one.
class ProductPicker : public QFrame {
    Q_OBJECT

  public:
    explicit ProductPicker(Workspace& workspace, QWidget* parent = nullptr);

    /// Shows it below a widget, with an empty search: then it offers the product that is selected
    /// in the window.
    void popUp(QWidget* below);

    QLineEdit* field() const { return field_; }

    QListWidget* list() const { return list_; }

  Q_SIGNALS:
    void chosen(qint64 item);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fill(const QString& words);
    void takeCurrent();

    Workspace& workspace_;
    QLineEdit* field_;
    QListWidget* list_;
};

}  // namespace haberdash::ui
