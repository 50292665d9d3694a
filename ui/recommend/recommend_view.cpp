// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/recommend_view.h"

#include "core/data/base/error.h"
#include "ui/convert.h"
#include "ui/pictures/picture_cache.h"
#include "ui/recommend/audience_picker.h"
#include "ui/recommend/event_strip.h"
#include "ui/recommend/event_words.h"
#include "ui/recommend/ranking_controller.h"
#include "ui/recommend/ranking_export.h"
#include "ui/recommend/ranking_list.h"
#include "ui/recommend/ranking_model.h"
#include "ui/recommend/recommend_bar.h"
#include "ui/recommend/simulated.h"
#include "ui/recommend/why_panel.h"
#include "ui/rules/rule_draft.h"
#include "ui/rules/rules_panel.h"
#include "ui/shell/command_table.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/folding_columns.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/overwrite.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace haberdash::ui {

namespace {

/// A panel at the side, which scrolls where it is long.
QScrollArea* scrolling(QWidget* panel, const QString& name) {
    auto* const side = new QScrollArea;
    side->setWidget(panel);
    side->setWidgetResizable(true);
    side->setAccessibleName(name);
    side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    side->setMinimumWidth(scaled(260));
    return side;
}

}  // namespace

RecommendView::RecommendView(const ViewContext& context, QWidget* parent)
    : View(parent),
      context_(context),
      draft_(new RuleDraft(context.workspace, this)),
      controller_(new RankingController(context.workspace, context.engine, *draft_, this)),
      model_(new RankingModel(*controller_, context.workspace, this)),
      notice_(new NoticeBar(this)),
      bar_(new RecommendBar),
      picker_(new AudiencePicker(context.workspace, this)),
      stripTitle_(new QLabel),
      stripHint_(new QLabel),
      strip_(new EventStrip(*controller_, context.workspace, context.pictures)),
      undo_(new QPushButton(lineIcon(QStringLiteral("undo")), tr("Undo"))),
      clear_(new QPushButton(tr("Clear"))),
      list_(new RankingList(*model_, context.workspace, context.pictures)),
      why_(new WhyPanel(context.workspace, context.pictures)),
      rules_(new RulesPanel(*draft_, context.workspace, context.engine)),
      status_(new QLabel),
      empty_(new EmptyState),
      pages_(new QStackedWidget) {
    arrange();
    connectController();
    connectBar();
    connectRules();
    addCommands();
    addRuleCommands();
    Workspace& workspace = context_.workspace;
    connect(&workspace, &Workspace::projectChanged, this, &RecommendView::openProject);
    connect(&workspace, &Workspace::runsChanged, this, &RecommendView::showRuns);
    connect(&workspace, &Workspace::currentRunChanged, this, &RecommendView::showRuns);
    connect(&workspace, &Workspace::audienceChanged, this, [this] {
        isOtherAudience_ = true;
        showRuns();
    });
    openProject();
}

QWidget* RecommendView::makeStripPanel() {
    auto* const side = new QFrame;
    setRole(side, "panel");
    side->setMinimumWidth(scaled(210));
    setRole(stripTitle_, "overline");
    setRole(stripHint_, "muted");
    stripHint_->setWordWrap(true);
    setRole(undo_, "quiet");
    setRole(clear_, "quiet");
    undo_->setToolTip(tr("Takes back the last event added here (Backspace)"));
    clear_->setToolTip(tr("Takes back all events added here"));
    auto* const buttons = new QHBoxLayout;
    buttons->addWidget(undo_);
    buttons->addWidget(clear_);
    buttons->addStretch(1);
    auto* const column = new QVBoxLayout(side);
    column->setContentsMargins(scaled(12), scaled(12), scaled(8), scaled(8));
    column->addWidget(stripTitle_);
    column->addWidget(stripHint_);
    column->addWidget(strip_, 1);
    column->addLayout(buttons);
    return side;
}

