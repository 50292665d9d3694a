// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/rules_panel.h"

#include "core/data/base/clock.h"
#include "core/data/base/error.h"
#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/json_numbers.h"
#include "ui/recommend/simulated.h"
#include "ui/rules/rule_draft.h"
#include "ui/rules/rule_words.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/flow_layout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace haberdash::ui {

namespace {

constexpr int kPause = 400;  // milliseconds without a change before the cost is worked out

QString signedFigure(const double value) {
    const QString digits = figureText(std::abs(value), 4);
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + digits;
}

QString costText(const Json& row) {
    constexpr double kShown = 0.00005;  // less reads as 0
    if (std::abs(numberAt(row, "low")) < kShown && std::abs(numberAt(row, "high")) < kShown) {
        return RulesPanel::tr("NDCG@10 as without it");
    }
    return RulesPanel::tr("NDCG@10 %1\nbetween %2 and %3")
        .arg(signedFigure(numberAt(row, "difference")),
             signedFigure(numberAt(row, "low")),
             signedFigure(numberAt(row, "high")));
}

QLabel* wordsLabel(const QString& text, QWidget* parent) {
    auto* const label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

}  // namespace

RulesPanel::RulesPanel(RuleDraft& draft,
                       Workspace& workspace,
                       EngineClient& engine,
                       QWidget* parent)
    : QWidget(parent),
      draft_(draft),
      workspace_(workspace),
      engine_(engine),
      state_(wordsLabel({}, this)),
      whole_(wordsLabel({}, this)),
      says_(wordsLabel({}, this)),
      column_(new QVBoxLayout(this)),
      save_(new QPushButton(tr("Save"))),
      undo_(new QPushButton(lineIcon(QStringLiteral("undo")), tr("Undo"))),
      discard_(new QPushButton(tr("Discard"))) {
    auto* const title = new QLabel(tr("Rules"));
    setRole(title, "heading");
    setRole(state_, "muted");
    setRole(says_, "muted");
    setRole(save_, "primary");
    setRole(undo_, "quiet");
    setRole(discard_, "quiet");
    save_->setToolTip(tr("Makes the draft the project's own rules (Ctrl+S)"));
    undo_->setToolTip(tr("Takes back the last change of the rules (Ctrl+Z)"));
    discard_->setToolTip(tr("Back to the project's own rules"));
    auto* const buttons = new FlowLayout;
    buttons->addWidget(save_);
    buttons->addWidget(undo_);
    buttons->addWidget(discard_);
    column_->setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12));
    column_->setSpacing(scaled(6));
    column_->addWidget(title);
    column_->addWidget(state_);
    column_->addWidget(whole_);
    column_->addWidget(says_);
    column_->addStretch(1);
    column_->addLayout(buttons);
    setAccessibleName(tr("Merchandising rules"));
    soon_.setSingleShot(true);
    soon_.setInterval(kPause);
    connect(&soon_, &QTimer::timeout, this, &RulesPanel::askCost);
    connect(&draft_, &RuleDraft::changed, this, &RulesPanel::renew);
    connect(&workspace_, &Workspace::currentRunChanged, this, &RulesPanel::renew);
    connect(save_, &QPushButton::clicked, this, &RulesPanel::saveAsked);
    connect(undo_, &QPushButton::clicked, this, [this] { attempt([this] { draft_.undo(); }); });
    connect(
        discard_, &QPushButton::clicked, this, [this] { attempt([this] { draft_.discard(); }); });
    renew();
}

void RulesPanel::attempt(const std::function<void()>& change) {
    try {
        change();
    } catch (const Error& error) {
        Q_EMIT problem(toQt(error.what()));
    }
}

void RulesPanel::addRow(const std::size_t rule) {
    auto* const row = new QFrame(rows_);
    setRole(row, "card");
    const QString text = ruleText(draft_.rules()[rule], workspace_.items());
    auto* const words = wordsLabel(text, row);
    auto* const cost = wordsLabel({}, row);
    setRole(cost, "muted");
    costs_.push_back(cost);
    auto* const remove = new QToolButton(row);
    remove->setIcon(lineIcon(QStringLiteral("trash")));
    remove->setToolTip(tr("Removes the rule"));
    remove->setAccessibleName(tr("Remove: %1").arg(text));
    // The row goes with its button: not while it is being clicked.
    connect(
        remove,
        &QToolButton::clicked,
        this,
        [this, rule] { attempt([this, rule] { draft_.remove(rule); }); },
        Qt::QueuedConnection);
    auto* const texts = new QVBoxLayout;
    texts->setSpacing(scaled(2));
    texts->addWidget(words);
    texts->addWidget(cost);
    auto* const line = new QHBoxLayout(row);
    line->setContentsMargins(scaled(10), scaled(8), scaled(6), scaled(8));
    line->addLayout(texts, 1);
    line->addWidget(remove, 0, Qt::AlignTop);
    rows_->layout()->addWidget(row);
}

