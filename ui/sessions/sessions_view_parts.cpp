// SPDX-License-Identifier: GPL-3.0-or-later

// How the Sessions view is laid out, and its batch simulation.

#include "core/data/base/error.h"
#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/recommend/event_words.h"
#include "ui/sessions/click_panel.h"
#include "ui/sessions/persona_dialog.h"
#include "ui/sessions/replay_figures.h"
#include "ui/sessions/replay_panel.h"
#include "ui/sessions/session_bar.h"
#include "ui/sessions/session_controller.h"
#include "ui/sessions/session_strip.h"
#include "ui/sessions/sessions_view.h"
#include "ui/sessions/simulate_dialog.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/folding_columns.h"
#include "ui/widgets/notice_bar.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace haberdash::ui {

namespace {

/// The lists ask for a row of tiles; where the window has less, the whole page scrolls.
class ListColumns : public FoldingColumns {
  public:
    using FoldingColumns::FoldingColumns;

    QSize sizeHint() const override { return {scaled(600), scaled(270)}; }

    QSize minimumSizeHint() const override { return {scaled(240), scaled(270)}; }
};

void makeQuiet(QPushButton* button, const QString& hint) {
    setRole(button, "quiet");
    button->setToolTip(hint);
    if (button->text().isEmpty()) {
        button->setAccessibleName(hint);
    }
}

}  // namespace

QWidget* SessionsView::makeStripPanel() {
    auto* const panel = new QFrame;
    setRole(panel, "panel");
    setRole(heading_, "overline");
    heading_->setTextFormat(Qt::PlainText);
    heading_->setWordWrap(true);
    click_->setAccessibleName(tr("What a click means"));
    click_->setToolTip(tr("What a click on a ranked product, or Enter, adds to the session"));
    click_->addItem(tr("Click: only select"), -1);
    click_->addItem(lineIcon(QStringLiteral("eye")), tr("Click: view"), 0);
    click_->addItem(lineIcon(QStringLiteral("like")), tr("Click: like"), 3);
    click_->addItem(lineIcon(QStringLiteral("cart")), tr("Click: cart"), 1);
    makeQuiet(add_, tr("Finds a product and adds it as the last event (A)"));
    makeQuiet(out_, tr("Leaves the event out of the replay, or puts it back (Space)"));
    makeQuiet(remove_, tr("Removes the event from this copy of the session (Delete)"));
    makeQuiet(earlier_, tr("Move the event one place earlier (Alt+Left)"));
    makeQuiet(later_, tr("Move the event one place later (Alt+Right)"));
    makeQuiet(restore_, tr("All events as they were stored"));
    auto* const tools = new QWidget;
    auto* const flow = new FlowLayout(tools);
    flow->setContentsMargins(0, 0, 0, 0);
    flow->setSpacing(scaled(4));
    for (QWidget* const widget :
         std::initializer_list<QWidget*>{add_, out_, remove_, earlier_, later_, restore_, click_}) {
        flow->addWidget(widget);
    }
    auto* const column = new QVBoxLayout(panel);
    column->setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(6));
    column->setSpacing(scaled(4));
    column->addWidget(heading_);
    column->addWidget(strip_);
    column->addWidget(tools);
    return panel;
}

QWidget* SessionsView::makeClickSide() {
    auto* const inside = new QFrame;
    setRole(inside, "panel");
    auto* const title = new QLabel(tr("SIMULATED CLICKS"));
    setRole(title, "overline");
    auto* const column = new QVBoxLayout(inside);
    column->setContentsMargins(scaled(14), scaled(12), scaled(14), scaled(12));
    column->setSpacing(scaled(8));
    column->addWidget(title);
    column->addWidget(clicks_, 1);
    auto* const scroll = new QScrollArea;
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(scaled(230));
    scroll->setAccessibleName(tr("How clicks are simulated"));
    return scroll;
}

