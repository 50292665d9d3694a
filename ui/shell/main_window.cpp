// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/convert.h"
#include "ui/dialogs/command_palette.h"
#include "ui/dialogs/first_run.h"
#include "ui/dialogs/keys_overlay.h"
#include "ui/panels/inspector.h"
#include "ui/panels/jobs_strip.h"
#include "ui/panels/rail.h"
#include "ui/shell/icons.h"
#include "ui/shell/no_events.h"
#include "ui/shell/project_actions.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/skeleton.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QResizeEvent>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace haberdash::ui {

namespace {

constexpr int kLeastWithInspector = 1000;  // pixels at 100 %

}  // namespace

MainWindow::MainWindow(const QString& program, QWidget* parent)
    : QMainWindow(parent),
      engine_(program),
      context_{workspace_, engine_, commands_, pictures_},
      actions_(new ProjectActions(workspace_, engine_, this)),
      entries_(makeViews()),
      preferences_(readPreferences()) {
    setObjectName(QStringLiteral("window"));
    setWindowTitle(QStringLiteral("Haberdash"));
    setAcceptDrops(true);
    setMinimumSize(640, 480);
    buildHeader();
    buildCentre();
    buildInspector();
    addCommands();
    connectParts();
    restoreKeptGeometry();
}

MainWindow::~MainWindow() {
    // The views hear of nothing while the parts that they borrow go.
    workspace_.disconnect();
    engine_.disconnect();
    commands_.disconnect();
    pictures_.disconnect();
    delete takeCentralWidget();
    delete inspectorDock_;
}

void MainWindow::buildHeader() {
    auto* const header = new QWidget(this);
    header->setObjectName(QStringLiteral("header"));
    menus_ = new QMenuBar(header);
    menus_->setAccessibleName(tr("Menus"));
    menus_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    projectName_ = new QLabel(header);
    projectName_->setTextFormat(Qt::PlainText);
    setRole(projectName_, "muted");
    paletteField_ = new QPushButton(header);
    paletteField_->setIcon(lineIcon(QStringLiteral("search")));
    paletteField_->setMinimumWidth(scaled(260));
    paletteField_->setFocusPolicy(Qt::TabFocus);
    setRole(paletteField_, "field");
    auto* const row = new QHBoxLayout(header);
    row->setContentsMargins(scaled(4), scaled(4), scaled(12), scaled(4));
    row->setSpacing(scaled(12));
    row->addWidget(menus_);
    row->addStretch(1);
    row->addWidget(projectName_);
    row->addWidget(paletteField_);
    setMenuWidget(header);
}

