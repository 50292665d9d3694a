// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/jobs_strip.h"

#include "ui/engine_client/engine_client.h"
#include "ui/shell/engine_texts.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/train/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

namespace haberdash::ui {

JobsStrip::JobsStrip(EngineClient& engine, QWidget* parent)
    : QFrame(parent),
      engine_(engine),
      picture_(new QLabel(this)),
      text_(new QLabel(this)),
      bar_(new QProgressBar(this)),
      left_(new QLabel(this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      copy_(new QToolButton(this)),
      saved_(new QLabel(tr("All saved"), this)) {
    setRole(this, "strip");
    setAccessibleName(tr("Jobs"));
    text_->setTextFormat(Qt::PlainText);
    bar_->setFixedWidth(scaled(180));
    bar_->setTextVisible(false);
    bar_->setAccessibleName(tr("Progress"));
    setRole(left_, "muted");
    setRole(saved_, "muted");
    cancel_->setAccessibleName(tr("Cancel the job"));
    copy_->setIcon(lineIcon(QStringLiteral("copy")));
    copy_->setAccessibleName(tr("Copy as command"));
    copy_->setToolTip(tr("Copy as command: the line that does the same in a terminal"));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(scaled(16), scaled(4), scaled(16), scaled(4));
    row->setSpacing(scaled(10));
    row->addWidget(picture_);
    row->addWidget(text_);
    row->addWidget(bar_);
    row->addWidget(left_);
    row->addWidget(cancel_);
    row->addWidget(copy_);
    row->addStretch(1);
    row->addWidget(saved_);
    setMinimumHeight(scaled(40));
    connect(cancel_, &QPushButton::clicked, this, [this] {
        if (job_) {
            job_->cancel();
        }
    });
    connect(copy_, &QToolButton::clicked, this, &JobsStrip::copyCommand);
    connect(&engine_, &EngineClient::jobStarted, this, &JobsStrip::follow);
    connect(&engine_, &EngineClient::jobFinished, this, &JobsStrip::conclude);
    update();
}

void JobsStrip::setProjectOpen(const bool isOpen) {
    saved_->setVisible(isOpen);
}

QString JobsStrip::sentence() const {
    return text_->text();
}

void JobsStrip::focusFirst() {
    (cancel_->isVisible() ? static_cast<QWidget*>(cancel_) : copy_)
        ->setFocus(Qt::ShortcutFocusReason);
}

void JobsStrip::follow(Job* job) {
    if (job_) {
        job_->disconnect(this);
    }
    job_ = job;
    connect(job, &Job::progressed, this, &JobsStrip::update);
    connect(job, &Job::stateChanged, this, &JobsStrip::update);
    update();
}

void JobsStrip::conclude(Job* job) {
    if (job != job_) {
        return;
    }
    const QList<Job*> jobs = engine_.jobs();
    for (auto other = jobs.crbegin(); other != jobs.crend(); ++other) {
        const Job::State state = (*other)->state();
        if (state == Job::State::Running || state == Job::State::Stopping) {
            follow(*other);
            return;
        }
    }
    update();
}

void JobsStrip::show(const QString& iconName, const char* role, const QString& sentence) {
    const ThemeColours& colours = coloursOf(palette());
    const QColor colour = qstrcmp(role, "good") == 0  ? colours.good
                          : qstrcmp(role, "bad") == 0 ? colours.bad
                                                      : colours.inkMuted;
    const int side = scaled(18);
    picture_->setPixmap(lineIcon(iconName, colour).pixmap(QSize(side, side), devicePixelRatioF()));
    text_->setText(sentence);
}

void JobsStrip::update() {
    const Job::State state = job_ ? job_->state() : Job::State::Done;
    const bool isUnderWay = job_ && (state == Job::State::Running || state == Job::State::Stopping);
    // Of one epoch neither share nor time says anything about the training; the Train view does.
    const bool isEpoch = job_ && job_->progress().stage.startsWith(QLatin1String("epoch"));
    picture_->setVisible(job_);
    text_->setVisible(job_);
    copy_->setVisible(job_);
    bar_->setVisible(isUnderWay && !isEpoch);
    left_->setVisible(isUnderWay && !isEpoch);
    cancel_->setVisible(state == Job::State::Running && job_);
    cancel_->setText(isEpoch ? tr("Finish now") : tr("Cancel"));
    cancel_->setToolTip(isEpoch ? tr("Stops training; the run keeps its best epoch as the model")
                                : QString());
    if (isUnderWay) {
        showProgress();
    } else if (job_) {
        showOutcome(isEpoch);
    }
}

void JobsStrip::showOutcome(const bool hasModel) {
    const QString& title = job_->title();
    switch (job_->state()) {
        case Job::State::Done:
            show(QStringLiteral("good"), "good", tr("%1: done").arg(title));
            return;
        case Job::State::Failed:
            show(QStringLiteral("problem"),
                 "bad",
                 job_->failure().contains(title) ? job_->failure()
                                                 : tr("%1: %2").arg(title, job_->failure()));
            return;
        default:
            show(QStringLiteral("info"),
                 "muted",
                 (hasModel ? tr("%1: stopped early") : tr("%1: cancelled")).arg(title));
    }
}

void JobsStrip::showProgress() {
    constexpr int kParts = 1000;
    const JobProgress& progress = job_->progress();
    const QString& title = job_->title();
    show(QStringLiteral("spool"),
         "muted",
         job_->state() == Job::State::Stopping ? tr("%1: stopping…").arg(title)
         : progress.stage.isEmpty()            ? title
                                    : tr("%1: %2").arg(title, stageText(progress.stage)));
    const bool isKnown = progress.total > 0;
    bar_->setRange(0, isKnown ? kParts : 0);
    left_->clear();
    if (isKnown) {
        bar_->setValue(static_cast<int>(kParts * static_cast<double>(progress.done) /
                                        static_cast<double>(progress.total)));
        const auto percent = static_cast<int>(100 * progress.done / progress.total);
        const QString time = timeLeftText(progress.etaLow, progress.etaHigh);
        left_->setText(QLocale().toString(percent) + QLocale().percent() +
                       (time.isEmpty() ? QString() : QStringLiteral("  ") + time));
    }
}

void JobsStrip::copyCommand() const {
    if (job_) {
        QGuiApplication::clipboard()->setText(job_->command());
    }
}

}  // namespace haberdash::ui
