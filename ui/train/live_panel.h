// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/train_options.h"
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

    /// Follows a training job of so many runs (0: nobody knows yet), the first of them under
    /// these options, from its first epoch, or from those that a resumed run has behind it.
    void follow(Job* job,
                const TrainOptions& options,
                std::int64_t runs,
                const std::vector<EpochRecord>& before);

    /// Shows a run as it is recorded (also one that the command line is training).
    void showRun(const Run& run, const std::vector<EpochRecord>& history);

    /// No run.
    void clear();

    bool isFollowing() const;

    const LearningCurve& curve() const { return curve_; }

    /// Of the job that was followed last: the run under way, from 1, of how many (0: not known).
    std::int64_t runNumber() const { return runNumber_; }

    std::int64_t runs() const { return runs_; }

    QString title() const;
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
    void takeNumber(const Json& line);
    void takeRun(const Json& line);
    void showTitle();
    void notePause(bool isPaused);
    void showCurve();
    void showStatus();
    QString bestText() const;
    QString timeLeft(bool isPreparing) const;
    void showProgress(bool isStopping, QStringList& parts);
    void showShare(bool isPreparing);

    QPointer<Job> job_;
    JobProgress progress_;
    QElapsedTimer learning_;  ///< since the first step of the first epoch
    LearningCurve curve_;
    std::int64_t epochs_ = 0;     ///< that the run may take
    std::int64_t done_ = 0;       ///< epochs behind it, looked at on validation or not
    std::int64_t runs_ = 1;       ///< that the job trains, one after the other; 0: not known
    std::int64_t runNumber_ = 1;  ///< of them, the one under way
    bool isNumbered_ = false;     ///< the engine says so
    qint64 stoodStill_ = 0;       ///< milliseconds since learning_ began that were paused
    QElapsedTimer pausedSince_;
    std::int64_t doneBefore_ = 0;  ///< epochs of a resumed run that are not of this job
    Json config_;
    QString runName_;  ///< empty while the followed job has not begun one
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
