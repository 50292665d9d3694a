// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/engine_client/engine_client.h"
#include "ui/train/learning_curve.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace haberdash::ui {

class Chart;

/// The curves of one run: live while its job is under way, afterwards those of its history.
class LivePanel : public QWidget {
    Q_OBJECT

  public:
    explicit LivePanel(QWidget* parent = nullptr);

    /// Follows a training job from its first epoch, or from those that a resumed run has behind it.
    void follow(Job* job,
                const std::string& metric,
                std::int64_t patience,
                std::int64_t epochs,
                const std::vector<EpochRecord>& before);

    /// Shows a run as it is recorded (also one that the command line is training).
    void showRun(const Run& run, const std::vector<EpochRecord>& history);

    /// No run.
    void clear();

    bool isFollowing() const;

    const LearningCurve& curve() const { return curve_; }

    QString status() const;

    /// Stops the followed job; the best model so far is kept.
    void stop();

    /// Has the followed job stand still, or go on.
    void togglePause();

  Q_SIGNALS:
    void told(const QString& sentence, bool isProblem);

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void take(const JobProgress& progress);
    bool isOfAnotherRun(const Json& line) const;
    void beginRun();
    void showTitle();
    void notePause(bool isPaused);
    void showCurve();
    void showStatus();
    QString patienceText() const;
    QString timeLeft(std::int64_t done) const;
    void showProgress(bool isStopping, QStringList& parts);

    QPointer<Job> job_;
    JobProgress progress_;
    QElapsedTimer learning_;  ///< since the first step of the first epoch
    LearningCurve curve_;
    std::int64_t epochs_ = 0;
    std::int64_t runs_ = 1;       ///< that the job trains, one after the other
    std::int64_t runNumber_ = 1;  ///< of them, the one under way
    qint64 stoodStill_ = 0;       ///< milliseconds since learning_ began that were paused
    QElapsedTimer pausedSince_;
    std::int64_t doneBefore_ = 0;  ///< epochs of a resumed run that are not of this job
    Json config_;
    QString runName_;
    QString outcome_;
    QLabel* title_;
    QLabel* status_;
    QLabel* hint_;
    QProgressBar* bar_;
    QPushButton* pause_;
    QPushButton* stop_;
    Chart* loss_;
    Chart* metric_;
    QWidget* charts_;
    QBoxLayout* pair_;
    QLabel* noCurve_;
};

}  // namespace haberdash::ui