void MainWindow::buildCentre() {
    auto* const centre = new QWidget(this);
    auto* const column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    notice_ = new NoticeBar(centre);
    outer_ = new QStackedWidget(centre);
    bench_ = new QWidget(outer_);
    auto* const row = new QHBoxLayout(bench_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    rail_ = new Rail(bench_);
    stack_ = new QStackedWidget(bench_);
    skeleton_ = new Skeleton(stack_);
    stack_->addWidget(skeleton_);
    row->addWidget(rail_);
    row->addWidget(stack_, 1);
    outer_->addWidget(bench_);
    jobs_ = new JobsStrip(engine_, centre);
    column->addWidget(notice_);
    column->addWidget(outer_, 1);
    column->addWidget(jobs_);
    setCentralWidget(centre);
    for (const ViewEntry& entry : entries_) {
        rail_->add(entry.id, entry.title, entry.icon, entry.number);
    }
}

void MainWindow::buildInspector() {
    inspectorDock_ = new QDockWidget(tr("Inspector"), this);
    inspectorDock_->setObjectName(QStringLiteral("inspector"));
    // Docks that float cannot be docked again on Wayland.
    inspectorDock_->setFeatures(QDockWidget::NoDockWidgetFeatures);
    inspectorDock_->setTitleBarWidget(new QWidget(inspectorDock_));
    auto* const standIn = new QWidget(inspectorDock_);
    standIn->setMinimumSize(scaled(260), 1);
    standIn->setAutoFillBackground(true);
    standIn->setBackgroundRole(QPalette::Base);
    inspectorDock_->setWidget(standIn);
    // Qt keeps docks on their side when the layout is mirrored.
    addDockWidget(isRightToLeft() ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea,
                  inspectorDock_);
    resizeDocks({inspectorDock_}, {scaled(320)}, Qt::Horizontal);
}

void MainWindow::buildFirstRun() {
    if (firstRun_) {
        return;
    }
    firstRun_ = new FirstRun(outer_);
    outer_->addWidget(firstRun_);
    connect(firstRun_, &FirstRun::sampleWanted, this, &MainWindow::exploreSample);
    connect(firstRun_, &FirstRun::openWanted, this, &MainWindow::chooseProject);
    connect(firstRun_, &FirstRun::recentWanted, this, &MainWindow::openProject);
    connect(firstRun_, &FirstRun::importWanted, this, [this](const QStringList& paths) {
        openImport(paths, true);
    });
}

void MainWindow::connectParts() {
    connect(rail_, &Rail::chosen, this, &MainWindow::showView);
    connect(&workspace_, &Workspace::projectChanged, this, &MainWindow::followProject);
    connect(&workspace_, &Workspace::problem, this, [this](const QString& sentence) {
        notice_->show(NoticeBar::Kind::Problem, sentence, tr("Try again"), [this] {
            workspace_.reloadCatalogInBackground();
        });
    });
    connect(actions_, &ProjectActions::openWanted, this, &MainWindow::openProject);
    connect(actions_, &ProjectActions::eventsMissing, this, [this] {
        offerSimulation(*notice_, commands_);
    });
    connect(actions_, &ProjectActions::starterReady, this, [this](const QString& run) {
        workspace_.setCurrentRun(run);
        notice_->show(NoticeBar::Kind::Good,
                      tr("The first model is trained and evaluated."),
                      tr("See recommendations"),
                      [this] { showView(QStringLiteral("recommend")); });
    });
    connect(&engine_, &EngineClient::jobFinished, this, [this](const Job* job) {
        // The Train view says it itself, with a way on of its own.
        const bool isTold = currentId_ == QLatin1String("train") &&
                            job->arguments().value(0) == QLatin1String("train");
        if (job->state() == Job::State::Failed && !isTold &&
            !job->arguments().contains(QStringLiteral("--dry-run"))) {
            notice_->show(NoticeBar::Kind::Problem,
                          job->failure(),
                          tr("Start again"),
                          [this, title = job->title(), words = job->arguments()] {
                              engine_.start(title, words);
                          });
        }
    });
}

void MainWindow::openProject(const QString& folder) {
    keepGeometry();
    try {
        workspace_.open(folder);
    } catch (const Error& error) {
        notice_->show(NoticeBar::Kind::Problem, toQt(error.what()), tr("Open another…"), [this] {
            chooseProject();
        });
        return;
    }
    if (isPainted_) {
        noteRecentProject(workspace_.folder());
    }
    if (workspace_.isReadOnly()) {
        notice_->show(NoticeBar::Kind::Warning,
                      workspace_.readOnlySentence(),
                      tr("Try again"),
                      [this, again = workspace_.folder()] {
                          workspace_.close();
                          openProject(again);
                      });
    } else {
        notice_->dismiss();
    }
}

void MainWindow::closeProject() {
    keepGeometry();
    workspace_.close();
}

void MainWindow::followProject() {
    const bool isOpen = workspace_.isOpen();
    engine_.setProject(workspace_.folder());
    pictures_.setThumbsFile(isOpen ? toQt(workspace_.project().thumbsFile()) : QString());
    setWindowTitle(isOpen ? tr("%1 – Haberdash").arg(workspace_.name())
                          : QStringLiteral("Haberdash"));
    projectName_->setText(!isOpen                   ? QString()
                          : workspace_.isReadOnly() ? tr("%1 (read only)").arg(workspace_.name())
                                                    : workspace_.name());
    projectName_->setToolTip(workspace_.folder());
    if (!isOpen) {
        buildFirstRun();
    }
    outer_->setCurrentWidget(isOpen ? bench_ : firstRun_);
    jobs_->setProjectOpen(isOpen);
    showInspector();
    if (!isOpen) {
        firstRun_->setRecent(recentProjects());
        firstRun_->setFocus();
        return;
    }
    restoreKeptGeometry();
    if (currentId_.isEmpty() && !entries_.empty()) {
        showView(entries_.front().id);
    } else if (View* const view = currentView()) {
        view->activate();
    }
    if (startSteps_ > 0) {
        workspace_.reloadCatalogInBackground();
    }
    if (isStarted_) {
        engine_.warmUp(workspace_.currentRun());
    }
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    fitHeader();
    const int limit = scaled(kLeastWithInspector);
    if ((event->oldSize().width() >= limit) != (event->size().width() >= limit)) {
        showInspector();
    }
}

void MainWindow::showInspector() {
    // Kept for each view. Where a view is about products that it does not explain itself, the
    // inspector is there from the start.
    // At large type it would leave the view no room; F9 shows it all the same.
    const bool isUsual = currentId_ == QLatin1String("catalog");
    const bool hasRoom = width() >= scaled(kLeastWithInspector);
    inspectorDock_->setVisible(
        workspace_.isOpen() && hasRoom &&
        QSettings().value(QStringLiteral("window/inspector/") + currentId_, isUsual).toBool());
}

View* MainWindow::ensureView(const QString& id) {
    const auto made = views_.find(id);
    if (made != views_.end()) {
        return made->second;
    }
    for (const ViewEntry& entry : entries_) {
        if (entry.id == id) {
            View* const view = entry.make(context_, stack_);
            stack_->addWidget(view);
            views_.emplace(id, view);
            connect(view, &View::wanted, this, [this, id] { showView(id); });
            return view;
        }
    }
    return nullptr;
}

bool MainWindow::showView(const QString& id) {
    if (startSteps_ == 0 && viewIds().contains(id)) {
        currentId_ = id;
        rail_->setCurrent(id);
        showInspector();
        return true;
    }
    View* const view = ensureView(id);
    if (!view) {
        return false;
    }
    currentId_ = id;
    stack_->setCurrentWidget(view);
    rail_->setCurrent(id);
    showInspector();
    if (workspace_.isOpen()) {
        view->activate();
        QSettings().setValue(QStringLiteral("window/view"), id);
    }
    return true;
}

View* MainWindow::currentView() const {
    const auto found = views_.find(currentId_);
    return found == views_.end() ? nullptr : found->second;
}

QStringList MainWindow::viewIds() const {
    QStringList ids;
    for (const ViewEntry& entry : entries_) {
        ids << entry.id;
    }
    return ids;
}

bool MainWindow::isSettled() const {
    const View* const view = currentView();
    const bool isLoaded = !workspace_.isOpen() || workspace_.isCatalogLoaded();
    return isStarted_ && isLoaded && pictures_.isIdle() && inspector_->isSettled() &&
           (!workspace_.isOpen() || !view || view->isSettled());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    bool isBusy = false;
    for (const Job* const job : engine_.jobs()) {
        isBusy = isBusy || job->state() == Job::State::Running;
    }
    if (isBusy && !isLeaving_) {
        event->ignore();
        askBeforeClosing();
        return;
    }
    keepGeometry();
    event->accept();
}

void MainWindow::askBeforeClosing() {
    auto* const box = new QMessageBox(
        QMessageBox::Question,
        tr("A job is running"),
        tr("A job is still running. Closing the window stops it; what it has saved so far stays."),
        QMessageBox::NoButton,
        this);
    box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    box->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton* const leave =
        box->addButton(tr("Stop it and close"), QMessageBox::AcceptRole);
    connect(box, &QMessageBox::buttonClicked, this, [this, leave](const QAbstractButton* button) {
        if (button == leave) {
            isLeaving_ = true;
            close();
        }
    });
    box->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() && !workspace_.isReadOnly()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile()) {
            paths << url.toLocalFile();
        }
    }
    if (!paths.isEmpty()) {
        openImport(paths, !workspace_.isOpen());
    }
}

