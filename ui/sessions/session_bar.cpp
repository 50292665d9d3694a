// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/session_bar.h"

#include "ui/convert.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/train/words.h"
#include "ui/widgets/flow_layout.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr int kMostProducts = 100;
constexpr int kUsualProducts = 5;

void shrink(QComboBox* box, const int letters) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(letters);
}

}  // namespace

SessionBar::SessionBar(QWidget* parent)
    : QFrame(parent),
      audience_(new QPushButton),
      session_(new QComboBox),
      model_(new QComboBox),
      other_(new QComboBox),
      count_(new QSpinBox),
      replay_(new QPushButton(lineIcon(QStringLiteral("play")), tr("Replay"))),
      simulate_(new QPushButton(lineIcon(QStringLiteral("people")), tr("Simulate…"))),
      persona_(new QToolButton) {
    arrange();
    connectAll();
    setAudience({});
}

void SessionBar::arrange() {
    setRole(this, "toolbar");
    auto* const row = new FlowLayout(this);
    row->setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(8));
    row->setSpacing(scaled(8));
    audience_->setIcon(lineIcon(QStringLiteral("persona")));
    audience_->setMinimumWidth(scaled(150));
    audience_->setToolTip(tr("Choose a persona, a shopper or your own session (U)"));
    session_->setAccessibleName(tr("Session"));
    session_->setToolTip(tr("A stored session, latest first, or one that you build (S)"));
    shrink(session_, 28);
    model_->setAccessibleName(tr("Model"));
    model_->setToolTip(tr("The run that ranks"));
    shrink(model_, 13);
    other_->setAccessibleName(tr("Model to compare with"));
    other_->setToolTip(tr("A second run, shown beside the first"));
    shrink(other_, 17);
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
    for (QWidget* const widget : std::initializer_list<QWidget*>{
             audience_, persona_, session_, model_, other_, count_, replay_, simulate_}) {
        row->addWidget(widget);
    }
}

void SessionBar::connectAll() {
    connect(audience_, &QPushButton::clicked, this, &SessionBar::audienceAsked);
    connect(replay_, &QPushButton::clicked, this, &SessionBar::replayAsked);
    connect(simulate_, &QPushButton::clicked, this, &SessionBar::simulateAsked);
    connect(persona_, &QToolButton::clicked, this, &SessionBar::personaAsked);
    connect(count_, &QSpinBox::valueChanged, this, &SessionBar::countChosen);
    connect(session_, &QComboBox::activated, this, [this] {
        const qint64 id = session_->currentData().toLongLong();
        Q_EMIT sessionChosen(id > 0 ? std::optional(SessionId{id}) : std::nullopt);
    });
    connect(model_, &QComboBox::activated, this, [this] {
        Q_EMIT runChosen(model_->currentData().toString());
    });
    connect(other_, &QComboBox::activated, this, [this] {
        hasChosenOther_ = true;
        Q_EMIT otherRunChosen(otherRun());
    });
}

void SessionBar::setAudience(const QString& name) {
    audience_->setText(name.isEmpty() ? tr("Whose session?") : name);
    audience_->setAccessibleName(name.isEmpty() ? tr("Choose whose session to look at")
                                                : tr("Looking at sessions of %1").arg(name));
}

void SessionBar::setSessions(const std::vector<EventStore::SessionSize>& sessions,
                             const std::optional<SessionId> current) {
    const QSignalBlocker quiet(session_);
    session_->clear();
    for (const EventStore::SessionSize& size : sessions) {
        const QString count = tr("%n event(s)", "", static_cast<int>(size.events));
        const QString time = timeText(size.session.startedAt);
        session_->addItem(size.session.isSimulated ? tr("%1 · %2 · simulated").arg(time, count)
                                                   : QStringLiteral("%1 · %2").arg(time, count),
                          static_cast<qlonglong>(raw(size.session.id)));
    }
    session_->addItem(lineIcon(QStringLiteral("plus")), tr("Built by clicking"), qlonglong{0});
    session_->setCurrentIndex(
        session_->findData(current ? static_cast<qlonglong>(raw(*current)) : qlonglong{0}));
}

void SessionBar::setRuns(const std::vector<Run>& runs, const QString& current) {
    const QSignalBlocker quietModel(model_);
    const QSignalBlocker quietOther(other_);
    const QString kept = otherRun();
    model_->clear();
    other_->clear();
    other_->addItem(tr("No second model"), QString());
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (!run->hasModel) {
            continue;
        }
        model_->addItem(runTitle(*run), toQt(run->id));
        if (toQt(run->id) != current) {
            other_->addItem(tr("against %1").arg(runTitle(*run)), toQt(run->id));
        }
    }
    model_->setCurrentIndex(model_->findData(current));
    const int newest = other_->count() > 1 && !hasChosenOther_ ? 1 : 0;
    other_->setCurrentIndex(kept.isEmpty() ? newest : std::max(0, other_->findData(kept)));
    model_->setEnabled(model_->count() > 0);
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
