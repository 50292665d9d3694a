// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/train_view.h"

#include "core/data/base/error.h"
#include "ui/convert.h"
#include "ui/shell/command_table.h"
#include "ui/shell/no_events.h"
#include "ui/shell/settings.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"
#include "ui/train/history_panel.h"
#include "ui/train/live_panel.h"
#include "ui/train/run_watcher.h"
#include "ui/train/train_form.h"
#include "ui/train/words.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/folding_columns.h"
#include "ui/widgets/notice_bar.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFrame>
#include <QGuiApplication>
#include <QInputDialog>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

namespace {

// Of several runs, what they are together.
QString finishedText(const QString& run, const Json& result) {
    const auto spread = result.find("spread");
    if (!result.is_object() || spread == result.end() || !spread->contains("ndcg@10")) {
        return TrainView::tr("Run %1 is finished.").arg(run);
    }
    const Json& figure = (*spread)["ndcg@10"];
    return TrainView::tr("%n runs are finished: NDCG@10 %1 ± %2 on validation.",
                         "",
                         static_cast<int>(result["runs"].size()))
        .arg(figureText(figure["mean"].get<double>(), 4),
             figureText(figure["deviation"].get<double>(), 4));
}

}  // namespace

TrainView::TrainView(const ViewContext& context, QWidget* parent)
    : View(parent),
      context_(context),
      notice_(new NoticeBar(this)),
      form_(new TrainForm),
      live_(new LivePanel),
      history_(new HistoryPanel),
      empty_(new EmptyState),
      pages_(new QStackedWidget),
      work_(nullptr),
      watcher_(new RunWatcher(this)),
      jobs_(new TrainingJobs(context, this)) {
    arrange();
    addCommands();
    connectHistory();
    connectJobs();
    Workspace& workspace = context_.workspace;
    connect(&workspace, &Workspace::projectChanged, this, &TrainView::openProject);
    connect(&workspace, &Workspace::runsChanged, this, &TrainView::showRuns);
    connect(&workspace, &Workspace::currentRunChanged, this, [this] {
        history_->setCurrentRun(context_.workspace.currentRun());
    });
    connect(watcher_, &RunWatcher::changed, this, [this] { context_.workspace.noteRunsChanged(); });
    connect(form_, &TrainForm::startAsked, this, &TrainView::start);
    connect(form_, &TrainForm::ablationAsked, this, &TrainView::startAblation);
    connect(form_, &TrainForm::told, this, &TrainView::tell);
    connect(live_, &LivePanel::told, this, &TrainView::tell);
    connect(empty_, &EmptyState::actionTriggered, this, [this] {
        form_->choosePreset(QStringLiteral("balanced"));
        start();
    });
    openProject();
}

void TrainView::arrange() {
    empty_->set(
        QStringLiteral("train"),
        tr("No runs yet"),
        tr("A run learns from your products' texts, pictures and shoppers' events. Its curves "
           "and figures appear here."),
        tr("Train with defaults, about 2 min"));
    auto* const results = new QSplitter(Qt::Vertical);
    results->addWidget(live_);
    results->addWidget(history_);
    results->setStretchFactor(0, 1);
    results->setStretchFactor(1, 1);
    results->setChildrenCollapsible(false);
    pages_->addWidget(results);
    pages_->addWidget(empty_);
    auto* const side = new QFrame;
    setRole(side, "panel");
    auto* const sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(0, 0, 0, 0);
    sideColumn->addWidget(form_);
    side->setMinimumWidth(scaled(300));
    auto* const columns = new FoldingColumns(820);
    columns->add(side, 340, 300, false);
    columns->add(pages_, 900, 760, true);
    connect(form_, &TrainForm::advancedShown, columns, [columns, side](const bool isShown) {
        columns->setHeight(side, isShown ? 760 : 300);
    });
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(notice_);
    column->addWidget(columns, 1);
    work_ = columns;
}

