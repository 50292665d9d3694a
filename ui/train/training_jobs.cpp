// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/training_jobs.h"

#include "core/data/runs/run_store.h"
#include "ui/convert.h"
#include "ui/shell/workspace.h"
#include "ui/train/words.h"

namespace haberdash::ui {

TrainingJobs::TrainingJobs(const ViewContext& context, QObject* parent)
    : QObject(parent), context_(context) {
}

bool TrainingJobs::isBusy() const {
    return job_ && (job_->state() == Job::State::Running || job_->state() == Job::State::Stopping);
}

bool TrainingJobs::lacksFeatures(const TrainOptions& options) const {
    if (!looksAtProducts(options.kind)) {
        return false;
    }
    Project& project = context_.workspace.project();
    const auto lacks = [&](const char* modality) {
        return options.modalities.find(modality) != std::string::npos &&
               !project.setting(std::string("features.") + modality);
    };
    return lacks("text") || lacks("image");
}

Training TrainingJobs::resuming(const QString& title,
                                const QString& run,
                                const QStringList& settings) const {
    TrainOptions options;
    setOptions(describe(options), context_.workspace.runs().run(fromQt(run)).config);
    for (const QString& setting : settings) {
        setOption(describe(options),
                  fromQt(setting.section(QLatin1Char('='), 0, 0)),
                  fromQt(setting.section(QLatin1Char('='), 1)));
    }
    return {.title = title,
            .words = QStringList{QStringLiteral("train"),
                                 context_.workspace.folder(),
                                 QStringLiteral("--resume"),
                                 run} +
                     setArguments(settings),
            .options = options,
            .resumed = run};
}

void TrainingJobs::start(const Training& training) {
    if (isBusy() || !isOfOpenProject(training.words)) {
        return;
    }
    Job* const job = context_.engine.start(training.title, training.words);
    job_ = job;
    newestBefore_ = newestRun();
    connect(job, &Job::finished, this, [this, job, training] { finishTraining(job, training); });
    Q_EMIT busyChanged(true);
    Q_EMIT began(job, training);
}

void TrainingJobs::computeThen(const Training& training) {
    if (isBusy() || !isOfOpenProject(training.words)) {
        return;
    }
    Job* const job = context_.engine.start(
        tr("Compute features"), {QStringLiteral("features"), context_.workspace.folder()});
    job_ = job;
    connect(job, &Job::finished, this, [this, job, training] { finishFeatures(job, training); });
    Q_EMIT busyChanged(true);
}

bool TrainingJobs::isOfOpenProject(const QStringList& words) const {
    return context_.workspace.isOpen() && context_.workspace.folder() == words.value(1);
}

QString TrainingJobs::newestRun() const {
    const std::vector<Run> runs = context_.workspace.runs().all();
    return runs.empty() ? QString() : toQt(runs.back().id);
}

// The result names the run; a training without one was a resumed one, or began the newest run.
QString TrainingJobs::runOf(const Job& job, const Training& training) const {
    if (job.result().is_object()) {
        return toQt(job.result().value("run", std::string()));
    }
    if (!training.resumed.isEmpty()) {
        return training.resumed;
    }
    const QString newest = newestRun();
    return newest == newestBefore_ ? QString() : newest;
}

void TrainingJobs::finishTraining(Job* job, const Training& training) {
    Q_EMIT busyChanged(false);
    if (isOfOpenProject(training.words)) {
        Q_EMIT ended(job, training, runOf(*job, training));
    }
}

void TrainingJobs::finishFeatures(Job* job, const Training& training) {
    Q_EMIT busyChanged(false);
    if (!isOfOpenProject(training.words)) {
        return;
    }
    if (job->state() == Job::State::Done) {
        start(training);
    } else if (job->state() == Job::State::Failed) {
        Q_EMIT featuresFailed(job->failure(), training);
    }
}

}  // namespace haberdash::ui
