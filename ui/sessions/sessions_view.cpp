// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/sessions_view.h"

#include "ui/convert.h"
#include "ui/pictures/picture_cache.h"
#include "ui/recommend/audience_picker.h"
#include "ui/recommend/event_words.h"
#include "ui/sessions/click_panel.h"
#include "ui/sessions/product_picker.h"
#include "ui/sessions/replay_figures.h"
#include "ui/sessions/replay_panel.h"
#include "ui/sessions/session_bar.h"
#include "ui/sessions/session_controller.h"
#include "ui/sessions/session_strip.h"
#include "ui/shell/command_table.h"
#include "ui/shell/icons.h"
#include "ui/shell/workspace.h"
#include "ui/train/words.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice_bar.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

namespace haberdash::ui {

SessionsView::SessionsView(const ViewContext& context, QWidget* parent)
    : View(parent),
      context_(context),
      controller_(new SessionController(context.workspace, context.engine, this)),
      notice_(new NoticeBar(this)),
      bar_(new SessionBar),
      picker_(new AudiencePicker(context.workspace, this)),
      products_(new ProductPicker(context.workspace, this)),
      heading_(new QLabel),
      strip_(new SessionStrip(*controller_, context.workspace, context.pictures)),
      click_(new QComboBox),
      add_(new QPushButton(lineIcon(QStringLiteral("plus")), tr("Add…"))),
      out_(new QPushButton(lineIcon(QStringLiteral("minus")), tr("Take out"))),
      remove_(new QPushButton(lineIcon(QStringLiteral("trash")), tr("Remove"))),
      earlier_(new QPushButton(lineIcon(QStringLiteral("chevron-left")), {})),
      later_(new QPushButton(lineIcon(QStringLiteral("chevron-right")), {})),
      restore_(new QPushButton(lineIcon(QStringLiteral("undo")), tr("Restore"))),
      first_(new ReplayPanel(context.workspace, context.pictures)),
      second_(new ReplayPanel(context.workspace, context.pictures)),
      clicks_(new ClickPanel(true)),
      figures_(new ReplayFigures),
      empty_(new EmptyState),
      pages_(new QStackedWidget) {
    arrange();
    connectBar();
    connectController();
    addCommands();
    addStripCommands();
    controller_->setClicks(clicks_->fields());
    Workspace& workspace = context_.workspace;
    connect(&workspace, &Workspace::projectChanged, this, &SessionsView::openProject);
    connect(&workspace, &Workspace::runsChanged, this, &SessionsView::showRuns);
    connect(&workspace, &Workspace::currentRunChanged, this, &SessionsView::showRuns);
    connect(&workspace, &Workspace::audienceChanged, this, &SessionsView::showRuns);
    connect(&context_.engine, &EngineClient::jobFinished, this, [this](const Job* job) {
        // Whoever asked for them: there may be sessions of these shoppers to list.
        if (job->arguments().value(0) == QLatin1String("simulate") &&
            job->arguments().value(1) == context_.workspace.folder()) {
            controller_->reload();
        }
    });
    openProject();
}

void SessionsView::connectBar() {
    connect(
        bar_, &SessionBar::audienceAsked, this, [this] { picker_->popUp(bar_->audienceButton()); });
    connect(picker_, &AudiencePicker::chosen, this, [this](const Audience& audience) {
        context_.workspace.setAudience(audience);
        strip_->setFocus();
    });
    connect(bar_, &SessionBar::sessionChosen, this, [this](const std::optional<std::size_t> place) {
        controller_->choose(place);
        strip_->setFocus();
    });
    connect(bar_, &SessionBar::runChosen, this, [this](const QString& run) {
        context_.workspace.setCurrentRun(run);
    });
    connect(bar_, &SessionBar::otherRunChosen, controller_, &SessionController::setOtherRun);
    connect(bar_, &SessionBar::countChosen, controller_, &SessionController::setCount);
    connect(bar_, &SessionBar::replayAsked, this, &SessionsView::replay);
    connect(bar_, &SessionBar::simulateAsked, this, &SessionsView::askSimulation);
    connect(bar_, &SessionBar::personaAsked, this, &SessionsView::editPersona);
    connect(
        clicks_, &ClickPanel::changed, this, [this] { controller_->setClicks(clicks_->fields()); });
}

void SessionsView::connectController() {
    connect(controller_, &SessionController::sessionsChanged, this, &SessionsView::showSessions);
    connect(controller_, &SessionController::eventsChanged, this, &SessionsView::showEvents);
    connect(controller_, &SessionController::replayed, this, [this] {
        strip_->renew();
        showStep();
    });
    connect(controller_, &SessionController::stateChanged, this, &SessionsView::showState);
    connect(strip_, &SessionStrip::looked, this, &SessionsView::showStep);
    connect(strip_, &SessionStrip::menuAsked, this, &SessionsView::askEventMenu);
    connectPanel(first_);
    connectPanel(second_);
    connect(add_, &QPushButton::clicked, this, [this] { products_->popUp(add_); });
    connect(products_, &ProductPicker::chosen, this, [this](const qint64 item) {
        add(ItemId{item}, EventKind::View);
        strip_->setFocus();
    });
    connect(out_, &QPushButton::clicked, this, &SessionsView::switchEvent);
    connect(remove_, &QPushButton::clicked, this, &SessionsView::removeEvent);
    connect(earlier_, &QPushButton::clicked, this, [this] { moveEvent(-1); });
    connect(later_, &QPushButton::clicked, this, [this] { moveEvent(1); });
    connect(restore_, &QPushButton::clicked, controller_, &SessionController::restore);
    connect(empty_, &EmptyState::actionTriggered, this, &SessionsView::runEmptyAction);
}

void SessionsView::connectPanel(ReplayPanel* panel) {
    connect(panel, &ReplayPanel::looked, this, [this](const qint64 item) {
        context_.workspace.select(ItemId{item});
    });
    connect(panel, &ReplayPanel::acted, this, &SessionsView::act);
    connect(panel, &ReplayPanel::menuAsked, this, &SessionsView::askProductMenu);
}

void SessionsView::activate() {
    if (pages_->currentWidget() == empty_ && !empty_->button()->isHidden()) {
        empty_->button()->setFocus();
    } else {
        strip_->setFocus();
    }
}

void SessionsView::showEvent(QShowEvent* event) {
    View::showEvent(event);
    controller_->setAwake(true);
}

void SessionsView::hideEvent(QHideEvent* event) {
    View::hideEvent(event);
    controller_->setAwake(false);
}

bool SessionsView::isSettled() const {
    return !controller_->isBusy() && context_.pictures.isIdle();
}

void SessionsView::openProject() {
    setEnabled(context_.workspace.isOpen());
    notice_->dismiss();  // its way on was meant for another project
    showRuns();
    showSessions();
    showEvents();
    showState();
}

void SessionsView::showRuns() {
    const bool isOpen = context_.workspace.isOpen();
    bar_->setRuns(isOpen ? context_.workspace.runs().all() : std::vector<Run>(),
                  context_.workspace.currentRun());
    const Audience& audience = context_.workspace.audience();
    bar_->setAudience(audience.name, audience.kind == Audience::Kind::Persona);
    controller_->setOtherRun(bar_->otherRun());
    showState();
}

void SessionsView::showSessions() {
    bar_->setSessions(controller_->listed(), controller_->chosen());
    // Looking at what is stored is no shopping; a session that is built is made of clicks.
    click_->setCurrentIndex(click_->findData(controller_->chosen() ? -1 : 0));
}

QString SessionsView::simulationText(const QString& policy, const QString& clicks) {
    const QString shown = policy == QLatin1String("popularity") ? tr("shown popular products")
                          : policy == QLatin1String("random")   ? tr("shown products by chance")
                          : policy == QLatin1String("mixture")
                              ? tr("shown popular products and some by chance")
                              : tr("shown what %1 ranks").arg(policy);
    const QString model = clicks == QLatin1String("position")    ? tr("position model")
                          : clicks == QLatin1String("dependent") ? tr("dependent click model")
                                                                 : tr("cascade model");
    return tr("%1, clicks by the %2").arg(shown, model);
}

QString SessionsView::heading() const {
    const int count = static_cast<int>(controller_->events().size());
    QStringList parts;
    const ListedSession* const row = controller_->session();
    if (!row) {
        parts << tr("BUILT HERE");
    } else if (row->isSimulated) {
        parts << tr("SIMULATED SESSION");
    } else {
        parts << (row->stored ? tr("STORED SESSION") : tr("EVENTS WITHOUT A LONG PAUSE"));
    }
    parts << tr("%n EVENT(S)", "", count);
    if (row && row->isSimulated) {
        const Json detail = Json::parse(row->detail, nullptr, false);
        if (detail.is_object() && detail.contains("policy") && detail.contains("clicks")) {
            parts << simulationText(toQt(detail.value("policy", std::string())),
                                    toQt(detail.value("clicks", std::string())));
        }
    }
    if (const std::size_t earlier = controller_->result().earlier; earlier > 0) {
        parts << tr("after %n earlier event(s)", "", static_cast<int>(earlier));
    }
    if (const QStringList& learned = controller_->result().learned; !learned.isEmpty()) {
        parts << tr("learned from by %1, whose ranks are flattered")
                     .arg(learned.join(QStringLiteral(", ")));
    }
    if (controller_->isTouched() && row) {
        parts << tr("changed here, not stored");
    }
    return parts.join(QStringLiteral(" · "));
}

void SessionsView::showEvents() {
    strip_->renew();
    showStep();
}

void SessionsView::showStep() {
    heading_->setText(heading());
    const std::optional<std::size_t> event = strip_->currentEvent();
    const std::vector<StripEvent>& events = controller_->events();
    const bool isEvent = event && *event < events.size();
    out_->setEnabled(isEvent);
    out_->setText(isEvent && !events[*event].isOn ? tr("Put back") : tr("Take out"));
    remove_->setEnabled(isEvent);
    earlier_->setEnabled(isEvent && *event > 0);
    later_->setEnabled(isEvent && *event + 1 < events.size());
    restore_->setEnabled(controller_->isTouched());
    const Replayed& replayed = controller_->result();
    const ReplayedStep* const step =
        isEvent ? replayed.stepBefore(*event + 1)
                : (replayed.steps.empty() ? nullptr : &replayed.steps.back());
    const bool hasNext = step && step->event > 0 && step->event <= events.size();
    showPanels(step, hasNext ? std::optional(events[step->event - 1].item) : std::nullopt);
    figures_->show(replayed, step);
    clicks_->setByTaste(replayed.isByTaste);
    if (isEvent && strip_->hasFocus()) {
        context_.workspace.select(events[*event].item);
    }
}

void SessionsView::showPanels(const ReplayedStep* step, const std::optional<ItemId> next) {
    const QStringList& runs = controller_->result().runs;
    for (std::size_t model = 0; model < 2; ++model) {
        ReplayPanel* const shown = panel(model);
        const bool isThere = step && model < step->lists.size();
        shown->setVisible(model == 0 || runs.size() > 1);
        if (!isThere) {
            shown->clear();
            continue;
        }
        const bool isPair = step->lists.size() == 2;
        shown->setTitle(bar_->titleOf(runs[static_cast<qsizetype>(model)]));
        shown->show(
            step->lists[model], isPair ? runs[static_cast<qsizetype>(1 - model)] : QString(), next);
        shown->setSentence(sentenceFor(*step, model));
    }
}

QString SessionsView::sentenceFor(const ReplayedStep& step, const std::size_t model) const {
    const ReplayedList& list = step.lists[model];
    const QString clicks = tr("%1 simulated clicks on this list").arg(figureText(list.clicks, 2));
    if (step.event == 0 && !controller_->result().isByTaste) {
        return tr("After all events: nothing is left to click");
    }
    if (step.event == 0) {
        return tr("After all events · %1").arg(clicks);
    }
    const QString moment = tr("Before event %1").arg(step.event);
    if (step.isSeen) {
        return tr("%1, whose product was seen before · %2").arg(moment, clicks);
    }
    return list.rank
               ? tr("%1, whose product stands at rank %2 · %3")
                     .arg(moment, QLocale().toString(static_cast<qlonglong>(*list.rank)), clicks)
               : QStringLiteral("%1 · %2").arg(moment, clicks);
}

void SessionsView::showState() {
    const bool hasRuns = bar_->modelBox()->count() > 0;
    const bool hasFailed = !controller_->failure().isEmpty();
    if (!hasRuns) {
        empty_->set(QStringLiteral("session"),
                    tr("No model to replay with yet"),
                    tr("A replay asks a trained model what it would have shown. Train one first."),
                    tr("Go to Train"));
    } else if (context_.workspace.audience().kind == Audience::Kind::Nobody) {
        empty_->set(QStringLiteral("session"),
                    tr("Whose session?"),
                    tr("Choose a persona or a shopper to see their sessions again, or build one "
                       "by clicking products."),
                    tr("Choose… (U)"));
    } else if (hasFailed) {
        empty_->set(QStringLiteral("problem"),
                    tr("The session could not be replayed"),
                    controller_->failure(),
                    tr("Try again"));
    }
    const bool isEmpty = !controller_->isReady() || !hasRuns || hasFailed;
    pages_->setCurrentIndex(isEmpty ? 1 : 0);
    bar_->replayButton()->setEnabled(!isEmpty || hasFailed);
    bar_->simulateButton()->setEnabled(!job_);
}

void SessionsView::replay() {
    controller_->refresh();
    if (!controller_->events().empty()) {
        strip_->setCurrentEvent(0);
    }
    strip_->setFocus();
}

void SessionsView::switchEvent() {
    if (const std::optional<std::size_t> event = strip_->currentEvent()) {
        controller_->toggle(*event);
    }
}

void SessionsView::removeEvent() {
    if (const std::optional<std::size_t> event = strip_->currentEvent()) {
        controller_->remove(*event);
        strip_->setCurrentEvent(*event < controller_->events().size() ? event : std::nullopt);
    }
}

void SessionsView::moveEvent(const int by) {
    const std::optional<std::size_t> event = strip_->currentEvent();
    if (event && controller_->move(*event, by)) {
        strip_->setCurrentEvent(by < 0 ? *event - 1 : *event + 1);
    }
}

void SessionsView::add(const ItemId item, const EventKind kind) {
    controller_->add(item, kind);
    strip_->setCurrentEvent(std::nullopt);
}

void SessionsView::act(const qint64 item) {
    const int kind = click_->currentData().toInt();
    if (item >= 0 && kind >= 0) {
        add(ItemId{item}, static_cast<EventKind>(kind));
    }
}

void SessionsView::askEventMenu(const QPoint& at) {
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(out_->icon(), out_->text(), this, &SessionsView::switchEvent);
    menu->addAction(remove_->icon(), remove_->text(), this, &SessionsView::removeEvent);
    menu->addAction(earlier_->icon(), tr("Move earlier"), this, [this] { moveEvent(-1); })
        ->setEnabled(earlier_->isEnabled());
    menu->addAction(later_->icon(), tr("Move later"), this, [this] { moveEvent(1); })
        ->setEnabled(later_->isEnabled());
    menu->popup(at);
}

void SessionsView::askProductMenu(const qint64 item, const QPoint& at) {
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const EventKind kind : {EventKind::View,
                                 EventKind::Like,
                                 EventKind::Cart,
                                 EventKind::Purchase,
                                 EventKind::Dislike}) {
        menu->addAction(lineIcon(eventIcon(kind)),
                        tr("Add: %1").arg(eventName(kind)),
                        this,
                        [this, item, kind] { add(ItemId{item}, kind); });
    }
    menu->popup(at);
}

void SessionsView::runEmptyAction() {
    if (bar_->modelBox()->count() == 0) {
        if (QAction* const action = context_.commands.action(QStringLiteral("view.train"))) {
            action->trigger();
        }
    } else if (!controller_->failure().isEmpty()) {
        controller_->refresh();
    } else {
        picker_->popUp(bar_->audienceButton());
    }
}

}  // namespace haberdash::ui