void TrainView::addCommands() {
    CommandTable& commands = context_.commands;
    const auto menu = QStringLiteral("train");
    commands.add({.id = QStringLiteral("train.start"),
                  .menu = menu,
                  .scope = Scope::Train,
                  .text = tr("&Start training"),
                  .hint = tr("Starts a run with the settings of the Train view"),
                  .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Return),
                  .icon = QStringLiteral("play")},
                 this,
                 [this] { start(); });
    commands.add({.id = QStringLiteral("train.finish"),
                  .menu = menu,
                  .scope = Scope::Train,
                  .text = tr("&Finish now and keep the best"),
                  .hint = tr("Stops the training; its best epoch stays as the model"),
                  .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Period),
                  .icon = QStringLiteral("stop")},
                 this,
                 [this] { live_->stop(); });
    commands.add({.id = QStringLiteral("train.pause"),
                  .menu = menu,
                  .scope = Scope::Train,
                  .text = tr("&Pause or go on"),
                  .hint = tr("Has the training stand still, and go on where it was"),
                  .shortcut = QKeySequence(Qt::CTRL | Qt::Key_P),
                  .icon = QStringLiteral("pause")},
                 this,
                 [this] { live_->togglePause(); });
    commands.add({.id = QStringLiteral("train.ablation"),
                  .menu = menu,
                  .scope = Scope::Train,
                  .text = tr("&Ablation"),
                  .hint = tr("Trains the model with parts of what it looks at, and tells what each "
                             "is worth"),
                  .icon = QStringLiteral("compare")},
                 this,
                 [this] { startAblation(); });
    commands.add({.id = QStringLiteral("train.command"),
                  .menu = menu,
                  .scope = Scope::Train,
                  .text = tr("&Copy as command"),
                  .hint = tr("Copies the command line of the settings chosen"),
                  .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
                  .icon = QStringLiteral("copy")},
                 this,
                 [this] {
                     QGuiApplication::clipboard()->setText(form_->command());
                     tell(tr("The command is on the clipboard."), false);
                 });
}

void TrainView::connectHistory() {
    connect(history_, &HistoryPanel::chosenChanged, this, &TrainView::showChosenRun);
    connect(history_, &HistoryPanel::useAsked, this, [this](const QString& run) {
        context_.workspace.setCurrentRun(run);
        tell(tr("The window now recommends with run %1.").arg(run), false);
    });
    connect(history_, &HistoryPanel::resumeAsked, this, &TrainView::resumeTraining);
    connect(history_, &HistoryPanel::extendAsked, this, &TrainView::extendTraining);
    connect(history_, &HistoryPanel::baselineAsked, this, [this](const QString& run) {
        keepBaseline(context_.workspace.folder(), run);
        history_->setBaseline(run);
    });
    connect(history_, &HistoryPanel::commandAsked, this, [this](const QString& run) {
        for (const Run& record : history_->chosen()) {
            if (toQt(record.id) == run) {
                QGuiApplication::clipboard()->setText(trainCommand(
                    context_.workspace.folder(), setArguments(settingsOf(record.config))));
                tell(tr("The command that makes run %1 is on the clipboard.").arg(run), false);
            }
        }
    });
    connect(history_, &HistoryPanel::folderAsked, this, [this](const QString& run) {
        const QString folder = toQt(context_.workspace.runs().folder(fromQt(run)));
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder))) {
            tell(tr("No file manager could be opened; the folder is %1.").arg(folder), true);
        }
    });
    connect(history_, &HistoryPanel::deleteAsked, this, &TrainView::askToDelete);
    connect(history_, &HistoryPanel::noteEdited, this, &TrainView::changeNote);
}

void TrainView::connectJobs() {
    connect(jobs_, &TrainingJobs::busyChanged, form_, &TrainForm::setRunning);
    connect(jobs_, &TrainingJobs::began, this, &TrainView::follow);
    connect(jobs_, &TrainingJobs::ended, this, &TrainView::tellEnd);
    connect(jobs_,
            &TrainingJobs::featuresFailed,
            this,
            [this](const QString& sentence, const Training& training) {
                notice_->show(
                    NoticeBar::Kind::Problem, sentence, tr("Try again"), [this, training] {
                        jobs_->computeThen(training);
                    });
            });
}

void TrainView::activate() {
    if (pages_->currentWidget() == empty_) {
        empty_->button()->setFocus();
    } else {
        form_->startButton()->setFocus();
    }
}

void TrainView::openProject() {
    const bool isOpen = context_.workspace.isOpen();
    work_->setEnabled(isOpen);
    notice_->dismiss();  // what it offers is of the project before
    form_->setProject(context_.workspace.folder());
    watcher_->watch(isOpen ? context_.workspace.project().runsFolder() : std::filesystem::path());
    showRuns();
}

