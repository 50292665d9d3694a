// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/command_palette.h"
#include "ui/engine_client/engine_client.h"
#include "ui/pictures/picture_cache.h"
#include "ui/shell/command_table.h"
#include "ui/shell/settings.h"
#include "ui/shell/view.h"
#include "ui/shell/views.h"
#include "ui/shell/workspace.h"

#include <QMainWindow>
#include <QPointer>

#include <map>
#include <vector>

class QDockWidget;
class QLabel;
class QMenu;
class QMenuBar;
class QPushButton;
class QStackedWidget;

namespace haberdash::ui {

class FirstRun;
class Inspector;
class JobsStrip;
class KeysOverlay;
class NoticeBar;
class PreferencesDialog;
class ProjectActions;
class Rail;

/// The window: rail, views, inspector, jobs strip, palette.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    /// `program` is haberdashctl for tests; empty: found by itself.
    explicit MainWindow(const QString& program = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a project; a failure becomes a sentence in the notice bar.
    void openProject(const QString& folder);
    void closeProject();

    /// Brings a view to the front, making it when it is not there yet; before the first paint a
    /// skeleton stands in for it. False: no such view.
    bool showView(const QString& id);
    View* currentView() const;

    /// Makes everything that was not needed for the first paint, and warms the engine up. The
    /// first paint does it by itself, step by step; earlier calls are for tests.
    void finishStarting();

    /// Nothing is under way that a picture of the window should wait for.
    bool isSettled() const;

    void setPreferences(const Preferences& preferences);

    Workspace& workspace() { return workspace_; }

    EngineClient& engine() { return engine_; }

    CommandTable& commands() { return commands_; }

    CommandPalette& palettePanel() { return *palette_; }

    NoticeBar& notice() { return *notice_; }

    QStringList viewIds() const;

  protected:
    bool event(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    // main_window.cpp
    void buildCentre();
    void buildHeader();
    void buildInspector();
    void buildFirstRun();
    void connectParts();
    void followProject();
    void showInspector();
    View* ensureView(const QString& id);
    void keepGeometry();
    void restoreKeptGeometry();
    void back();
    void focusNextPane();
    void askBeforeClosing();
    // main_window_start.cpp
    void startStep();
    void startLater();
    void buildOverlays();
    // main_window_commands.cpp
    void addCommands();
    void addFileCommands();
    void addViewCommands();
    void addHelpCommands();
    void add(const char* id,
             const char* menu,
             const QString& text,
             const QString& hint,
             const QKeySequence& shortcut,
             const char* icon,
             std::function<void()> run);
    void rebuildMenus();
    void fitMenuBar();
    void fitHeader();
    void addPaletteSources();
    std::vector<CommandPalette::Entry> commandEntries(const QString& words);
    std::vector<CommandPalette::Entry> catalogEntries(const QString& words);
    std::vector<CommandPalette::Entry> projectEntries(const QString& words);
    void chooseProject();
    void openImport(const QStringList& paths, bool isNewProject);
    void exploreSample();
    void changeZoom(double step);
    PreferencesDialog* openPreferences();
    void openHelp();

    Workspace workspace_;
    EngineClient engine_;
    CommandTable commands_;
    PictureCache pictures_;
    ViewContext context_;
    ProjectActions* actions_;
    std::vector<ViewEntry> entries_;
    std::map<QString, View*> views_;
    QString currentId_;
    Preferences preferences_;

    QMenuBar* menus_ = nullptr;
    QLabel* projectName_ = nullptr;
    QPushButton* paletteField_ = nullptr;
    std::map<QString, QMenu*> menuOf_;
    NoticeBar* notice_ = nullptr;
    QStackedWidget* outer_ = nullptr;  ///< first run, or the workbench
    FirstRun* firstRun_ = nullptr;     ///< made when it is needed
    QWidget* bench_ = nullptr;
    QWidget* skeleton_ = nullptr;  ///< gone after the first paint
    Rail* rail_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    JobsStrip* jobs_ = nullptr;
    QDockWidget* inspectorDock_ = nullptr;
    Inspector* inspector_ = nullptr;  ///< made after the first paint, as the two that follow
    CommandPalette* palette_ = nullptr;
    KeysOverlay* keys_ = nullptr;
    std::size_t startSteps_ = 0;  ///< done: the shell's, then one a view
    bool isStarted_ = false;      ///< all are done
    bool isPainted_ = false;
    bool isMenuRebuildDue_ = false;
    bool isLeaving_ = false;
};

}  // namespace haberdash::ui
