// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"
#include "core/data/rules/rule.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

namespace haberdash::ui {

class Workspace;

/// The open project's merchandising rules as they are being worked on. Every change is in
/// rules.draft.json of the project at once, so that nothing is lost; the project's own rules, which
/// the shop goes by, are changed by save() alone. On the window's thread.
class RuleDraft : public QObject {
    Q_OBJECT

  public:
    explicit RuleDraft(Workspace& workspace, QObject* parent = nullptr);

    const std::vector<Rule>& rules() const { return rules_; }

    /// They are other than the project's own.
    bool isChanged() const;

    bool canUndo() const { return !past_.empty(); }

    std::optional<std::size_t> place(ItemId item) const;  ///< pinned to, from 1

    // Each throws Error where the project cannot be written, and changes nothing then.
    void pin(ItemId item, std::optional<std::size_t> place);
    void lift(ItemId item, int steps);  ///< by so many steps more or less
    void hide(ItemId item);
    void remove(std::size_t rule);
    void undo();
    void discard();  ///< back to the project's own

    /// The draft becomes the project's own. Throws Error(Input) when another program changed those
    /// since the draft was begun, Error(Disk, Locked).
    void save();

  Q_SIGNALS:
    void changed();

  private:
    void read();
    void readDraft();
    void change(const std::function<void(std::vector<Rule>&)>& how);
    void put(std::vector<Rule> rules);
    std::string skuOf(ItemId item) const;
    std::filesystem::path draftFile() const;
    void removeDraft() const;

    Workspace& workspace_;
    std::vector<Rule> rules_;
    std::vector<Rule> saved_;  ///< the project's own that the draft began from
    std::vector<std::vector<Rule>> past_;
};

}  // namespace haberdash::ui