void RecommendView::arrange() {
    whySide_ = scrolling(why_, tr("Why?"));
    rulesSide_ = scrolling(rules_, tr("Rules"));
    status_->setTextFormat(Qt::PlainText);
    status_->setContentsMargins(scaled(16), scaled(4), scaled(16), scaled(6));
    setRole(status_, "muted");
    auto* const middle = new QWidget;
    auto* const middleColumn = new QVBoxLayout(middle);
    middleColumn->setContentsMargins(0, 0, 0, 0);
    middleColumn->setSpacing(0);
    middleColumn->addWidget(list_, 1);
    middleColumn->addWidget(status_);
    auto* const columns = new FoldingColumns(640);
    columns->add(makeStripPanel(), 240, 210, false);
    columns->add(middle, 900, 360, true);
    columns->add(whySide_, 300, 320, false);
    columns->add(rulesSide_, 300, 320, false);
    pages_->addWidget(columns);
    pages_->addWidget(empty_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(notice_);
    column->addWidget(bar_);
    column->addWidget(pages_, 1);
    showSwitches();
}

void RecommendView::connectController() {
    connect(controller_, &RankingController::rankingChanged, this, &RecommendView::showRanking);
    connect(controller_, &RankingController::eventsChanged, this, &RecommendView::showEvents);
    connect(controller_, &RankingController::stateChanged, this, &RecommendView::showState);
    connect(controller_, &RankingController::otherChanged, this, [this] {
        list_->viewport()->update();
        showState();
    });
    connect(controller_, &RankingController::explained, why_, &WhyPanel::show);
    connect(controller_, &RankingController::explainFailed, why_, &WhyPanel::showProblem);
    connect(list_, &RankingList::looked, this, &RecommendView::look);
    connect(list_, &RankingList::menuAsked, this, &RecommendView::askMenu);
    connect(list_, &RankingList::acted, this, [this] {
        if (const auto kind = bar_->clickMeans()) {
            act(*kind);
        }
    });
    connect(strip_, &EventStrip::productAsked, this, [this](const qint64 item) {
        context_.workspace.select(ItemId{item});
    });
    connect(undo_, &QPushButton::clicked, controller_, &RankingController::undo);
    connect(clear_, &QPushButton::clicked, controller_, &RankingController::clearOwn);
    connect(empty_, &EmptyState::actionTriggered, this, &RecommendView::runEmptyAction);
    connect(empty_, &EmptyState::secondActionTriggered, this, [this] {
        context_.workspace.setAudience({Audience::Kind::Session, {}, tr("My own session")});
    });
}

void RecommendView::connectBar() {
    connect(bar_, &RecommendBar::audienceAsked, this, [this] {
        picker_->popUp(bar_->audienceButton());
    });
    connect(picker_, &AudiencePicker::chosen, this, [this](const Audience& audience) {
        context_.workspace.setAudience(audience);
        list_->setFocus();
    });
    connect(bar_, &RecommendBar::runChosen, this, [this](const QString& run) {
        context_.workspace.setCurrentRun(run);
        list_->setFocus();
    });
    connect(bar_, &RecommendBar::otherRunChosen, controller_, &RankingController::setOtherRun);
    connect(bar_, &RecommendBar::countChosen, controller_, &RankingController::setCount);
    connect(bar_, &RecommendBar::whyAsked, this, &RecommendView::switchWhy);
    connect(bar_, &RecommendBar::whatIfAsked, this, &RecommendView::switchWhatIf);
    connect(bar_, &RecommendBar::diffAsked, this, &RecommendView::switchDiff);
    connect(bar_, &RecommendBar::exportAsked, this, &RecommendView::exportAs);
    controller_->setCount(20);
}

void RecommendView::activate() {
    controller_->catchUp();
    if (pages_->currentWidget() == empty_ && !empty_->button()->isHidden()) {
        empty_->button()->setFocus();
    } else {
        list_->setFocus();
    }
}

bool RecommendView::isSettled() const {
    return !controller_->isBusy() && context_.pictures.isIdle() &&
           (!areRulesShown_ || rules_->isSettled());
}

void RecommendView::openProject() {
    setEnabled(context_.workspace.isOpen());
    showRuns();
    showEvents();
    showRanking();
    showState();
}

void RecommendView::showRuns() {
    const bool isOpen = context_.workspace.isOpen();
    bar_->setRuns(isOpen ? context_.workspace.runs().all() : std::vector<Run>(),
                  context_.workspace.currentRun());
    const Audience& audience = context_.workspace.audience();
    bar_->setAudience(isSimulated(context_.workspace, audience) ? markSimulated(audience.name)
                                                                : audience.name);
    if (isDiff_ && bar_->otherRun() != controller_->otherRun()) {
        controller_->setOtherRun(bar_->otherRun());
    }
    showState();
}

void RecommendView::showRanking() {
    const std::optional<ItemId> item = list_->currentItem();
    const int row = list_->currentIndex().row();
    model_->renew();
    if (isOtherAudience_ && model_->rowCount() > 0) {
        isOtherAudience_ = false;
        list_->setCurrentIndex(model_->index(0));
        list_->scrollToTop();
    } else {
        list_->keepCurrent(item, row);
    }
    list_->viewport()->update();
    showStripTitle();
    look();
    showState();
}

void RecommendView::showEvents() {
    if (!context_.workspace.isOpen()) {
        return;
    }
    strip_->renew();
    showStripTitle();
    showStripHint();
    undo_->setEnabled(controller_->hasOwn());
    clear_->setEnabled(controller_->hasOwn());
}

void RecommendView::showStripTitle() {
    const std::vector<StripEvent> all = controller_->events();
    const bool isTaste = context_.workspace.audience().kind == Audience::Kind::Annotator;
    const auto shown = isTaste ? std::ranges::count(all, true, &StripEvent::isOwn)
                               : static_cast<std::ptrdiff_t>(all.size());
    const int count = static_cast<int>(shown);
    const auto said = std::ranges::count_if(
        all, [](const StripEvent& event) { return event.isOn && !event.isOwn; });
    const auto labels =
        static_cast<int>(isTaste ? static_cast<std::size_t>(said) : controller_->ranking().labels);
    const QString events = tr("MADE FROM %n EVENT(S)", "", count);
    stripTitle_->setText(labels > 0 && count == 0 ? tr("MADE FROM %n LABEL(S)", "", labels)
                         : labels > 0             ? tr("%1 AND %n LABEL(S)", "", labels).arg(events)
                         : count == 0 && isTaste  ? tr("NO LABELS YET")
                         : count == 0             ? tr("NO EVENTS YET")
                                                  : events);
}

// What an empty column is filled by.
void RecommendView::showStripHint() {
    const bool isTaste = context_.workspace.audience().kind == Audience::Kind::Annotator;
    stripHint_->setText(
        isTaste ? tr("Like products in Label, for yourself: this list follows your taste.")
                : tr("Click a product to begin a session."));
    stripHint_->setVisible(controller_->events().empty());
}

void RecommendView::showSwitches() {
    bar_->setSwitches(isWhy_, controller_->isWhatIf(), isDiff_, areRulesShown_);
    whySide_->setVisible(isWhy_);
    rulesSide_->setVisible(areRulesShown_);
}

void RecommendView::showState() {
    // The empty page's button goes while the ranking is made, and takes the focus with it.
    const QWidget* const focus = focusWidget();
    isListWanted_ = isListWanted_ || (focus && empty_->isAncestorOf(focus));
    showSwitches();
    strip_->viewport()->update();
    const bool hasRuns = bar_->modelBox()->count() > 0;
    const bool hasRanking = model_->rowCount() > 0;
    const bool hasFailed = !controller_->failure().isEmpty();
    if (!hasRuns) {
        empty_->set(QStringLiteral("recommend"),
                    tr("No model yet"),
                    tr("Recommendations are made by a trained run."),
                    tr("Go to Train"));
    } else if (context_.workspace.audience().kind == Audience::Kind::Nobody) {
        empty_->set(QStringLiteral("persona"),
                    tr("For whom?"),
                    tr("Choose a persona or shopper, or build a session of your own by clicking."),
                    tr("Choose… (U)"));
        empty_->setSecondAction(tr("Build my own session"));
    } else if (hasFailed && !hasRanking) {
        empty_->set(
            QStringLiteral("problem"), tr("No ranking"), controller_->failure(), tr("Try again"));
    } else if (!hasRanking && controller_->isBusy()) {
        empty_->set(QStringLiteral("recommend"), tr("Ranking the catalog…"), {});
    } else if (!hasRanking) {
        empty_->set(QStringLiteral("recommend"),
                    tr("Nothing to recommend"),
                    tr("Every product was seen already, or the catalog is empty."));
    }
    const bool isReady = hasRuns && controller_->isReady();
    // A session of one's own begins empty: the list is there to click on.
    const bool wasEmpty = pages_->currentWidget() == empty_;
    const bool isFocusFree = isListWanted_ || !focus || !focus->isVisible();
    pages_->setCurrentIndex(isReady && hasRanking ? 0 : 1);
    if (wasEmpty && pages_->currentWidget() != empty_ && isVisible() && isFocusFree) {
        list_->setFocus();  // the arrow keys go on where the choice of the audience ended
        isListWanted_ = false;
    }
    if (hasFailed && hasRanking) {
        notice_->show(NoticeBar::Kind::Problem, controller_->failure(), tr("Try again"), [this] {
            controller_->refresh();
        });
    } else if (!notice_->sentence().isEmpty() && !hasFailed && !controller_->isBusy()) {
        notice_->dismiss();
    }
    status_->setText(status());
}

QString RecommendView::status() const {
    const Ranking& ranking = controller_->ranking();
    QStringList parts;
    if (controller_->isWhatIf()) {
        parts << tr("What if: Space switches an event, W restores");
    }
    if (ranking.candidates > 0) {
        parts << tr("%1 products ranked in %2 ms")
                     .arg(QLocale().toString(static_cast<qlonglong>(ranking.candidates)))
                     .arg(figureText(std::max(1.0, ranking.tookMs), 0));
    }
    if (const OtherRanking* const other = controller_->other(); other && isDiff_) {
        parts << tr("overlap@%1 with %2: %3")
                     .arg(controller_->count())
                     .arg(other->run)
                     .arg(other->overlap);
        parts << tr("Kendall's tau %1")
                     .arg(other->tau ? figureText(*other->tau, 2) : QStringLiteral("–"));
    }
    return parts.join(QStringLiteral("  ·  "));
}

void RecommendView::look() {
    const std::optional<ItemId> item = list_->currentItem();
    if (!item) {
        why_->clear();
        return;
    }
    context_.workspace.select(item);
    if (isWhy_) {
        why_->wait(*item,
                   tr("Why number %1?").arg(controller_->ranking().rankOf(*item).value_or(0)),
                   toQt(context_.workspace.items().item(*item).title));
        controller_->explain(*item);
    }
}

void RecommendView::act(const EventKind kind) {
    if (const std::optional<ItemId> item = list_->currentItem()) {
        controller_->act(*item, kind);
    }
}

void RecommendView::askMenu(const QPoint& at) {
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const EventKind kind : {EventKind::View,
                                 EventKind::Like,
                                 EventKind::Cart,
                                 EventKind::Purchase,
                                 EventKind::Dislike}) {
        menu->addAction(
            lineIcon(eventIcon(kind)), tr("Was %1").arg(eventName(kind)), this, [this, kind] {
                act(kind);
            });
    }
    menu->addSeparator();
    addRuleActions(menu);
    menu->addSeparator();
    menu->addAction(lineIcon(QStringLiteral("info")), tr("Why?"), this, [this] {
        if (!isWhy_) {
            switchWhy();
        }
    });
    menu->popup(at);
}

