// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/simulate_dialog.h"

#include "ui/convert.h"
#include "ui/sessions/click_panel.h"
#include "ui/shell/theme.h"
#include "ui/train/words.h"
#include "ui/widgets/narrow_box.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

namespace haberdash::ui {

namespace {

constexpr int kUsualShoppers = 100;
constexpr int kMostShoppers = 100'000;
constexpr int kUsualSessions = 8;
constexpr int kMostSessions = 200;
constexpr int kUsualShare = 25;  // percent

QSpinBox* numberBox(const QString& name, const int value, const int most) {
    auto* const box = new QSpinBox;
    box->setRange(1, most);
    box->setValue(value);
    box->setAccessibleName(name);
    return box;
}

}  // namespace

SimulateDialog::SimulateDialog(const std::vector<Run>& runs, QWidget* parent)
    : QDialog(parent),
      shoppers_(numberBox(tr("New shoppers"), kUsualShoppers, kMostShoppers)),
      sessions_(numberBox(tr("Sessions of each"), kUsualSessions, kMostSessions)),
      policy_(new NarrowBox(20)),
      share_(numberBox(tr("Share of each list that is shown so"), kUsualShare, 100)),
      clicks_(new ClickPanel(false)) {
    setWindowTitle(tr("Simulate shoppers"));
    auto* const about = new QLabel(
        tr("Draws new shoppers around the project's personas and lets them shop. Their sessions "
           "and events are marked as simulated wherever they show."));
    about->setWordWrap(true);
    sessions_->setToolTip(tr("On average"));
    policy_->setAccessibleName(tr("What they are shown"));
    addPolicies(runs);
    share_->setMinimum(0);
    share_->setSuffix(tr(" %", "percent"));
    share_->setToolTip(tr("The shoppers' own searches find the rest of the list"));
    auto* const form = new QFormLayout;
    form->addRow(tr("New shoppers"), shoppers_);
    form->addRow(tr("Sessions of each, on average"), sessions_);
    form->addRow(tr("What they are shown"), policy_);
    form->addRow(tr("In this share of each list"), share_);
    auto* const inside = new QWidget;
    auto* const rows = new QVBoxLayout(inside);
    rows->setContentsMargins(0, 0, scaled(8), 0);
    rows->setSpacing(scaled(12));
    rows->addWidget(about);
    rows->addLayout(form);
    rows->addWidget(clicks_);
    auto* const scroll = new QScrollArea;
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Options of the simulation"));
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* const start = buttons->addButton(tr("Simulate"), QDialogButtonBox::AcceptRole);
    setRole(start, "primary");
    start->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(16));
    column->addWidget(scroll, 1);
    column->addWidget(buttons);
    resize(scaled(480), scaled(560));
}

void SimulateDialog::addPolicies(const std::vector<Run>& runs) {
    policy_->addItem(tr("Popular products"), QStringLiteral("popularity"));
    policy_->addItem(tr("Products by chance"), QStringLiteral("random"));
    policy_->addItem(tr("Half popular, half by chance"), QStringLiteral("mixture"));
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (run->hasModel) {
            policy_->addItem(tr("What %1 ranks").arg(runTitle(*run)), toQt(run->id));
        }
    }
}

QStringList SimulateDialog::words() const {
    return QStringList{QStringLiteral("--shoppers"),
                       QString::number(shoppers_->value()),
                       QStringLiteral("--sessions"),
                       QString::number(sessions_->value()),
                       QStringLiteral("--policy"),
                       policy_->currentData().toString(),
                       QStringLiteral("--searched"),
                       QString::number((100 - share_->value()) / 100.0)} +
           clicks_->words();
}

}  // namespace haberdash::ui
