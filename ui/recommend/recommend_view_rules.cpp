// SPDX-License-Identifier: GPL-3.0-or-later

// Merchandising rules in the Recommend view: pinned, boosted, buried and hidden by one key.

#include "core/data/base/error.h"
#include "ui/convert.h"
#include "ui/recommend/ranking_controller.h"
#include "ui/recommend/ranking_list.h"
#include "ui/recommend/recommend_bar.h"
#include "ui/recommend/recommend_view.h"
#include "ui/rules/rule_draft.h"
#include "ui/rules/rules_panel.h"
#include "ui/shell/icons.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/notice_bar.h"

#include <QInputDialog>
#include <QMenu>

#include <algorithm>

namespace haberdash::ui {

void RecommendView::connectRules() {
    connect(bar_, &RecommendBar::rulesAsked, this, &RecommendView::switchRules);
    connect(draft_, &RuleDraft::changed, this, &RecommendView::showRules);
    showRules();
    connect(rules_, &RulesPanel::saveAsked, this, &RecommendView::saveRules);
    connect(rules_, &RulesPanel::problem, this, [this](const QString& sentence) {
        notice_->show(NoticeBar::Kind::Problem, sentence);
    });
}

void RecommendView::addRuleCommands() {
    addCommand("recommend.rules",
               tr("&Rules"),
               tr("What is pinned, boosted, buried and hidden, and what it costs"),
               Qt::Key_R,
               "pin",
               [this] { switchRules(); });
    addCommand("recommend.pin",
               tr("P&in…"),
               tr("Keeps the product in focus at one place of every ranking"),
               Qt::Key_P,
               "pin",
               [this] { askPlace(); });
    addCommand("recommend.boost",
               tr("&Boost"),
               tr("Lifts the product in focus by one step of three"),
               Qt::Key_Plus,
               "arrow-up",
               [this] { changeRule([this](const ItemId item) { draft_->lift(item, 1); }); });
    addCommand("recommend.bury",
               tr("Bur&y"),
               tr("Lowers the product in focus by one step of three"),
               Qt::Key_Minus,
               "arrow-down",
               [this] { changeRule([this](const ItemId item) { draft_->lift(item, -1); }); });
    addCommand("recommend.hide",
               tr("Hi&de"),
               tr("Shows the product in focus to nobody"),
               Qt::Key_H,
               "eye",
               [this] { changeRule([this](const ItemId item) { draft_->hide(item); }); });
    addCommand("recommend.undorule",
               tr("Undo rule chan&ge"),
               tr("Takes back the last change of the rules"),
               QKeySequence(Qt::CTRL | Qt::Key_Z),
               "undo",
               [this] { attemptRule([this] { draft_->undo(); }); });
    addCommand("recommend.saverules",
               tr("&Save rules"),
               tr("Makes the draft the project's own rules"),
               QKeySequence(Qt::CTRL | Qt::Key_S),
               "check",
               [this] { saveRules(); });
}

void RecommendView::addRuleActions(QMenu* menu) {
    menu->addAction(lineIcon(QStringLiteral("pin")), tr("Pin…"), this, [this] { askPlace(); });
    menu->addAction(lineIcon(QStringLiteral("arrow-up")), tr("Boost"), this, [this] {
        changeRule([this](const ItemId item) { draft_->lift(item, 1); });
    });
    menu->addAction(lineIcon(QStringLiteral("arrow-down")), tr("Bury"), this, [this] {
        changeRule([this](const ItemId item) { draft_->lift(item, -1); });
    });
    menu->addAction(lineIcon(QStringLiteral("eye")), tr("Hide"), this, [this] {
        changeRule([this](const ItemId item) { draft_->hide(item); });
    });
}

void RecommendView::switchRules() {
    areRulesShown_ = !areRulesShown_;
    showSwitches();
}

void RecommendView::showRules() {
    bar_->setRules(draft_->rules().size(), draft_->isChanged());
    list_->viewport()->update();
}

/// Of the product in focus; what it costs is seen at once.
void RecommendView::changeRule(const std::function<void(ItemId)>& change) {
    if (const std::optional<ItemId> item = list_->currentItem()) {
        attemptRule([&] { change(*item); });
    }
}

void RecommendView::attemptRule(const std::function<void()>& change) {
    try {
        areRulesShown_ = true;
        showSwitches();
        change();
    } catch (const Error& error) {
        notice_->show(NoticeBar::Kind::Problem, toQt(error.what()));
    }
}

void RecommendView::askPlace() {
    const std::optional<ItemId> item = list_->currentItem();
    if (!item) {
        return;
    }
    const std::size_t present =
        draft_->place(*item).value_or(controller_->ranking().rankOf(*item).value_or(1));
    auto* const dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setWindowTitle(tr("Pin"));
    dialog->setLabelText(tr("Place of %1 in every ranking; 0 takes the pin away:")
                             .arg(toQt(context_.workspace.items().item(*item).title)));
    dialog->setIntRange(0, controller_->count());
    dialog->setIntValue(std::min(static_cast<int>(present), controller_->count()));
    // The list may have moved on meanwhile: pinned is what the dialog names.
    connect(dialog, &QInputDialog::intValueSelected, this, [this, pinned = *item](const int place) {
        attemptRule([&] {
            draft_->pin(pinned,
                        place > 0 ? std::optional(static_cast<std::size_t>(place)) : std::nullopt);
        });
    });
    connect(dialog, &QInputDialog::finished, list_, [this] { list_->setFocus(); });
    dialog->open();
}

void RecommendView::saveRules() {
    if (!draft_->isChanged()) {
        return;
    }
    try {
        draft_->save();
        notice_->show(NoticeBar::Kind::Good, tr("The project's rules are saved."));
    } catch (const Error& error) {
        notice_->show(NoticeBar::Kind::Problem, toQt(error.what()));
    }
}

}  // namespace haberdash::ui
