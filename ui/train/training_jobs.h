// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/train_options.h"
#include "ui/engine_client/engine_client.h"
#include "ui/shell/view.h"

#include <QPointer>
#include <QStringList>

namespace haberdash::ui {

/// A training as it is started, and as it is started again.
struct Training {
    QString title;
    QStringList words;     ///< of haberdashctl; the second is the project's folder
    TrainOptions options;  ///< of its first run
    QString resumed;       ///< the run that goes on; empty: it makes new ones
    int runs = 1;          ///< that it makes, one after the other; 0: the engine knows
};

/// Starts the trainings of the open project, one at a time, and follows them to their end; also
/// the features that one lacks. Shows nothing.
class TrainingJobs : public QObject {
    Q_OBJECT

  public:
    explicit TrainingJobs(const ViewContext& context, QObject* parent = nullptr);

    bool isBusy() const;

    /// The model looks at texts or pictures whose features were not computed yet.
    bool lacksFeatures(const TrainOptions& options) const;

    /// A run goes on, with settings ("train.epochs=65") of its own. Throws Error for a run that is
    /// not there or cannot be read.
    Training resuming(const QString& title, const QString& run, const QStringList& settings) const;

    /// Nothing happens while another is under way, or when it is of a project that was closed.
    void start(const Training& training);

    /// Likewise; computes the features of the project first.
    void computeThen(const Training& training);

  Q_SIGNALS:
    void busyChanged(bool isBusy);
    void began(haberdash::ui::Job* job, const haberdash::ui::Training& training);

    /// Neither comes when the project was closed meanwhile: the next one has runs of the same
    /// names. `run` is the one that was trained last; empty: it came to none.
    void ended(haberdash::ui::Job* job,
               const haberdash::ui::Training& training,
               const QString& run);
    void featuresFailed(const QString& sentence, const haberdash::ui::Training& training);

  private:
    bool isOfOpenProject(const QStringList& words) const;
    QString newestRun() const;
    QString runOf(const Job& job, const Training& training) const;
    void finishTraining(Job* job, const Training& training);
    void finishFeatures(Job* job, const Training& training);

    ViewContext context_;
    QString newestBefore_;  ///< the newest run when the training was started
    QPointer<Job> job_;     ///< the training, or the features before it
};

}  // namespace haberdash::ui