void RulesPanel::renew() {
    delete rows_;
    costs_.clear();
    rows_ = new QWidget(this);
    auto* const rows = new QVBoxLayout(rows_);
    rows->setContentsMargins(0, scaled(4), 0, scaled(4));
    rows->setSpacing(scaled(6));
    const std::size_t count = workspace_.isOpen() ? draft_.rules().size() : 0;
    for (std::size_t rule = 0; rule < count; ++rule) {
        addRow(rule);
    }
    column_->insertWidget(2, rows_);
    state_->setText(draft_.isChanged() ? tr("A draft: the shop goes by it once it is saved.")
                    : count > 0        ? tr("As saved in the project.")
                                : tr("None yet. Of the product in focus: P pins it, + and − "
                                     "boost and bury it, H hides it."));
    save_->setEnabled(draft_.isChanged());
    undo_->setEnabled(draft_.canUndo());
    discard_->setEnabled(draft_.isChanged());
    whole_->clear();
    says_->clear();
    if (!cost_.is_null() && asked_ == question()) {
        showCost(cost_);
    } else if (isVisible()) {
        soon_.start();
    }
}

void RulesPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (asked_ != question()) {
        soon_.start();
    }
}

/// Null: there is nothing to ask.
Json RulesPanel::question() const {
    const std::int64_t now = unixNow();
    const bool isActive =
        std::ranges::any_of(draft_.rules(), [now](const Rule& rule) { return rule.isActive(now); });
    if (!workspace_.isOpen() || workspace_.currentRun().isEmpty() || !isActive) {
        return {};
    }
    return {{"run", fromQt(workspace_.currentRun())}, {"rules", toJson(draft_.rules())}};
}

void RulesPanel::askCost() {
    asked_ = question();
    cost_ = Json();
    isCosting_ = !asked_.is_null();
    if (!isCosting_) {
        return;
    }
    says_->setText(tr("Working out what they cost…"));
    engine_.query(
        this,
        QStringLiteral("rule_cost"),
        asked_,
        [this](const Json& result) {
            isCosting_ = false;
            cost_ = result;
            if (asked_ == question()) {
                showCost(result);
            }
        },
        [this](const QString& sentence) {
            isCosting_ = false;
            asked_ = Json();
            says_->setText(sentence);
        },
        QStringLiteral("rules.cost"));
}

void RulesPanel::showCost(const Json& result) {
    const Json cost = result.value("cost", Json::object());
    const bool isClear = numberAt(cost, "low") > 0 || numberAt(cost, "high") < 0;
    whole_->setText(tr("All together: %1").arg(costText(cost)));
    const QString says =
        (isClear ? tr("Over %1 validation shoppers, with 95 % intervals.")
                 : tr("Over %1 validation shoppers, with 95 % intervals: within the noise."))
            .arg(QLocale().toString(static_cast<int>(numberAt(result, "users"))));
    const std::vector<Run> runs =
        workspace_.isOpen() ? workspace_.runs().all() : std::vector<Run>();
    const auto run = std::ranges::find(runs, result.value("run", std::string()), &Run::id);
    says_->setText(run != runs.end() && isSimulated(*run) ? markSimulated(says) : says);
    for (const Json& row : result.value("rules", Json::array())) {
        const auto number = static_cast<std::size_t>(numberAt(row, "number"));
        if (number >= 1 && number <= costs_.size()) {
            costs_[number - 1]->setText(costText(row));
        }
    }
    setAccessibleDescription(summary());
}

QString RulesPanel::summary() const {
    QStringList words{state_->text()};
    for (const QLabel* const label : rows_->findChildren<QLabel*>()) {
        words << label->text();
    }
    words << whole_->text() << says_->text();
    words.removeAll(QString());
    return words.join(QStringLiteral("; "));
}

}  // namespace haberdash::ui
