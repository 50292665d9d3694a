// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace haberdash::ui {

/// Says why a view is empty and offers one action (and rarely a second, quieter one).
class EmptyState : public QWidget {
    Q_OBJECT

  public:
    explicit EmptyState(QWidget* parent = nullptr);

    /// `icon` is a name under resources/icons. An empty `action` shows no button.
    void set(const QString& icon,
             const QString& title,
             const QString& sentence,
             const QString& action = {});
    void setSecondAction(const QString& action);

    QPushButton* button() const { return action_; }

  Q_SIGNALS:
    void actionTriggered();
    void secondActionTriggered();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void fitSentence();
    void updatePicture();

    QString iconName_;
    QLabel* picture_;
    QLabel* title_;
    QLabel* sentence_;
    QPushButton* action_;
    QPushButton* second_;
};

}  // namespace haberdash::ui