// Nothing that a person arranged before the first paint, and writing takes its time.
void MainWindow::keepGeometry() {
    if (!isPainted_) {
        return;
    }
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/docks"), saveState());
    if (workspace_.isOpen()) {
        settings.setValue(QStringLiteral("projects/view/") + workspace_.name(), currentId_);
    }
}

void MainWindow::restoreKeptGeometry() {
    const QSettings settings;
    if (!workspace_.isOpen()) {
        if (!restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray())) {
            resize(1280, 820);
        }
        return;
    }
    const QString view =
        settings.value(QStringLiteral("projects/view/") + workspace_.name()).toString();
    if (!view.isEmpty()) {
        showView(view);
    }
}

void MainWindow::back() {
    if (palette_ && palette_->isVisible()) {
        palette_->close();
    } else if (keys_ && keys_->isVisible()) {
        keys_->close();
    } else if (isFullScreen()) {
        showNormal();
    } else if (View* const view = currentView(); view && workspace_.isOpen()) {
        view->activate();
    }
}

void MainWindow::focusNextPane() {
    QWidget* const focus = QApplication::focusWidget();
    QList<QWidget*> panes;
    if (QWidget* const centre =
            workspace_.isOpen() ? static_cast<QWidget*>(currentView()) : firstRun_) {
        panes << centre;
    }
    if (inspector_ && inspectorDock_->isVisible()) {
        panes << inspector_;
    }
    if (jobs_->isVisible()) {
        panes << jobs_;
    }
    panes << menuWidget();
    if (rail_->isVisible()) {
        panes << rail_;
    }
    qsizetype here = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (focus && (panes[i] == focus || panes[i]->isAncestorOf(focus))) {
            here = i;
        }
    }
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        QWidget* const pane = panes[(here + step) % panes.size()];
        if (auto* const view = qobject_cast<View*>(pane)) {
            view->activate();
            return;
        }
        for (QWidget* const child : pane->findChildren<QWidget*>()) {
            if (child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus)) {
                child->setFocus(Qt::ShortcutFocusReason);
                return;
            }
        }
    }
}

}  // namespace haberdash::ui
