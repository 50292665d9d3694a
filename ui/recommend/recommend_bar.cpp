// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/recommend_bar.h"

#include "ui/convert.h"
#include "ui/recommend/event_words.h"
#include "ui/recommend/run_boxes.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/narrow_box.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

namespace haberdash::ui {

namespace {

constexpr int kMostProducts = 100;
constexpr int kUsualProducts = 20;
constexpr int kOnlySelect = -1;

}  // namespace

RecommendBar::RecommendBar(QWidget* parent)
    : QFrame(parent),
      audience_(new QPushButton),
      model_(new NarrowBox(14)),
      count_(new QSpinBox),
      click_(new QComboBox),
      why_(nullptr),
      whatIf_(nullptr),
      diff_(nullptr),
      rules_(nullptr),
      other_(new NarrowBox(16)),
      export_(new QToolButton) {
    setRole(this, "toolbar");
    auto* const row = new FlowLayout(this);
    row->setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(8));
    row->setSpacing(scaled(8));
    audience_->setIcon(lineIcon(QStringLiteral("persona")));
    audience_->setMinimumWidth(scaled(170));
    audience_->setToolTip(tr("Choose a persona, a shopper or your own session (U)"));
    model_->setAccessibleName(tr("Model"));
    model_->setToolTip(tr("The run that ranks (M)"));
    count_->setRange(1, kMostProducts);
    count_->setValue(kUsualProducts);
    count_->setPrefix(tr("Top "));
    count_->setAccessibleName(tr("Number of products"));
    count_->setKeyboardTracking(false);
    click_->setAccessibleName(tr("What a click means"));
    click_->addItem(lineIcon(QStringLiteral("eye")), tr("Click: view"), 0);
    click_->addItem(lineIcon(QStringLiteral("like")), tr("Click: like"), 3);
    click_->addItem(lineIcon(QStringLiteral("cart")), tr("Click: cart"), 1);
    click_->addItem(tr("Click: only select"), kOnlySelect);
    click_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    other_->setAccessibleName(tr("Model to compare with"));
    other_->hide();
    row->addWidget(audience_);
    row->addWidget(model_);
    row->addWidget(count_);
    row->addWidget(click_);
    why_ =
        addSwitch(QStringLiteral("info"), tr("Why"), tr("Why the product in focus is there (E)"));
    whatIf_ = addSwitch(QStringLiteral("session"),
                        tr("What if"),
                        tr("Take events out and put them back; again restores all (W)"));
    diff_ = addSwitch(
        QStringLiteral("compare"), tr("Compare"), tr("Compare with another model's list (D)"));
    row->addWidget(other_);
    rules_ = addSwitch(QStringLiteral("pin"),
                       tr("Rules"),
                       tr("What is pinned, boosted, buried and hidden, and what it costs (R)"));
    export_->setIcon(lineIcon(QStringLiteral("export")));
    export_->setToolTip(tr("Export the ranking as HTML and CSV (Ctrl+E)"));
    export_->setAccessibleName(tr("Export the ranking"));
    row->addWidget(export_);
    connect(export_, &QToolButton::clicked, this, &RecommendBar::exportAsked);
    connect(audience_, &QPushButton::clicked, this, &RecommendBar::audienceAsked);
    connect(why_, &QPushButton::clicked, this, &RecommendBar::whyAsked);
    connect(whatIf_, &QPushButton::clicked, this, &RecommendBar::whatIfAsked);
    connect(diff_, &QPushButton::clicked, this, &RecommendBar::diffAsked);
    connect(rules_, &QPushButton::clicked, this, &RecommendBar::rulesAsked);
    connect(count_, &QSpinBox::valueChanged, this, &RecommendBar::countChosen);
    connect(model_, &QComboBox::activated, this, [this] {
        Q_EMIT runChosen(model_->currentData().toString());
    });
    connect(other_, &QComboBox::activated, this, [this] {
        Q_EMIT otherRunChosen(other_->currentData().toString());
    });
    setClicksRecord(true);
    setAudience({});
}

QPushButton* RecommendBar::addSwitch(const QString& icon,
                                     const QString& text,
                                     const QString& hint) {
    auto* const button = new QPushButton(lineIcon(icon), text, this);
    button->setCheckable(true);
    button->setToolTip(hint);
    layout()->addWidget(button);
    return button;
}

void RecommendBar::setAudience(const QString& name) {
    audience_->setText(name.isEmpty()
                           ? tr("For whom?")
                           : QString(name).replace(QLatin1Char('&'), QLatin1String("&&")));
    audience_->setAccessibleName(name.isEmpty() ? tr("Choose for whom to recommend")
                                                : tr("Recommending for %1").arg(name));
}

void RecommendBar::setRuns(const std::vector<Run>& runs, const QString& current) {
    const QSignalBlocker quietOther(other_);
    const QString kept = otherRun();
    other_->clear();
    fillRunBoxes(model_, other_, runs, current);
    other_->setCurrentIndex(std::max(0, other_->findData(kept)));
    diff_->setEnabled(other_->count() > 0);
    for (QWidget* const needsModel :
         std::initializer_list<QWidget*>{count_, why_, whatIf_, export_}) {
        needsModel->setEnabled(model_->count() > 0);
    }
}

void RecommendBar::setSwitches(const bool isWhy,
                               const bool isWhatIf,
                               const bool isDiff,
                               const bool areRules) {
    why_->setChecked(isWhy);
    whatIf_->setChecked(isWhatIf);
    diff_->setChecked(isDiff);
    other_->setVisible(isDiff);
    rules_->setChecked(areRules);
    setClicksRecord(!isWhy && !isWhatIf && !areRules);
}

void RecommendBar::setRules(const std::size_t count, const bool isDraft) {
    rules_->setText(count == 0 && !isDraft ? tr("Rules")
                    : isDraft              ? tr("Draft · %1").arg(count)
                                           : tr("Rules · %1").arg(count));
}

// A click that records an event would end what is looked at: the reasons, the what-if, or the list
// that the rules are made for.
void RecommendBar::setClicksRecord(const bool isWanted) {
    click_->setToolTip(
        isWanted ? tr("What a click on a product, or Enter, records as an event")
                 : tr("While Why, What if or Rules is on, a click only selects the product"));
    if (click_->isEnabled() == isWanted) {
        return;
    }
    if (!isWanted) {
        clickChosen_ = click_->currentIndex();
    }
    click_->setEnabled(isWanted);
    click_->setCurrentIndex(isWanted ? clickChosen_ : click_->findData(kOnlySelect));
}

std::optional<EventKind> RecommendBar::clickMeans() const {
    const int kind = click_->currentData().toInt();
    return kind < 0 ? std::nullopt : std::optional(static_cast<EventKind>(kind));
}

QString RecommendBar::otherRun() const {
    return other_->currentData().toString();
}

}  // namespace haberdash::ui
