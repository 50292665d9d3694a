// SPDX-License-Identifier: GPL-3.0-or-later

// What MainWindow does around its first paint: the shell is painted with a skeleton in the place of
// the view, everything else is made after that.

#include "ui/dialogs/command_palette.h"
#include "ui/dialogs/keys_overlay.h"
#include "ui/panels/inspector.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings.h"
#include "ui/widgets/skeleton.h"

#include <QDockWidget>
#include <QEvent>
#include <QPushButton>
#include <QTimer>

#include <utility>

namespace haberdash::ui {

bool MainWindow::event(QEvent* event) {
    const bool isFirstPaint = event->type() == QEvent::Paint && !isPainted_;
    const bool isHandled = QMainWindow::event(event);
    if (isFirstPaint) {
        isPainted_ = true;
        startLater();
    }
    return isHandled;
}

void MainWindow::showEvent(QShowEvent* event) {
    if (!workspace_.isOpen() && !firstRun_) {
        followProject();
    }
    QMainWindow::showEvent(event);
}

void MainWindow::finishStarting() {
    while (!isStarted_) {
        startStep();
    }
}

// First what a person looks at, then the views behind it one by one, so that clicks and keys are
// answered in between; the engine, a process of its own, comes last.
void MainWindow::startStep() {
    if (isStarted_) {
        return;
    }
    if (startSteps_++ == 0) {
        if (workspace_.isOpen()) {
            noteRecentProject(workspace_.folder());
            workspace_.reloadCatalogInBackground();
        }
        buildOverlays();
        if (!currentId_.isEmpty()) {
            showView(currentId_);
        }
        delete std::exchange(skeleton_, nullptr);
        return;
    }
    if (startSteps_ <= entries_.size() + 1) {
        ensureView(entries_[startSteps_ - 2].id);
        return;
    }
    isStarted_ = true;
    if (workspace_.isOpen()) {
        engine_.warmUp(workspace_.currentRun());
    }
}

void MainWindow::startLater() {
    QTimer::singleShot(0, this, [this] {
        startStep();
        if (!isStarted_) {
            startLater();
        }
    });
}

void MainWindow::buildOverlays() {
    palette_ = new CommandPalette(this);
    keys_ = new KeysOverlay(commands_, this);
    addPaletteSources();
    connect(paletteField_, &QPushButton::clicked, palette_, &Overlay::open);
    delete inspectorDock_->widget();
    inspector_ = new Inspector(context_, inspectorDock_);
    inspector_->setMinimumWidth(scaled(260));
    inspectorDock_->setWidget(inspector_);
}

}  // namespace haberdash::ui
