// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evaluate/evaluate_view.h"

#include "core/data/base/error.h"
#include "ui/charts/chart.h"
#include "ui/convert.h"
#include "ui/evaluate/arms_dialog.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/evaluate/evaluation_files.h"
#include "ui/evaluate/run_list.h"
#include "ui/shell/command_table.h"
#include "ui/shell/engine_texts.h"
#include "ui/shell/no_events.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"
#include "ui/train/words.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/folding_columns.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/segmented_control.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

EvaluateView::EvaluateView(const ViewContext& context, QWidget* parent)
    : View(parent),
      context_(context),
      notice_(new NoticeBar(this)),
      list_(new RunList),
      split_(new SegmentedControl(tr("Split"))),
      splitHelp_(new QLabel),
      evaluate_(new QPushButton(tr("Evaluate"))),
      floors_(new QPushButton(tr("Add simple models"))),
      stop_(new QPushButton(tr("Stop"))),
      busy_(new QLabel),
      page_(new EvaluatePage),
      scroll_(new QScrollArea),
      empty_(new EmptyState),
      pages_(new QStackedWidget) {
    arrange();
    addCommands();
    Workspace& workspace = context_.workspace;
    connect(&workspace, &Workspace::projectChanged, this, &EvaluateView::openProject);
    connect(&workspace, &Workspace::runsChanged, this, &EvaluateView::showRuns);
    connect(list_, &RunList::tickedChanged, this, [this] {
        areTicksOurs_ = areTicksOurs_ && isTicking_;
        showFigures();
    });
    connect(split_, &SegmentedControl::chosen, this, &EvaluateView::showFigures);
    connect(evaluate_, &QPushButton::clicked, this, &EvaluateView::evaluate);
    connect(floors_, &QPushButton::clicked, this, &EvaluateView::addFloors);
    connect(stop_, &QPushButton::clicked, this, [this] {
        if (job_) {
            job_->cancel();
            setBusy(tr("Stopping…"));
        }
    });
    connect(
        page_, &EvaluatePage::told, this, [this](const QString& sentence, const bool isProblem) {
            notice_->show(isProblem ? NoticeBar::Kind::Problem : NoticeBar::Kind::Good, sentence);
        });
    connect(empty_, &EmptyState::actionTriggered, this, [this] {
        if (list_->count() == 0) {
            addFloors();
        } else {
            evaluate();
        }
    });
    openProject();
}

QWidget* EvaluateView::makeSide() {
    auto* const side = new QFrame;
    setRole(side, "panel");
    side->setMinimumWidth(scaled(280));
    auto* const title = new QLabel(tr("Runs"));
    setRole(title, "heading");
    setRole(evaluate_, "primary");
    setRole(splitHelp_, "muted");
    setRole(busy_, "muted");
    for (QLabel* label : {splitHelp_, busy_}) {
        label->setWordWrap(true);
    }
    split_->add(QStringLiteral("validation"), tr("Validation"));
    split_->add(QStringLiteral("test"), tr("Test"));
    evaluate_->setToolTip(tr("Ranks every product for every shopper of the split (Ctrl+Enter)"));
    floors_->setToolTip(
        tr("Trains popularity, random, content and bought-together runs that any model must beat"));
    auto* const column = new QVBoxLayout(side);
    column->setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12));
    column->setSpacing(scaled(8));
    column->addWidget(title);
    column->addWidget(list_, 1);
    column->addWidget(floors_);
    column->addSpacing(scaled(4));
    column->addWidget(split_);
    column->addWidget(splitHelp_);
    column->addWidget(evaluate_);
    column->addWidget(busy_);
    column->addWidget(stop_);
    return side;
}

void EvaluateView::arrange() {
    scroll_->setWidget(page_);
    scroll_->setWidgetResizable(true);
    scroll_->setAccessibleName(tr("Evaluate"));
    pages_->addWidget(scroll_);
    pages_->addWidget(empty_);
    auto* const columns = new FoldingColumns(780);
    columns->add(makeSide(), 310, 420, false);
    columns->add(pages_, 900, 520, true);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(notice_);
    column->addWidget(columns, 1);
    setBusy({});
}