void SessionsView::arrange() {
    auto* const columns = new ListColumns(760);
    columns->add(first_, 480, 320, true);
    columns->add(second_, 480, 320, true);
    columns->add(makeClickSide(), 260, 360, false);
    auto* const page = new QWidget;
    auto* const rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(makeStripPanel());
    rows->addWidget(columns, 1);
    rows->addWidget(figures_);
    auto* const scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    pages_->addWidget(scroll);
    pages_->addWidget(empty_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(notice_);
    column->addWidget(bar_);
    column->addWidget(pages_, 1);
}

SimulateDialog* SessionsView::dialog() const {
    return dialog_;
}

bool SessionsView::canWrite() {
    if (context_.workspace.isReadOnly()) {
        notice_->show(NoticeBar::Kind::Info, context_.workspace.readOnlySentence());
        return false;
    }
    return true;
}

PersonaDialog* SessionsView::personaDialog() const {
    return personaDialog_;
}

void SessionsView::editPersona(const bool isNew) {
    if (!context_.workspace.isOpen() || personaDialog_ || !canWrite()) {
        return;
    }
    const Audience& audience = context_.workspace.audience();
    try {
        const std::optional<Persona> chosen =
            audience.kind == Audience::Kind::Persona && !isNew
                ? context_.workspace.events().persona(fromQt(audience.key))
                : std::nullopt;
        personaDialog_ = new PersonaDialog(context_, chosen, this);
    } catch (const Error& error) {
        notice_->show(NoticeBar::Kind::Problem, toQt(error.what()));
        return;
    }
    personaDialog_->setAttribute(Qt::WA_DeleteOnClose);
    connect(personaDialog_,
            &PersonaDialog::saved,
            this,
            [this](const QString& key, const QString& name) {
                notice_->show(
                    NoticeBar::Kind::Good,
                    tr("%1 is saved. Simulate shoppers to have some of its kind.").arg(name));
                context_.workspace.setAudience({Audience::Kind::Persona, key, name});
                controller_->refresh();
            });
    personaDialog_->open();
}

void SessionsView::askSimulation() {
    if (!context_.workspace.isOpen() || dialog_ || job_) {
        return;
    }
    if (!canWrite()) {
        return;
    }
    try {
        dialog_ = new SimulateDialog(context_.workspace.runs().all(), this);
    } catch (const Error& error) {
        notice_->show(NoticeBar::Kind::Problem, toQt(error.what()));
        return;
    }
    dialog_->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog_, &QDialog::accepted, this, [this] { simulate(dialog_->words()); });
    dialog_->open();
}

void SessionsView::simulate(const QStringList& words) {
    notice_->dismiss();
    Job* const job = context_.engine.start(
        tr("Simulate shoppers"),
        QStringList{QStringLiteral("simulate"), context_.workspace.folder()} + words);
    job_ = job;
    connect(job, &Job::finished, this, [this, job, words] { finishSimulation(job, words); });
    showState();
}

void SessionsView::finishSimulation(Job* job, const QStringList& words) {
    job_ = nullptr;
    showState();
    // It goes on when its project is closed; the next one has shoppers of its own.
    if (context_.workspace.folder() != job->arguments().value(1)) {
        return;
    }
    if (job->state() == Job::State::Failed) {
        notice_->show(NoticeBar::Kind::Problem, job->failure(), tr("Try again"), [this, words] {
            if (!job_ && canWrite()) {
                simulate(words);
            }
        });
    } else if (job->state() == Job::State::Done) {
        const Json& result = job->result();
        const auto numberOf = [&result](const char* key) {
            return QLocale().toString(result.is_object() ? result.value(key, qint64{0}) : 0);
        };
        notice_->show(NoticeBar::Kind::Good,
                      tr("Simulated: %1 sessions of %2 new shoppers, with %3 events. Choose one of "
                         "them as the shopper to see their sessions.")
                          .arg(numberOf("sessions"), numberOf("shoppers"), numberOf("events")),
                      tr("Choose… (U)"),
                      [this] { bar_->audienceButton()->click(); });
    } else {
        notice_->show(NoticeBar::Kind::Info,
                      tr("The simulation was cancelled; it left nothing behind."));
    }
}

}  // namespace haberdash::ui