void TrainView::showRuns() {
    const bool isOpen = context_.workspace.isOpen();
    const std::vector<Run> runs = isOpen ? context_.workspace.runs().all() : std::vector<Run>();
    const bool isEmpty = runs.empty() && !live_->isFollowing();
    pages_->setCurrentIndex(isEmpty ? 1 : 0);
    history_->setCurrentRun(context_.workspace.currentRun());
    history_->setRuns(runs);
    history_->setBaseline(isOpen ? keptBaseline(context_.workspace.folder()) : QString());
    if (isEmpty) {
        live_->clear();
    }
    showChosenRun();
}

void TrainView::showChosenRun() {
    if (live_->isFollowing() || !context_.workspace.isOpen()) {
        return;
    }
    const std::vector<Run> chosen = history_->chosen();
    if (chosen.empty()) {
        live_->clear();
        return;
    }
    live_->showRun(chosen.back(), historyOf(toQt(chosen.back().id)));
}

// Empty, and told, where it cannot be read.
std::vector<EpochRecord> TrainView::historyOf(const QString& run) {
    try {
        return context_.workspace.runs().history(fromQt(run));
    } catch (const Error& error) {
        tell(toQt(error.what()), true);
        return {};
    }
}

// What is begun is what the form says when it is: a notice may be answered late.
void TrainView::begin(const std::function<Training()>& make) {
    if (!context_.workspace.isOpen() || jobs_->isBusy()) {
        return;
    }
    if (!context_.workspace.hasEvents()) {
        offerSimulation(*notice_, context_.commands);
        return;
    }
    const Training training = make();
    if (!jobs_->lacksFeatures(training.options)) {
        jobs_->start(training);
        return;
    }
    notice_->show(NoticeBar::Kind::Info,
                  tr("This model looks at texts and pictures, whose features have not been "
                     "computed yet."),
                  tr("Compute them, then train"),
                  [this, make] { jobs_->computeThen(make()); });
}

void TrainView::start() {
    begin([this] { return trainingOfForm(); });
}

// One click: the form's model and all that it is told apart from.
void TrainView::startAblation() {
    if (form_->options().kind != "multimodal") {
        tell(tr("An ablation is of the multimodal model; choose a preset such as Balanced."), true);
        return;
    }
    begin([this] { return ablationOfForm(); });
}

Training TrainView::trainingOfForm() const {
    const TrainOptions& options = form_->options();
    return {.title = tr("Train %1").arg(choiceName(toQt(options.kind))),
            .words = QStringList{QStringLiteral("train"), context_.workspace.folder()} +
                     form_->arguments(),
            .options = options,
            .resumed = {},
            .runs = form_->seeds()};
}

Training TrainView::ablationOfForm() const {
    return {.title = tr("Ablation"),
            .words = QStringList{QStringLiteral("ablate"), context_.workspace.folder()} +
                     form_->ablationArguments() + form_->arguments(),
            .options = form_->options(),
            .resumed = {},
            .runs = 0};
}

void TrainView::resumeTraining(const QString& run) {
    goOn(tr("Resume %1").arg(run), run, {});
}

// A finished run learns on, to the weights that it would have had with as many epochs at once.
void TrainView::extendTraining(const QString& run) {
    const std::optional<Run> record = recordOf(run);
    if (!record) {
        return;
    }
    constexpr int kUsual = 20;
    constexpr int kMost = 10'000;
    bool isWanted = false;
    const int more = QInputDialog::getInt(
        this,
        tr("Train longer"),
        tr("Run %1 learned for %n epoch(s). How many more?", "", static_cast<int>(record->epochs))
            .arg(run),
        kUsual,
        1,
        kMost,
        1,
        &isWanted);
    if (isWanted) {
        // It may have ended by patience, which would end it again at once.
        const std::int64_t waited = record->epochs - record->bestEpoch;
        goOn(tr("Train %1 longer").arg(run),
             run,
             {QStringLiteral("train.epochs=%1").arg(record->epochs + more),
              QStringLiteral("train.patience=%1").arg(waited + more)});
    }
}

void TrainView::goOn(const QString& title, const QString& run, const QStringList& settings) {
    if (jobs_->isBusy()) {
        tell(tr("A run is being trained already; resume %1 when it is finished.").arg(run), true);
        return;
    }
    try {
        jobs_->start(jobs_->resuming(title, run, settings));
    } catch (const Error& error) {
        tell(toQt(error.what()), true);
    }
}

void TrainView::follow(Job* job, const Training& training) {
    notice_->dismiss();
    live_->follow(
        job,
        training.options,
        training.runs,
        training.resumed.isEmpty() ? std::vector<EpochRecord>() : historyOf(training.resumed));
    pages_->setCurrentIndex(0);
}

