// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace haberdash::ui {

/// One sentence across the top of a view or window, with one action and a way to close it. Never
/// takes the focus. A later sentence replaces an earlier one.
class NoticeBar : public QFrame {
    Q_OBJECT

  public:
    enum class Kind { Info, Good, Warning, Problem };

    explicit NoticeBar(QWidget* parent = nullptr);

    /// An empty `action` shows no button. `run` is called when it is pressed; the bar closes
    /// itself.
    void show(Kind kind,
              const QString& sentence,
              const QString& action = {},
              std::function<void()> run = {});
    void dismiss();
    QString sentence() const;

  private:
    QLabel* picture_;
    QLabel* text_;
    QPushButton* action_;
    QToolButton* close_;
    std::function<void()> run_;
};

}  // namespace haberdash::ui
