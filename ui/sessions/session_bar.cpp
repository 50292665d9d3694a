// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/session_bar.h"

#include "ui/convert.h"
#include "ui/recommend/run_boxes.h"
#include "ui/recommend/simulated.h"
#include "ui/sessions/session_controller.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/train/words.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/narrow_box.h"

#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr int kMostProducts = 100;
constexpr int kUsualProducts = 5;

}  // namespace

SessionBar::SessionBar(QWidget* parent)
    : QFrame(parent),
      audience_(new QPushButton),
      session_(new NarrowBox(24)),
      model_(new NarrowBox(15)),
      other_(new NarrowBox(17)),
      count_(new QSpinBox),
      replay_(new QPushButton(tr("Replay"))),
      simulate_(new QPushButton(lineIcon(QStringLiteral("people")), tr("Simulate…"))),
      persona_(new QToolButton) {
    arrange();
    connectAll();
    setAudience({}, false);
}

void SessionBar::arrange() {
    setRole(this, "toolbar");
    auto* const row = new FlowLayout(this);
    row->setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(8));
    row->setSpacing(scaled(8));
    audience_->setIcon(lineIcon(QStringLiteral("persona")));
    audience_->setMinimumWidth(scaled(124));
    audience_->setToolTip(tr("Choose a persona, a shopper or your own session (U)"));
    session_->setAccessibleName(tr("Session"));
    session_->setToolTip(tr("A stored session, latest first, or one that you build (S)"));
    model_->setAccessibleName(tr("Model"));
    model_->setToolTip(tr("The run that ranks"));
    other_->setAccessibleName(tr("Model to compare with"));
    other_->setToolTip(tr("A second run, shown beside the first"));
    count_->setRange(1, kMostProducts);
    count_->setValue(kUsualProducts);
    count_->setPrefix(tr("Top "));
    count_->setAccessibleName(tr("Length of the lists"));
    count_->setKeyboardTracking(false);
    setRole(replay_, "primary");
    replay_->setToolTip(tr("Goes through the session again from its first event (R)"));
    simulate_->setToolTip(
        tr("Simulates new shoppers' sessions; whatever comes of it is marked as simulated"));
    persona_->setIcon(lineIcon(QStringLiteral("settings")));
    persona_->setAccessibleName(tr("Change or make a persona"));
    persona_->setToolTip(
        tr("Changes the chosen persona's taste and shows what it likes, or makes a new persona"));
    auto* const menu = new QMenu(persona_);
    change_ =
        menu->addAction(tr("Change this persona…"), this, [this] { Q_EMIT personaAsked(false); });
    menu->addAction(tr("New persona…"), this, [this] { Q_EMIT personaAsked(true); });
    persona_->setMenu(menu);
    persona_->setPopupMode(QToolButton::InstantPopup);
    for (QWidget* const widget : std::initializer_list<QWidget*>{
             audience_, persona_, session_, model_, other_, count_, replay_, simulate_}) {
        row->addWidget(widget);
    }
}

void SessionBar::connectAll() {
    connect(audience_, &QPushButton::clicked, this, &SessionBar::audienceAsked);
    connect(replay_, &QPushButton::clicked, this, &SessionBar::replayAsked);
    connect(simulate_, &QPushButton::clicked, this, &SessionBar::simulateAsked);
    connect(count_, &QSpinBox::valueChanged, this, &SessionBar::countChosen);
    connect(session_, &QComboBox::activated, this, [this] {
        const int place = session_->currentIndex();
        const bool isListed = place + 1 < session_->count();  // the last one is built by clicking
        Q_EMIT sessionChosen(isListed ? std::optional(static_cast<std::size_t>(place))
                                      : std::nullopt);
    });
    connect(model_, &QComboBox::activated, this, [this] {
        Q_EMIT runChosen(model_->currentData().toString());
    });
    connect(other_, &QComboBox::activated, this, [this] {
        hasChosenOther_ = true;
        Q_EMIT otherRunChosen(otherRun());
    });
}

void SessionBar::setAudience(const QString& name, const bool isPersona) {
    change_->setEnabled(isPersona);
    audience_->setText(name.isEmpty()
                           ? tr("Whose session?")
                           : QString(name).replace(QLatin1Char('&'), QLatin1String("&&")));
    audience_->setAccessibleName(name.isEmpty() ? tr("Choose whose session to look at")
                                                : tr("Looking at sessions of %1").arg(name));
}

void SessionBar::setSessions(const std::vector<ListedSession>& sessions,
                             const std::optional<std::size_t> current) {
    const QSignalBlocker quiet(session_);
    session_->clear();
    for (const ListedSession& session : sessions) {
        const QString count = tr("%n event(s)", "", static_cast<int>(session.count));
        const QString time =
            session.startedAt == 0 ? tr("without times") : timeText(session.startedAt);
        const QString text = QStringLiteral("%1 · %2").arg(time, count);
        session_->addItem(session.isSimulated ? markSimulated(text) : text);
    }
    session_->addItem(lineIcon(QStringLiteral("plus")), tr("Built by clicking"));
    session_->setCurrentIndex(static_cast<int>(current.value_or(sessions.size())));
}

void SessionBar::setRuns(const std::vector<Run>& runs, const QString& current) {
    const QSignalBlocker quietOther(other_);
    const QString kept = otherRun();
    other_->clear();
    other_->addItem(tr("No second model"), QString());
    fillRunBoxes(model_, other_, runs, current);
    const int newest = other_->count() > 1 && !hasChosenOther_ ? 1 : 0;
    other_->setCurrentIndex(kept.isEmpty() ? newest : std::max(0, other_->findData(kept)));
    other_->setEnabled(other_->count() > 1);
    replay_->setEnabled(model_->count() > 0);
}

QString SessionBar::titleOf(const QString& run) const {
    const int place = model_->findData(run);
    return place < 0 ? run : model_->itemText(place);
}

QString SessionBar::otherRun() const {
    return other_->currentData().toString();
}

}  // namespace haberdash::ui
