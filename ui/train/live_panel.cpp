// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/live_panel.h"

#include "ui/charts/chart.h"
#include "ui/convert.h"
#include "ui/shell/engine_texts.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/train/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

namespace {

// Steps within an epoch are told under "epoch 3"; 0: of another stage.
std::int64_t epochOf(const QString& stage) {
    const QLatin1String word("epoch ");
    return stage.startsWith(word) ? stage.mid(word.size()).toLongLong() : 0;
}

}  // namespace

LivePanel::LivePanel(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      status_(new QLabel(this)),
      hint_(new QLabel(this)),
      bar_(new QProgressBar(this)),
      pause_(new QPushButton(this)),
      stop_(new QPushButton(this)),
      loss_(new Chart(this)),
      metric_(new Chart(this)),
      charts_(new QWidget(this)),
      pair_(nullptr),
      noCurve_(new QLabel(this)) {
    setRole(title_, "heading");
    setRole(status_, "muted");
    setRole(hint_, "muted");
    setRole(noCurve_, "muted");
    for (QLabel* label : {title_, status_, hint_, noCurve_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    noCurve_->setAlignment(Qt::AlignCenter);
    stop_->setText(tr("Finish now, keep the best"));
    stop_->setToolTip(tr("Stops training; the run keeps its best epoch as the model (Ctrl+.)"));
    stop_->setIcon(lineIcon(QStringLiteral("stop")));
    pause_->setIcon(lineIcon(QStringLiteral("pause")));
    pause_->setText(tr("Pause"));
    pause_->setToolTip(tr("Has the training stand still and the processor free (Ctrl+P)"));
    bar_->setTextVisible(false);
    bar_->setAccessibleName(tr("Progress of the training"));
    auto* const head = new QHBoxLayout;
    head->addWidget(title_);
    head->addSpacing(scaled(12));
    head->addWidget(status_, 1);
    head->addWidget(pause_);
    head->addWidget(stop_);
    pair_ = new QHBoxLayout(charts_);
    pair_->setContentsMargins(0, 0, 0, 0);
    pair_->setSpacing(scaled(16));
    pair_->addWidget(loss_, 1);
    pair_->addWidget(metric_, 1);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12));
    column->setSpacing(scaled(8));
    column->addLayout(head);
    column->addWidget(bar_);
    column->addWidget(hint_);
    column->addWidget(charts_, 1);
    column->addWidget(noCurve_, 1);
    connect(stop_, &QPushButton::clicked, this, &LivePanel::stop);
    connect(pause_, &QPushButton::clicked, this, &LivePanel::togglePause);
    for (Chart* chart : {loss_, metric_}) {
        connect(chart, &Chart::told, this, &LivePanel::told);
        chart->setExportFacts([this] { return tr("Run %1").arg(runName_); },
                              [this] { return config_; });
    }
    clear();
}

void LivePanel::follow(Job* job,
                       const TrainOptions& options,
                       const std::int64_t runs,
                       const std::vector<EpochRecord>& before) {
    job_ = job;
    progress_ = job->progress();
    curve_ = LearningCurve(options.metric, options.patience);
    for (const EpochRecord& epoch : before) {
        curve_.add(epoch);
    }
    epochs_ = options.epochs;
    done_ = 0;
    doneBefore_ = 0;
    learning_.invalidate();
    stoodStill_ = 0;
    pausedSince_.invalidate();
    runNumber_ = 1;
    runs_ = runs;
    isNumbered_ = false;
    outcome_.clear();
    runName_.clear();
    config_ = nullptr;
    showTitle();
    connect(job, &Job::progressed, this, &LivePanel::take);
    connect(job, &Job::stateChanged, this, &LivePanel::showStatus);
    connect(job, &Job::pausedChanged, this, &LivePanel::notePause);
    showCurve();
    showStatus();
}

void LivePanel::take(const JobProgress& progress) {
    if (sender() != job_) {
        return;
    }
    progress_ = progress;
    if (const std::int64_t epoch = epochOf(progress.stage); epoch > 0) {
        done_ = epoch - 1;
        if (!learning_.isValid()) {
            learning_.start();
        }
    }
    if (progress.detail.is_object() && progress.detail.contains("number")) {
        takeNumber(progress.detail);
    } else if (progress.detail.is_object()) {
        takeRun(progress.detail);
        curve_.add(progress.detail);
        showCurve();
    }
    showStatus();
}

// A job of several runs says before each which of how many it is.
void LivePanel::takeNumber(const Json& line) {
    isNumbered_ = true;
    runNumber_ = line.value("number", runNumber_);
    runs_ = line.value("of", runs_);
    showTitle();
}

// Every line with details says whose it is; the first of a run comes before it learns. The curve of
// a resumed run goes on.
void LivePanel::takeRun(const Json& line) {
    done_ = progress_.done;
    epochs_ = progress_.total;
    const QString run = toQt(line.value("run", std::string()));
    if (run == runName_) {
        return;
    }
    if (!runName_.isEmpty()) {
        curve_ = LearningCurve(curve_.metric(), curve_.patience());
        runNumber_ += isNumbered_ ? 0 : 1;
        showTitle();
    }
    runName_ = run;
    doneBefore_ = done_;
    stoodStill_ = 0;
    learning_.invalidate();
}

void LivePanel::showRun(const Run& run, const std::vector<EpochRecord>& history) {
    if (isFollowing()) {
        return;
    }
    job_ = nullptr;
    curve_ = learningCurveOf(run, history);
    config_ = toJson(run);
    runName_ = toQt(run.id);
    epochs_ = run.config.is_object() ? run.config.value("train.epochs", run.epochs) : run.epochs;
    title_->setText(runTitle(run));
    switch (run.state) {
        case RunState::Running:
            outcome_ = tr("Running, started from outside this window");
            break;
        case RunState::Failed:
            outcome_ = toQt(run.failure);
            break;
        case RunState::Cancelled:
            outcome_ = run.epochs > 0 ? tr("Stopped early, the best epoch was kept")
                                      : tr("Stopped early, before an epoch was finished");
            break;
        case RunState::Interrupted:
            outcome_ = tr("Interrupted: the program that trained it was ended from outside");
            break;
        case RunState::Done:
            outcome_ = tr("Finished in %1").arg(durationText(run.seconds));
            break;
    }
    noCurve_->setText(run.state == RunState::Failed ? toQt(run.failure)
                      : run.state == RunState::Done
                          ? tr("This model needs no epochs: it has no learning curve.")
                          : tr("No epoch is finished: there is no learning curve yet."));
    showCurve();
    showStatus();
}

void LivePanel::clear() {
    job_ = nullptr;
    curve_ = {};
    title_->clear();
    outcome_.clear();
    noCurve_->setText(tr("Choose a run below to see how it learned."));
    showCurve();
    showStatus();
}

bool LivePanel::isFollowing() const {
    return job_ && (job_->state() == Job::State::Running || job_->state() == Job::State::Stopping);
}

QString LivePanel::title() const {
    return title_->text();
}

QString LivePanel::status() const {
    return status_->text();
}

void LivePanel::stop() {
    if (isFollowing()) {
        job_->cancel();
        showStatus();
    }
}

void LivePanel::showTitle() {
    title_->setText(runs_ > 1
                        ? tr("Training %1 of %2").arg(runNumber_).arg(std::max(runs_, runNumber_))
                    : runNumber_ > 1 ? tr("Training, run %1").arg(runNumber_)
                                     : tr("Training"));
}

void LivePanel::togglePause() {
    if (isFollowing()) {
        job_->setPaused(!job_->isPaused());
    }
}

void LivePanel::notePause(const bool isPaused) {
    if (isPaused) {
        pausedSince_.start();
    } else if (pausedSince_.isValid()) {
        stoodStill_ += pausedSince_.elapsed();
        pausedSince_.invalidate();
    }
    showStatus();
}

void LivePanel::showCurve() {
    const bool hasCurve = !curve_.epochs().empty() || isFollowing();
    charts_->setVisible(hasCurve);
    noCurve_->setVisible(!hasCurve);
    if (hasCurve) {
        loss_->setData(curve_.lossChart());
        metric_->setData(curve_.metricChart());
    }
}

QString LivePanel::bestText() const {
    if (curve_.epochs().empty()) {
        return {};
    }
    QString words = curve_.bestEpoch() > 0 ? tr("best epoch %1").arg(curve_.bestEpoch())
                                           : tr("no epoch was better than the untrained start");
    if (const auto best = curve_.best()) {
        const EpochRecord& record = curve_.epochs()[*best];
        const auto value = record.validation.find(curve_.metric());
        if (value != record.validation.end()) {
            words = tr("best epoch %1: %2 %3")
                        .arg(record.epoch)
                        .arg(metricName(toQt(curve_.metric())))
                        .arg(figureText(value->second, 4));
        }
    }
    return curve_.patience() > 0 && isFollowing()
               ? tr("%1 · patience %2 of %3").arg(words).arg(curve_.waited()).arg(curve_.patience())
               : words;
}

// From the pace of the epochs so far. The run may end as soon as the patience is used up, so that
// the time left is a wide range.
QString LivePanel::timeLeft(const bool isPreparing) const {
    if (isPreparing) {
        return timeLeftText(progress_.etaLow, progress_.etaHigh);
    }
    const std::int64_t learned = done_ - doneBefore_;
    if (learned <= 0 || !learning_.isValid() || done_ >= epochs_) {
        return {};
    }
    const double each = static_cast<double>(learning_.elapsed() - stoodStill_) / 1000.0 /
                        static_cast<double>(learned);
    const std::int64_t most = epochs_ - done_;
    const std::int64_t least =
        curve_.patience() > 0 ? std::min(most, curve_.patience() - curve_.waited()) : most;
    return timeLeftText(0.9 * each * static_cast<double>(std::max<std::int64_t>(0, least)),
                        1.15 * each * static_cast<double>(most));
}

void LivePanel::showProgress(const bool isStopping, QStringList& parts) {
    if (isStopping) {
        parts << tr("Stopping…");
        return;
    }
    if (job_->isPaused()) {
        parts << tr("Paused");
        return;
    }
    const bool isPreparing = runName_.isEmpty() && epochOf(progress_.stage) == 0;
    parts << (isPreparing ? tr("Preparing: %1")
                                .arg(progress_.stage.isEmpty() ? tr("starting")
                                                               : stageText(progress_.stage))
                          : tr("Epoch %1 of %2").arg(std::min(done_ + 1, epochs_)).arg(epochs_));
    parts << timeLeft(isPreparing);
    showShare(isPreparing);
}

void LivePanel::showShare(const bool isPreparing) {
    const bool isWithinEpoch = epochOf(progress_.stage) > 0;
    const bool isKnown = progress_.total > 0;
    const double within =
        isKnown ? static_cast<double>(progress_.done) / static_cast<double>(progress_.total) : 0;
    if (isPreparing) {
        bar_->setRange(0, isKnown ? 1000 : 0);
        bar_->setValue(static_cast<int>(1000 * std::min(1.0, within)));
    } else if ((isWithinEpoch || progress_.detail.is_object()) && epochs_ > 0) {
        // What is looked at between two epochs is too short to be told.
        const double epochs = static_cast<double>(done_) + (isWithinEpoch ? within : 0);
        bar_->setRange(0, 1000);
        bar_->setValue(
            static_cast<int>(1000 * std::min(1.0, epochs / static_cast<double>(epochs_))));
    }
}

void LivePanel::showStatus() {
    const bool isRunning = isFollowing();
    const bool isStopping = isRunning && job_->state() == Job::State::Stopping;
    const bool isPaused = isRunning && job_->isPaused();
    pause_->setVisible(isRunning);
    pause_->setEnabled(!isStopping);
    pause_->setText(isPaused ? tr("Go on") : tr("Pause"));
    pause_->setIcon(lineIcon(isPaused ? QStringLiteral("play") : QStringLiteral("pause")));
    stop_->setVisible(isRunning);
    stop_->setEnabled(!isStopping);
    bar_->setVisible(isRunning);
    hint_->setVisible(isRunning && curve_.epochs().empty());
    hint_->setText(tr("The curves begin with the first finished epoch."));
    QStringList parts;
    if (isRunning) {
        showProgress(isStopping, parts);
    } else {
        parts << outcome_;
    }
    parts << bestText();
    parts.removeAll(QString());
    status_->setText(parts.join(QStringLiteral("  ·  ")));
}

// The two charts stand one above the other where the width does not suffice.
void LivePanel::resizeEvent(QResizeEvent* event) {
    const bool isNarrow = width() < scaled(500);
    pair_->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    QWidget::resizeEvent(event);
}

void LivePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        layout()->setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12));
    }
    QWidget::changeEvent(event);
}

}  // namespace haberdash::ui
