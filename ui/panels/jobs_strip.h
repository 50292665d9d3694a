// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace haberdash::ui {

class EngineClient;
class Job;

/// The strip at the bottom: what the engine is at, how far, how long still, and Cancel; else how
/// the last job ended.
class JobsStrip : public QFrame {
    Q_OBJECT

  public:
    explicit JobsStrip(EngineClient& engine, QWidget* parent = nullptr);

    /// Without a project there is nothing that could be saved.
    void setProjectOpen(bool isOpen);

    /// What is shown, for tests and for people who hear the window.
    QString sentence() const;

    /// Puts the focus on Cancel where there is something to cancel.
    void focusFirst();

  private:
    void follow(Job* job);
    void conclude(Job* job);
    void show(const QString& icon, const char* role, const QString& sentence);
    void update();
    void showOutcome(bool hasModel);
    void showProgress();
    void copyCommand() const;

    EngineClient& engine_;
    QPointer<Job> job_;  ///< the one shown
    QLabel* picture_;
    QLabel* text_;
    QProgressBar* bar_;
    QLabel* left_;
    QPushButton* cancel_;
    QToolButton* copy_;
    QLabel* saved_;
};

}  // namespace haberdash::ui