void RecommendView::switchWhy() {
    isWhy_ = !isWhy_;
    showSwitches();
    look();
}

void RecommendView::switchWhatIf() {
    controller_->setWhatIf(!controller_->isWhatIf());
    if (controller_->isWhatIf()) {
        strip_->setFocus();
        strip_->setCurrentIndex(strip_->model()->index(0, 0));
    } else {
        list_->setFocus();
    }
    showSwitches();
}

void RecommendView::switchDiff() {
    isDiff_ = !isDiff_ && !bar_->otherRun().isEmpty();
    controller_->setOtherRun(isDiff_ ? bar_->otherRun() : QString());
    showState();
}

void RecommendView::runEmptyAction() {
    if (!controller_->failure().isEmpty()) {
        controller_->refresh();
    } else if (bar_->modelBox()->count() == 0) {
        if (QAction* const action = context_.commands.action(QStringLiteral("view.train"))) {
            action->trigger();
        }
    } else {
        picker_->popUp(bar_->audienceButton());
    }
}

void RecommendView::exportAs() {
    if (controller_->ranking().items.empty()) {
        return;
    }
    const QString file = QFileDialog::getSaveFileName(
        this,
        tr("Export ranking"),
        tr("Recommended for %1.html").arg(context_.workspace.audience().name),
        tr("Page and table (*.html)"));
    if (file.isEmpty()) {
        return;
    }
    try {
        const QString base = file.endsWith(QLatin1String(".html")) ? file.chopped(5) : file;
        if (!mayOverwrite(this,
                          filesBeside(base, {QStringLiteral("csv"), QStringLiteral("json")}))) {
            return;
        }
        const QStringList files = exportRanking(*controller_, context_.workspace, base);
        notice_->show(NoticeBar::Kind::Good,
                      tr("Written: %1").arg(files.join(QStringLiteral(", "))));
    } catch (const Error& error) {
        notice_->show(NoticeBar::Kind::Problem, toQt(error.what()));
    }
}

}  // namespace haberdash::ui
