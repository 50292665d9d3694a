// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace haberdash::ui {

/// Where a command is at home: the menu that lists it and the focus in which its shortcut works.
enum class Scope { Global, Catalog, Recommend, Label, Session, Train, Evaluate, Map };

/// One thing that a person can do. Everything that shows commands (menus, palette, tool tips, the
/// `?` overlay, the shortcut editor) reads this.
struct CommandSpec {
    QString id;    ///< "catalog.similar": stable, for settings
    QString menu;  ///< "file", "edit", "view", "label", "train", "evaluate", "help"; empty: palette
                   ///< only
    Scope scope = Scope::Global;
    QString text;  ///< translated, with & mnemonic
    QString hint;  ///< translated sentence
    QKeySequence shortcut;
    QString icon;  ///< name under resources/icons; empty: none
    bool isCheckable = false;
};

/// The one command table. Owns a QAction for each command. Single-letter shortcuts work only while
/// the owner widget or a child of it that is no text field has the focus.
class CommandTable : public QObject {
    Q_OBJECT

  public:
    explicit CommandTable(QObject* parent = nullptr);

    /// `owner` is where the shortcut works (the window for Global). Returns the command's action.
    QAction* add(const CommandSpec& spec, QWidget* owner, std::function<void()> run);
    QAction* action(const QString& id) const;  ///< nullptr when there is none

    const std::vector<CommandSpec>& specs() const { return specs_; }

    /// Keeps a person's own shortcut in the settings. False, naming the other command in
    /// `conflict`, when it is taken in the same scope or globally.
    bool remap(const QString& id, const QKeySequence& shortcut, QString* conflict);
    void resetShortcuts();

  Q_SIGNALS:
    /// A command was added, or a shortcut changed.
    void changed();

  private:
    static void setShortcut(QAction* action, Scope scope, const QKeySequence& shortcut);

    QHash<QString, QString> kept_;  ///< shortcuts that a person chose, by the command's id
    std::vector<CommandSpec> specs_;
    std::vector<QAction*> actions_;
};

}  // namespace haberdash::ui
