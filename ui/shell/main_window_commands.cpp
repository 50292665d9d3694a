// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/convert.h"
#include "ui/dialogs/command_palette.h"
#include "ui/dialogs/fuzzy.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/keys_overlay.h"
#include "ui/dialogs/preferences_dialog.h"
#include "ui/panels/inspector.h"
#include "ui/panels/jobs_strip.h"
#include "ui/shell/main_window.h"
#include "ui/shell/project_actions.h"
#include "ui/widgets/notice_bar.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QTimer>

#include <algorithm>
#include <tuple>
#include <utility>

namespace haberdash::ui {

void MainWindow::add(const char* id,
                     const char* menu,
                     const QString& text,
                     const QString& hint,
                     const QKeySequence& shortcut,
                     const char* icon,
                     std::function<void()> run) {
    commands_.add({.id = QLatin1String(id),
                   .menu = QLatin1String(menu),
                   .scope = Scope::Global,
                   .text = text,
                   .hint = hint,
                   .shortcut = shortcut,
                   .icon = QLatin1String(icon)},
                  this,
                  std::move(run));
}

void MainWindow::addCommands() {
    const std::pair<const char*, QString> titles[] = {{"file", tr("&File")},
                                                      {"edit", tr("&Edit")},
                                                      {"view", tr("&View")},
                                                      {"label", tr("&Label")},
                                                      {"train", tr("&Train")},
                                                      {"evaluate", tr("E&valuate")},
                                                      {"help", tr("&Help")}};
    for (const auto& [key, title] : titles) {
        menuOf_[QLatin1String(key)] = menus_->addMenu(title);
    }
    connect(&commands_, &CommandTable::changed, this, [this] {
        if (!std::exchange(isMenuRebuildDue_, true)) {
            QTimer::singleShot(0, this, &MainWindow::rebuildMenus);
        }
    });
    addFileCommands();
    addViewCommands();
    addHelpCommands();
}

void MainWindow::addFileCommands() {
    add("file.new",
        "file",
        tr("&New project from files…"),
        tr("Imports products into a new project"),
        QKeySequence(Qt::CTRL | Qt::Key_N),
        "plus",
        [this] { openImport({}, true); });
    add("file.open",
        "file",
        tr("&Open project…"),
        tr("Opens another project folder"),
        QKeySequence(Qt::CTRL | Qt::Key_O),
        "folder",
        [this] { chooseProject(); });
    add("file.sample",
        "file",
        tr("Explore the sample catalogue"),
        tr("Draws a catalog, simulates shoppers and trains a first model"),
        {},
        "spool",
        [this] { exploreSample(); });
    add("file.import",
        "file",
        tr("&Import products…"),
        tr("Adds products, pictures and events to this project"),
        QKeySequence(Qt::CTRL | Qt::Key_I),
        "import",
        [this] { openImport({}, !workspace_.isOpen()); });
    add("file.features",
        "file",
        tr("&Read texts and pictures"),
        tr("Computes what is new of the features that models learn from"),
        {},
        "image",
        [this] { actions_->computeFeatures(); });
    add("file.starters",
        "train",
        tr("Train simple models and a first one of texts and pictures"),
        tr("Trains popularity, content, item-knn and a quick multimodal model, and evaluates them"),
        {},
        "train",
        [this] { actions_->trainStarters(); });
    add("file.simulate",
        "train",
        tr("Simulate 500 shoppers"),
        tr("Adds sessions of 500 simulated shoppers to learn from, marked as simulated"),
        {},
        "session",
        [this] {
            if (workspace_.isReadOnly()) {
                notice_->show(NoticeBar::Kind::Warning, workspace_.readOnlySentence());
            } else {
                actions_->simulateShoppers();
            }
        });
    add("file.close",
        "file",
        tr("&Close project"),
        {},
        QKeySequence(Qt::CTRL | Qt::Key_W),
        "close",
        [this] { closeProject(); });
    add("file.preferences",
        "edit",
        tr("&Preferences…"),
        tr("Theme, zoom, language and keys"),
        QKeySequence(Qt::CTRL | Qt::Key_Comma),
        "settings",
        [this] { openPreferences(); });
    add("file.encoders",
        "edit",
        tr("&Encoders…"),
        tr("What turns texts and pictures into vectors: add your own, put one to use"),
        {},
        "image",
        [this] { openPreferences()->showEncoders(); });
    add("file.quit", "file", tr("&Quit"), {}, QKeySequence(Qt::CTRL | Qt::Key_Q), "", [this] {
        close();
    });
}

void MainWindow::addViewCommands() {
    for (const ViewEntry& entry : entries_) {
        const QString id = QStringLiteral("view.") + entry.id;
        add(id.toLatin1().constData(),
            "view",
            entry.title,
            tr("Shows this view"),
            QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + entry.number)),
            entry.icon.toLatin1().constData(),
            [this, name = entry.id] {
                if (workspace_.isOpen()) {
                    showView(name);
                }
            });
    }
    add("view.palette",
        "view",
        tr("Search or run…"),
        tr("Finds products, shoppers and commands"),
        QKeySequence(Qt::CTRL | Qt::Key_K),
        "search",
        [this] {
            if (palette_) {
                palette_->open();
            }
        });
    add("view.inspector",
        "view",
        tr("Show or hide the inspector"),
        {},
        QKeySequence(Qt::Key_F9),
        "inspector",
        [this] {
            if (workspace_.isOpen()) {
                const bool isShown = !inspectorDock_->isVisible();
                inspectorDock_->setVisible(isShown);
                QSettings().setValue(QStringLiteral("window/inspector/") + currentId_, isShown);
            }
        });
    add("view.jobs",
        "view",
        tr("Show or hide the jobs"),
        {},
        QKeySequence(Qt::Key_F8),
        "jobs",
        [this] { jobs_->setVisible(!jobs_->isVisible()); });
    add("view.next-pane", "view", tr("Next pane"), {}, QKeySequence(Qt::Key_F6), "", [this] {
        focusNextPane();
    });
    add("view.fullscreen",
        "view",
        tr("Full screen"),
        {},
        QKeySequence(Qt::Key_F11),
        "fullscreen",
        [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    add("view.zoom-in",
        "view",
        tr("Larger"),
        {},
        QKeySequence(Qt::CTRL | Qt::Key_Plus),
        "plus",
        [this] { changeZoom(0.1); });
    add("view.zoom-out",
        "view",
        tr("Smaller"),
        {},
        QKeySequence(Qt::CTRL | Qt::Key_Minus),
        "minus",
        [this] { changeZoom(-0.1); });
    add("view.zoom-reset",
        "view",
        tr("Normal size"),
        {},
        QKeySequence(Qt::CTRL | Qt::Key_0),
        "",
        [this] { changeZoom(0); });
    const std::tuple<const char*, QString, ThemeMode> themes[] = {
        {"view.theme-light", tr("Light theme"), ThemeMode::Light},
        {"view.theme-dark", tr("Dark theme"), ThemeMode::Dark},
        {"view.theme-system", tr("Theme of the system"), ThemeMode::System}};
    for (const auto& [id, text, mode] : themes) {
        add(id, "view", text, {}, {}, "", [this, mode = mode] {
            Preferences changed = preferences_;
            changed.theme = mode;
            setPreferences(changed);
        });
    }
    add("view.back", "", tr("Back"), {}, QKeySequence(Qt::Key_Escape), "", [this] { back(); });
}

void MainWindow::addHelpCommands() {
    add("help.guide", "help", tr("User &guide"), {}, QKeySequence(Qt::Key_F1), "help", [this] {
        openHelp();
    });
    add("help.keys",
        "help",
        tr("&Keys"),
        tr("Shows every key"),
        QKeySequence(Qt::Key_Question),
        "keyboard",
        [this] {
            if (keys_) {
                keys_->open();
            }
        });
}

void MainWindow::rebuildMenus() {
    isMenuRebuildDue_ = false;
    for (const auto& [key, menu] : menuOf_) {
        menu->clear();
        for (const CommandSpec& spec : commands_.specs()) {
            if (spec.menu == key) {
                menu->addAction(commands_.action(spec.id));
            }
        }
        menu->menuAction()->setVisible(!menu->isEmpty());
    }
    fitMenuBar();
    QMenu* const recent = menuOf_[QStringLiteral("file")]->addMenu(tr("Open &recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] {
        recent->clear();
        for (const QString& folder : recentProjects()) {
            recent
                ->addAction(QFileInfo(folder).completeBaseName(),
                            this,
                            [this, folder] { openProject(folder); })
                ->setStatusTip(folder);
        }
        if (recent->isEmpty()) {
            recent->addAction(tr("No project was opened yet"))->setEnabled(false);
        }
    });
    paletteField_->setAccessibleName(tr("Search or run"));
    fitHeader();
    const bool isOpen = workspace_.isOpen();
    for (const char* const id : {"file.features", "file.starters", "file.close"}) {
        commands_.action(QLatin1String(id))->setEnabled(isOpen);
    }
}

void MainWindow::fitMenuBar() {
    // From right to left, Qt's own hint depends on the width that the bar happens to have.
    int width = scaled(8);
    for (const QAction* const action : menus_->actions()) {
        if (action->isVisible()) {
            const QString text = QString(action->text()).remove(QLatin1Char('&'));
            width += menus_->fontMetrics().horizontalAdvance(text) + scaled(28);
        }
    }
    menus_->setMinimumWidth(width);
    fitHeader();
}

// At large type the menus need the room: the project's name goes, and of the field the lens stays.
void MainWindow::fitHeader() {
    const QAction* const search = commands_.action(QStringLiteral("view.palette"));
    if (!search) {
        return;
    }
    const QString words =
        tr("Search or run   %1").arg(search->shortcut().toString(QKeySequence::NativeText));
    paletteField_->setText(words);
    paletteField_->setToolTip(words);
    const int field = std::max(scaled(260), paletteField_->sizeHint().width());
    const int name = projectName_->sizeHint().width();
    const bool isTight = menus_->minimumWidth() + name + field + scaled(52) > width();
    projectName_->setHidden(isTight);
    paletteField_->setMinimumWidth(isTight ? 0 : scaled(260));
    if (isTight) {
        paletteField_->setText({});
    }
}

void MainWindow::addPaletteSources() {
    palette_->addSource([this](const QString& words) { return commandEntries(words); });
    palette_->addSource([this](const QString& words) { return catalogEntries(words); });
    palette_->addSource([this](const QString& words) { return projectEntries(words); });
}

std::vector<CommandPalette::Entry> MainWindow::commandEntries(const QString& words) {
    constexpr qsizetype kLeastLetters = 3;
    std::vector<CommandPalette::Entry> found;
    for (const CommandSpec& spec : commands_.specs()) {
        QAction* const action = commands_.action(spec.id);
        const QString text = QString(spec.text).remove(QLatin1Char('&'));
        std::optional<int> score = fuzzyScore(words, text);
        if (!score && words.size() >= kLeastLetters &&
            spec.hint.contains(words, Qt::CaseInsensitive)) {
            score = 0;  // after all that have it in their name
        }
        if (score && action->isEnabled()) {
            found.push_back({text,
                             scopeName(spec.scope),
                             action->shortcut().toString(QKeySequence::NativeText),
                             spec.icon,
                             [action] { action->trigger(); },
                             *score});
        }
    }
    return found;
}

std::vector<CommandPalette::Entry> MainWindow::catalogEntries(const QString& words) {
    std::vector<CommandPalette::Entry> found;
    constexpr qsizetype kLeastLetters = 2;
    constexpr std::size_t kMostProducts = 8;
    constexpr std::size_t kMostShoppers = 5;
    constexpr int kBonus = 5;  // a command in which the letters stand in a row comes first
    if (!workspace_.isOpen() || words.size() < kLeastLetters) {
        return found;
    }
    const int score = static_cast<int>(words.size()) * kBonus;
    for (const ItemId id : workspace_.items().search(fromQt(words), kMostProducts)) {
        found.push_back({toQt(workspace_.items().item(id).title),
                         tr("Product"),
                         {},
                         QStringLiteral("tag"),
                         [this, id] {
                             showView(QStringLiteral("catalog"));
                             workspace_.select(id);
                         },
                         score});
    }
    for (const EventStore::ShopperRow& row :
         workspace_.events().findShoppers(fromQt(words), kMostShoppers)) {
        const QString key = toQt(row.shopper.key);
        const QString name = row.shopper.name.empty() ? key : toQt(row.shopper.name);
        found.push_back({name,
                         tr("Shopper"),
                         {},
                         QStringLiteral("persona"),
                         [this, key, name] {
                             workspace_.setAudience({Audience::Kind::Shopper, key, name});
                             showView(QStringLiteral("recommend"));
                         },
                         score});
    }
    return found;
}

std::vector<CommandPalette::Entry> MainWindow::projectEntries(const QString& words) {
    std::vector<CommandPalette::Entry> found;
    for (const QString& folder : recentProjects()) {
        const QString name = QFileInfo(folder).completeBaseName();
        const std::optional<int> score = fuzzyScore(words, name);
        if (score && folder != workspace_.folder()) {
            found.push_back({name,
                             tr("Project"),
                             {},
                             QStringLiteral("folder"),
                             [this, folder] { openProject(folder); },
                             *score - 2});
        }
    }
    return found;
}

void MainWindow::chooseProject() {
    auto* const dialog = new QFileDialog(this, tr("Open project"), projectsFolder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openProject);
    dialog->open();
}

void MainWindow::openImport(const QStringList& paths, const bool isNewProject) {
    if (!isNewProject && workspace_.isReadOnly()) {
        notice_->show(NoticeBar::Kind::Warning, workspace_.readOnlySentence());
        return;
    }
    auto* const dialog =
        new ImportDialog(engine_, isNewProject ? QString() : workspace_.folder(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::importWanted, actions_, &ProjectActions::importInto);
    dialog->setPaths(paths);
    dialog->open();
}

void MainWindow::exploreSample() {
    actions_->exploreSample(projectsFolder() + QStringLiteral("/sample.hab"));
}

void MainWindow::changeZoom(const double step) {
    Preferences changed = preferences_;
    changed.zoom = step == 0 ? 1.0 : std::clamp(preferences_.zoom + step, 0.8, 2.0);
    setPreferences(changed);
}

void MainWindow::setPreferences(const Preferences& preferences) {
    const bool isLanguageNew = preferences.language != preferences_.language;
    preferences_ = preferences;
    writePreferences(preferences);
    applyTheme(preferences.theme, preferences.zoom);
    showInspector();
    fitMenuBar();
    if (isLanguageNew) {
        notice_->show(NoticeBar::Kind::Info,
                      tr("The language changes when Haberdash is started again."));
    }
}

PreferencesDialog* MainWindow::openPreferences() {
    auto* const dialog =
        new PreferencesDialog(preferences_,
                              commands_,
                              engine_,
                              workspace_.isOpen() ? workspace_.folder() : QString(),
                              this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PreferencesDialog::changed, this, &MainWindow::setPreferences);
    dialog->open();
    return dialog;
}

void MainWindow::openHelp() {
    auto* const dialog = new HelpDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

}  // namespace haberdash::ui