// Empty, and told, where it is not there any more or cannot be read.
std::optional<Run> TrainView::recordOf(const QString& run) {
    try {
        return run.isEmpty() ? std::nullopt
                             : std::optional(context_.workspace.runs().run(fromQt(run)));
    } catch (const Error& error) {
        tell(toQt(error.what()), true);
        return std::nullopt;
    }
}

void TrainView::tellEnd(Job* job, const Training& training, const QString& run) {
    context_.workspace.noteRunsChanged();
    if (!run.isEmpty()) {
        history_->choose({run});
    }
    const Json& result = job->result();
    if (job->state() == Job::State::Done && result.is_object() && result.contains("variants")) {
        tellAblation(result);
    } else if (job->state() == Job::State::Done) {
        notice_->show(
            NoticeBar::Kind::Good, finishedText(run, result), tr("Recommend with it"), [this, run] {
                context_.workspace.setCurrentRun(run);
            });
    } else if (job->state() == Job::State::Cancelled) {
        const std::optional<Run> record = recordOf(run);
        tell(record ? stoppedText(*record, live_->runNumber(), live_->runs())
                    : tr("Training was stopped before it began."),
             false);
    } else if (job->state() == Job::State::Failed) {
        const std::optional<Run> record = recordOf(run);
        const bool isInterrupted = record && record->state == RunState::Interrupted;
        notice_->show(NoticeBar::Kind::Problem,
                      job->failure(),
                      isInterrupted ? tr("Resume") : tr("Try again"),
                      [this, run, training, isInterrupted] {
                          isInterrupted ? resumeTraining(run) : jobs_->start(training);
                      });
    }
    showRuns();
}

// What each part is worth, in a line, and its runs side by side.
void TrainView::tellAblation(const Json& result) {
    const QString metric = toQt(result.value("metric", std::string()));
    QStringList parts;
    QStringList runs;
    QStringList lacking;
    for (const Json& variant : result["variants"]) {
        const QString name = choiceName(toQt(variant["name"].get<std::string>()));
        if (variant.contains("lacking")) {
            lacking << name;
        } else if (variant.contains("mean")) {
            const QString mean = figureText(variant["mean"].get<double>(), 4);
            parts << tr("%1 %2").arg(
                name,
                variant["runs"].size() > 1
                    ? QStringLiteral("%1 ± %2").arg(
                          mean, figureText(variant["deviation"].get<double>(), 4))
                    : mean);
            runs << toQt(variant["runs"].front().get<std::string>());
        }
    }
    history_->choose(runs);
    QString sentence =
        tr("%1 on validation: %2.").arg(metricName(metric), parts.join(QStringLiteral(" · ")));
    if (!lacking.isEmpty()) {
        sentence += QLatin1Char(' ') + tr("Left out, for want of computed features: %1.")
                                           .arg(lacking.join(QStringLiteral(", ")));
    }
    notice_->show(NoticeBar::Kind::Good, sentence);
}

void TrainView::changeNote(const QString& run, const QString& note) {
    try {
        const Run record = context_.workspace.runs().run(fromQt(run));
        if (record.state == RunState::Running) {
            tell(tr("Run %1 is still being written; write the note when it is finished.").arg(run),
                 true);
            return;
        }
        context_.workspace.runs().change(record.id,
                                         [&](Run& changed) { changed.note = fromQt(note); });
        context_.workspace.noteRunsChanged();
    } catch (const Error& error) {
        tell(toQt(error.what()), true);
    }
}

void TrainView::askToDelete(const QStringList& runs) {
    const auto doDelete = [this, runs] {
        try {
            for (const QString& run : runs) {
                context_.workspace.runs().remove(fromQt(run));
            }
        } catch (const Error& error) {
            tell(toQt(error.what()), true);
        }
        context_.workspace.noteRunsChanged();
    };
    notice_->show(NoticeBar::Kind::Warning,
                  tr("Delete %1 with model and figures? This cannot be undone.")
                      .arg(runs.join(QStringLiteral(", "))),
                  tr("Delete"),
                  doDelete);
}

void TrainView::tell(const QString& sentence, const bool isProblem) {
    notice_->show(isProblem ? NoticeBar::Kind::Problem : NoticeBar::Kind::Good, sentence);
}

}  // namespace haberdash::ui