void EvaluateView::addCommands() {
    CommandTable& commands = context_.commands;
    const auto menu = QStringLiteral("evaluate");
    commands.add({.id = QStringLiteral("evaluate.start"),
                  .menu = menu,
                  .scope = Scope::Evaluate,
                  .text = tr("&Evaluate ticked runs"),
                  .hint = tr("Ranks every product for every shopper of the split"),
                  .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Return),
                  .icon = QStringLiteral("play")},
                 this,
                 [this] { evaluate(); });
    commands.add({.id = QStringLiteral("evaluate.floors"),
                  .menu = menu,
                  .scope = Scope::Evaluate,
                  .text = tr("Add &simple models"),
                  .hint = tr("Trains the simple models that any other has to beat"),
                  .icon = QStringLiteral("plus")},
                 this,
                 [this] { addFloors(); });
    commands.add({.id = QStringLiteral("evaluate.experiment"),
                  .menu = menu,
                  .scope = Scope::Evaluate,
                  .text = tr("Experiment of the &service…"),
                  .hint = tr("Shows what shoppers did under each of two runs that served them"),
                  .icon = QStringLiteral("compare")},
                 this,
                 [this] { showExperiment(); });
    commands.add({.id = QStringLiteral("evaluate.table"),
                  .menu = menu,
                  .scope = Scope::Evaluate,
                  .text = tr("Chart as &table"),
                  .hint = tr("Shows the chart's figures as a table, and back"),
                  .shortcut = QKeySequence(Qt::Key_T),
                  .icon = QStringLiteral("table")},
                 this,
                 [this] { page_->chart()->setTableShown(!page_->chart()->isTableShown()); });
    commands.add({.id = QStringLiteral("evaluate.export"),
                  .menu = menu,
                  .scope = Scope::Evaluate,
                  .text = tr("E&xport chart and figures…"),
                  .hint = tr("Writes the chart, its figures as CSV and the runs' settings"),
                  .shortcut = QKeySequence(Qt::CTRL | Qt::Key_E),
                  .icon = QStringLiteral("export")},
                 this,
                 [this] { page_->chart()->exportAs(); });
}

void EvaluateView::activate() {
    if (pages_->currentWidget() == empty_ && empty_->button()->isVisible()) {
        empty_->button()->setFocus();
    } else {
        list_->setFocus();
    }
}

QString EvaluateView::split() const {
    return split_->currentId();
}

void EvaluateView::openProject() {
    setEnabled(context_.workspace.isOpen());
    areTicksOurs_ = true;
    showRuns();
}

// The figures that there are come up by themselves, until a person ticks: every run that was
// evaluated.
void EvaluateView::tickWhatIsThere() {
    QStringList evaluated;
    for (const Run& run : context_.workspace.runs().all()) {
        if (run.hasModel && context_.workspace.runs().evaluation(run.id, fromQt(split()))) {
            evaluated << toQt(run.id);
        }
    }
    if (evaluated.isEmpty() && !context_.workspace.currentRun().isEmpty()) {
        evaluated << context_.workspace.currentRun();
    }
    list_->setTicked(evaluated);
}

void EvaluateView::showRuns() {
    isTicking_ = true;
    list_->setRuns(context_.workspace.isOpen() ? context_.workspace.runs().all()
                                               : std::vector<Run>());
    if (areTicksOurs_ && context_.workspace.isOpen()) {
        tickWhatIsThere();
    }
    isTicking_ = false;
    floors_->setEnabled(!job_);
    floors_->setHidden(missingFloors().isEmpty());
    showFigures();
}

void EvaluateView::showFigures() {
    const bool isTest = split() == QLatin1String("test");
    splitHelp_->setText(
        isTest
            ? tr("The test shoppers are for the last word. Looking is one logged act per run: a "
                 "model chosen by them would look better than it is.")
            : tr("The validation shoppers are for choosing between runs, as often as you like."));
    const QStringList ticked = list_->ticked();
    evaluate_->setEnabled(!job_ && !ticked.isEmpty());
    if (!context_.workspace.isOpen()) {
        return;
    }
    const RunStore& store = context_.workspace.runs();
    std::vector<RunEvaluation> evaluations;
    std::vector<Run> runs;
    try {
        evaluations = loadEvaluations(store, ticked, fromQt(split()));
        for (const RunEvaluation& evaluation : evaluations) {
            runs.push_back(store.run(evaluation.run));
        }
    } catch (const Error& error) {
        notice_->show(NoticeBar::Kind::Problem, toQt(error.what()));
    }
    pages_->setCurrentIndex(evaluations.empty() ? 1 : 0);
    if (!evaluations.empty()) {
        page_->show(std::move(evaluations),
                    loadComparisons(context_.workspace.project().runsFolder(), fromQt(split())),
                    runs,
                    split());
        return;
    }
    const bool hasRuns = list_->count() > 0;
    empty_->set(QStringLiteral("evaluate"),
                hasRuns ? tr("Not evaluated yet") : tr("No runs yet"),
                !hasRuns ? tr("Evaluation judges trained runs. The simple models train in "
                              "seconds and say what any other has to beat.")
                : ticked.isEmpty() ? tr("Tick the runs to compare, then evaluate them.")
                                   : tr("The ticked runs have no figures on this split."),
                job_ || (hasRuns && ticked.isEmpty()) ? QString()
                : hasRuns                             ? tr("Evaluate ticked runs")
                                                      : tr("Train the simple models and evaluate"));
}

void EvaluateView::evaluate() {
    if (job_ || list_->ticked().isEmpty() || !context_.workspace.isOpen()) {
        return;
    }
    QStringList unopened;
    for (const QString& run : list_->ticked()) {
        if (context_.workspace.runs().run(fromQt(run)).testOpened == 0) {
            unopened << run;
        }
    }
    if (split() == QLatin1String("test") && !unopened.isEmpty()) {
        notice_->show(NoticeBar::Kind::Warning,
                      tr("This opens the test split for %1; the time is written into the run and "
                         "stays there.")
                          .arg(unopened.join(QStringLiteral(", "))),
                      tr("Open the test split"),
                      [this] { startEvaluation(); });
        return;
    }
    startEvaluation();
}

