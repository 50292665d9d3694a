// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sessions/event.h"
#include "ui/shell/view.h"

#include <QPointer>

#include <functional>
#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace haberdash::ui {

class AudiencePicker;
class ClickPanel;
class EmptyState;
class Job;
class NoticeBar;
class PersonaDialog;
class ProductPicker;
class ReplayFigures;
class ReplayPanel;
class SessionBar;
class SessionController;
class SessionStrip;
class SimulateDialog;
struct ReplayedStep;

/// Shows a stored or built session again under one or two models: what each ranked before every
/// event, what the lists share, and how they would be clicked. Events can be taken out, moved and
/// added to see what changes. Whatever is simulated says so.
class SessionsView : public View {
    Q_OBJECT

  public:
    explicit SessionsView(const ViewContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("sessions"); }

    QString title() const override { return tr("Sessions"); }

    QString icon() const override { return QStringLiteral("session"); }

    void activate() override;
    bool isSettled() const override;

    SessionController* controller() const { return controller_; }

    SessionBar* bar() const { return bar_; }

    SessionStrip* strip() const { return strip_; }

    ReplayPanel* panel(std::size_t model) const { return model == 0 ? first_ : second_; }

    ClickPanel* clicks() const { return clicks_; }

    ReplayFigures* figures() const { return figures_; }

    ProductPicker* products() const { return products_; }

    /// What kind of session it is, as shown above the strip.
    QString heading() const;

    /// Opens the options; a job follows when they are accepted.
    void askSimulation();

    /// The options while they are open.
    SimulateDialog* dialog() const;

    /// Opens the chosen persona for change; where none is chosen, or for `isNew`, a new one.
    void editPersona(bool isNew);

    PersonaDialog* personaDialog() const;

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void arrange();
    QWidget* makeStripPanel();
    QWidget* makeClickSide();
    void connectBar();
    void connectController();
    void connectPanel(ReplayPanel* panel);
    void addCommands();
    void addStripCommands();
    void addCommand(const char* id,
                    const QString& text,
                    const QString& hint,
                    const QKeySequence& keys,
                    const char* icon,
                    QWidget* owner,
                    std::function<void()> run);
    void openProject();
    void showRuns();
    void showSessions();
    void showEvents();
    void showStep();
    void showState();
    void showPanels(const ReplayedStep* step, std::optional<ItemId> next);
    static QString simulationText(const QString& policy, const QString& clicks);
    QString sentenceFor(const ReplayedStep& step, std::size_t model) const;
    void replay();
    void switchEvent();
    void removeEvent();
    void moveEvent(int by);
    void add(ItemId item, EventKind kind);
    void act(qint64 item);
    void askEventMenu(const QPoint& at);
    void askProductMenu(qint64 item, const QPoint& at);
    void runEmptyAction();
    bool canWrite();
    void simulate(const QStringList& words);
    void finishSimulation(Job* job, const QStringList& words);

    ViewContext context_;
    SessionController* controller_;
    NoticeBar* notice_;
    SessionBar* bar_;
    AudiencePicker* picker_;
    ProductPicker* products_;
    QLabel* heading_;
    SessionStrip* strip_;
    QComboBox* click_;
    QPushButton* add_;
    QPushButton* out_;
    QPushButton* remove_;
    QPushButton* earlier_;
    QPushButton* later_;
    QPushButton* restore_;
    ReplayPanel* first_;
    ReplayPanel* second_;
    ClickPanel* clicks_;
    ReplayFigures* figures_;
    EmptyState* empty_;
    QStackedWidget* pages_;
    QPointer<SimulateDialog> dialog_;
    QPointer<PersonaDialog> personaDialog_;
    QPointer<Job> job_;
};

}  // namespace haberdash::ui
