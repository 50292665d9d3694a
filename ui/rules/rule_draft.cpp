// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/rule_draft.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/rules/rule_edit.h"
#include "ui/convert.h"
#include "ui/shell/workspace.h"

#include <system_error>
#include <utility>

namespace haberdash::ui {

namespace {

constexpr std::size_t kMostPast = 100;
constexpr const char* kSince = "since";  // in the draft's file: the project's own it began from

bool areAlike(const std::vector<Rule>& a, const std::vector<Rule>& b) {
    return toJson(a) == toJson(b);
}

}  // namespace

RuleDraft::RuleDraft(Workspace& workspace, QObject* parent)
    : QObject(parent), workspace_(workspace) {
    connect(&workspace_, &Workspace::projectChanged, this, &RuleDraft::read);
    read();
}

std::filesystem::path RuleDraft::draftFile() const {
    return pathFromQt(workspace_.folder()) / "rules.draft.json";
}

void RuleDraft::removeDraft() const {
    std::error_code ignored;  // one that stays is read again, and says what holds anyway
    std::filesystem::remove(draftFile(), ignored);
}

// A file that somebody spoiled by hand is no reason not to work: it stays until it is overwritten.
void RuleDraft::read() {
    rules_.clear();
    saved_.clear();
    past_.clear();
    if (workspace_.isOpen()) {
        try {
            saved_ = rulesIn(rulesFile(pathFromQt(workspace_.folder())));
        } catch (const Error& error) {
            Q_EMIT workspace_.problem(toQt(error.what()));
        }
        rules_ = saved_;
        try {
            readDraft();
        } catch (const Error& error) {
            Q_EMIT workspace_.problem(toQt(error.what()));
        }
    }
    Q_EMIT changed();
}

void RuleDraft::readDraft() {
    if (!std::filesystem::exists(draftFile())) {
        return;
    }
    rules_ = readRules(draftFile());
    const Json draft = Json::parse(readFile(draftFile()), nullptr, false);
    if (draft.contains(kSince)) {
        saved_ = rulesFromJson(draft[kSince]);
    }
}

bool RuleDraft::isChanged() const {
    return !areAlike(rules_, saved_);
}

std::string RuleDraft::skuOf(const ItemId item) const {
    return workspace_.items().item(item).sku;
}

std::optional<std::size_t> RuleDraft::place(const ItemId item) const {
    return pinnedPlace(rules_, skuOf(item));
}

void RuleDraft::put(std::vector<Rule> rules) {
    if (workspace_.isReadOnly()) {
        throw Error(ErrorKind::Locked, fromQt(workspace_.readOnlySentence()));
    }
    if (areAlike(rules, saved_)) {
        removeDraft();
    } else {
        Json draft = toJson(rules);
        draft[kSince] = toJson(saved_);
        writeFileAtomically(draftFile(), draft.dump(2) + '\n');
    }
    rules_ = std::move(rules);
}

void RuleDraft::change(const std::function<void(std::vector<Rule>&)>& how) {
    const std::vector<Rule> before = rules_;
    std::vector<Rule> after = rules_;
    how(after);
    if (areAlike(before, after)) {
        return;
    }
    put(std::move(after));
    past_.push_back(before);
    if (past_.size() > kMostPast) {
        past_.erase(past_.begin());
    }
    Q_EMIT changed();
}

void RuleDraft::pin(const ItemId item, const std::optional<std::size_t> place) {
    change([&](std::vector<Rule>& rules) { setPin(rules, skuOf(item), place); });
}

void RuleDraft::lift(const ItemId item, const int steps) {
    const std::string sku = skuOf(item);
    change([&](std::vector<Rule>& rules) { setSteps(rules, sku, stepsOf(rules, sku) + steps); });
}

void RuleDraft::hide(const ItemId item) {
    change([&](std::vector<Rule>& rules) { setHidden(rules, skuOf(item), true); });
}

void RuleDraft::remove(const std::size_t rule) {
    change([&](std::vector<Rule>& rules) {
        if (rule < rules.size()) {
            rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(rule));
        }
    });
}

void RuleDraft::undo() {
    if (past_.empty()) {
        return;
    }
    put(past_.back());
    past_.pop_back();
    Q_EMIT changed();
}

void RuleDraft::discard() {
    saved_ = rulesIn(rulesFile(pathFromQt(workspace_.folder())));
    change([this](std::vector<Rule>& rules) { rules = saved_; });
}

void RuleDraft::save() {
    if (workspace_.isReadOnly()) {
        throw Error(ErrorKind::Locked, fromQt(workspace_.readOnlySentence()));
    }
    changeRules(rulesFile(pathFromQt(workspace_.folder())), [this](std::vector<Rule>& present) {
        if (!areAlike(present, saved_)) {
            saved_ = present;  // whoever saves once more means it
            throw Error(ErrorKind::Input,
                        fromQt(tr("The project's rules were changed by another program since they "
                                  "were opened here. Save again to put the draft in their place, "
                                  "or discard the draft to see them.")));
        }
        present = rules_;
    });
    saved_ = rules_;
    removeDraft();
    Q_EMIT changed();
}

}  // namespace haberdash::ui