void EvaluateView::startEvaluation() {
    QStringList words{QStringLiteral("evaluate"), context_.workspace.folder()};
    for (const QString& run : list_->ticked()) {
        words << QStringLiteral("--run") << run;
    }
    words << QStringLiteral("--split") << split();
    notice_->dismiss();
    Job* const job = context_.engine.start(
        tr("Evaluate %n run(s)", "", static_cast<int>(list_->ticked().size())), words);
    job_ = job;
    setBusy(tr("Evaluating…"));
    connect(job, &Job::progressed, this, [this](const JobProgress& progress) {
        const QString left = timeLeftText(progress.etaLow, progress.etaHigh);
        const QString share = progress.total > 0
                                  ? tr("%1 %").arg(100 * progress.done / progress.total)
                                  : stageText(progress.stage);
        setBusy(tr("Evaluating… %1  %2").arg(share, left));
    });
    connect(job, &Job::finished, this, [this, job] { finish(job); });
}

void EvaluateView::finish(Job* job) {
    job_ = nullptr;
    setBusy({});
    if (job->state() == Job::State::Failed) {
        notice_->show(NoticeBar::Kind::Problem, job->failure(), tr("Try again"), [this] {
            startEvaluation();
        });
    }
    context_.workspace.noteRunsChanged();
}

void EvaluateView::showExperiment(const QString& experiment) {
    if (job_ || !context_.workspace.isOpen()) {
        return;
    }
    QStringList words{
        QStringLiteral("evaluate"), context_.workspace.folder(), QStringLiteral("--arms")};
    if (!experiment.isEmpty()) {
        words << QStringLiteral("--experiment") << experiment;
    }
    notice_->dismiss();
    Job* const job = context_.engine.start(tr("Judge the service's experiment"), words);
    job_ = job;
    setBusy(tr("Judging the experiment…"));
    connect(job, &Job::finished, this, [this, job] {
        job_ = nullptr;
        setBusy({});
        if (job->state() == Job::State::Failed) {
            notice_->show(NoticeBar::Kind::Problem, job->failure());
        } else if (job->state() == Job::State::Done && job->result().is_object()) {
            presentExperiment(job->result());
        }
    });
}

void EvaluateView::presentExperiment(const Json& result) {
    if (!result.contains("experiment") || result["experiment"].is_null()) {
        notice_->show(NoticeBar::Kind::Info,
                      tr("No experiment was held yet. The service holds one between two runs: "
                         "haberdashctl serve PROJECT --run r1 --challenger r2."));
        return;
    }
    if (!arms_) {
        arms_ = new ArmsDialog(this);
        connect(arms_, &ArmsDialog::experimentAsked, this, &EvaluateView::showExperiment);
    }
    arms_->present(result);
}

QStringList EvaluateView::missingFloors() const {
    QStringList missing;
    if (!context_.workspace.isOpen()) {
        return missing;
    }
    const std::vector<Run> runs = context_.workspace.runs().all();
    for (const char* const kind : kFloors) {
        const bool isThere = std::ranges::any_of(
            runs, [&](const Run& run) { return run.kind == kind && run.hasModel; });
        if (!isThere) {
            missing << QLatin1String(kind);
        }
    }
    return missing;
}

void EvaluateView::addFloors() {
    if (job_ || !context_.workspace.isOpen()) {
        return;
    }
    if (!context_.workspace.hasEvents()) {
        offerSimulation(*notice_, context_.commands);
        return;
    }
    trainNextFloor(missingFloors(), list_->ticked());
}

void EvaluateView::trainNextFloor(QStringList kinds, QStringList runs) {
    if (kinds.isEmpty()) {
        context_.workspace.noteRunsChanged();
        list_->setTicked(runs);
        evaluate();
        return;
    }
    const QString kind = kinds.takeFirst();
    Job* const job = context_.engine.start(tr("Train %1").arg(choiceName(kind)),
                                           {QStringLiteral("train"),
                                            context_.workspace.folder(),
                                            QStringLiteral("--set"),
                                            QStringLiteral("model.kind=") + kind});
    job_ = job;
    setBusy(tr("Training %1…").arg(choiceName(kind)));
    connect(job, &Job::finished, this, [this, job, kinds, runs]() mutable {
        job_ = nullptr;
        setBusy({});
        if (job->state() == Job::State::Done && job->result().is_object()) {
            runs << toQt(job->result().value("run", std::string()));
        } else if (job->state() == Job::State::Failed) {
            notice_->show(NoticeBar::Kind::Warning, job->failure());
        } else {
            context_.workspace.noteRunsChanged();
            return;
        }
        trainNextFloor(kinds, runs);
    });
}

void EvaluateView::setBusy(const QString& what) {
    busy_->setText(what);
    busy_->setVisible(!what.isEmpty());
    stop_->setVisible(!what.isEmpty());
    evaluate_->setEnabled(what.isEmpty() && !list_->ticked().isEmpty());
    floors_->setEnabled(what.isEmpty());
}

}  // namespace haberdash::ui
