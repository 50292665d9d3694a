// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace haberdash::ui {

/// A popup in which words narrow a list: a field above, the rows below. The arrow keys go over the
/// rows while the field has the focus, Enter or a click takes one. A subclass fills the list and
/// says what a row is; rows without flags (headings, hints) are stepped over.
class SearchPopup : public QFrame {
    Q_OBJECT

  public:
    /// Shows it below a widget, with an empty search.
    void popUp(QWidget* below);

    void setWords(const QString& words);

    QLineEdit* field() const { return field_; }

    QListWidget* list() const { return list_; }

  protected:
    /// `size` in pixels at 100 %.
    SearchPopup(QSize size, QWidget* parent);

    virtual void fill(const QString& words) = 0;
    virtual void takeCurrent() = 0;

    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void step(int by);

    QSize size_;
    QLineEdit* field_;
    QListWidget* list_;
};

}  // namespace haberdash::ui
