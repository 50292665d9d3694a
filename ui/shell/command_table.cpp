// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_table.h"

#include "ui/shell/icons.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTextEdit>
#include <QWidget>

namespace haberdash::ui {

namespace {

constexpr auto kShortcuts = "shortcuts";

QString settingOf(const QString& id) {
    return QLatin1String(kShortcuts) + QLatin1Char('/') + id;
}

bool takesText(const QWidget* widget) {
    const auto* const combo = qobject_cast<const QComboBox*>(widget);
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QTextEdit*>(widget) ||
           qobject_cast<const QPlainTextEdit*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget) || (combo && combo->isEditable());
}

/// A key that a text field would write (a letter, a digit, Space) or act on (Enter, Delete), as
/// opposed to a chord with Ctrl or Alt and to a function key.
bool isPlainKey(const QKeySequence& shortcut) {
    if (shortcut.count() != 1) {
        return false;
    }
    const QKeyCombination first = shortcut[0];
    const bool hasChord =
        first.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    const bool isFunctionKey = first.key() >= Qt::Key_F1 && first.key() <= Qt::Key_F35;
    return !hasChord && !isFunctionKey && first.key() != Qt::Key_Escape;
}

/// Lets a text field keep the plain keys: it claims them before the shortcut map sees them.
class PlainKeyGuard : public QObject {
  public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::ShortcutOverride || !watched->isWidgetType()) {
            return false;
        }
        auto* const key = static_cast<QKeyEvent*>(event);
        if (isPlainKey(QKeySequence(key->keyCombination())) &&
            takesText(QApplication::focusWidget())) {
            event->accept();
            return watched == QApplication::focusWidget();
        }
        return false;
    }
};

}  // namespace

CommandTable::CommandTable(QObject* parent) : QObject(parent) {
    qApp->installEventFilter(new PlainKeyGuard(this));
    QSettings settings;
    settings.beginGroup(kShortcuts);
    for (const QString& id : settings.childKeys()) {
        kept_.insert(id, settings.value(id).toString());
    }
}

QAction* CommandTable::add(const CommandSpec& spec, QWidget* owner, std::function<void()> run) {
    auto* const action = new QAction(spec.text, this);
    action->setObjectName(spec.id);
    action->setCheckable(spec.isCheckable);
    action->setStatusTip(spec.hint);
    action->setMenuRole(QAction::NoRole);
    if (!spec.icon.isEmpty()) {
        action->setIcon(lineIcon(spec.icon));
    }
    const auto kept = kept_.constFind(spec.id);
    setShortcut(
        action,
        spec.scope,
        kept == kept_.constEnd() ? spec.shortcut : QKeySequence(*kept, QKeySequence::PortableText));
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    if (owner) {
        owner->addAction(action);
    }
    specs_.push_back(spec);
    actions_.push_back(action);
    Q_EMIT changed();
    return action;
}

QAction* CommandTable::action(const QString& id) const {
    for (std::size_t i = 0; i < specs_.size(); ++i) {
        if (specs_[i].id == id) {
            return actions_[i];
        }
    }
    return nullptr;
}

bool CommandTable::remap(const QString& id, const QKeySequence& shortcut, QString* conflict) {
    QAction* const mine = action(id);
    if (!mine) {
        return false;
    }
    const auto scopeOf = [this](const QString& name) {
        for (const CommandSpec& spec : specs_) {
            if (spec.id == name) {
                return spec.scope;
            }
        }
        return Scope::Global;
    };
    const Scope scope = scopeOf(id);
    for (std::size_t i = 0; i < specs_.size() && !shortcut.isEmpty(); ++i) {
        const bool meets =
            specs_[i].scope == scope || specs_[i].scope == Scope::Global || scope == Scope::Global;
        if (specs_[i].id != id && meets && actions_[i]->shortcuts().contains(shortcut)) {
            if (conflict) {
                *conflict = QString(specs_[i].text).remove(QLatin1Char('&'));
            }
            return false;
        }
    }
    setShortcut(mine, scope, shortcut);
    kept_.insert(id, shortcut.toString(QKeySequence::PortableText));
    QSettings().setValue(settingOf(id), kept_.value(id));
    Q_EMIT changed();
    return true;
}

void CommandTable::resetShortcuts() {
    kept_.clear();
    QSettings().remove(kShortcuts);
    for (std::size_t i = 0; i < specs_.size(); ++i) {
        setShortcut(actions_[i], specs_[i].scope, specs_[i].shortcut);
    }
    Q_EMIT changed();
}

void CommandTable::setShortcut(QAction* action, const Scope scope, const QKeySequence& shortcut) {
    QKeySequence keypad = shortcut;
    if (shortcut.count() == 1 && shortcut[0].key() == Qt::Key_Return) {
        keypad = QKeySequence(shortcut[0].keyboardModifiers() | Qt::Key_Enter);
    }
    action->setShortcuts(keypad == shortcut ? QList{shortcut} : QList{shortcut, keypad});
    action->setShortcutContext(scope == Scope::Global && !isPlainKey(shortcut)
                                   ? Qt::WindowShortcut
                                   : Qt::WidgetWithChildrenShortcut);
    const QString name = action->text().remove(QLatin1Char('&'));
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? name : tr("%1 (%2)").arg(name, keys));
}

}  // namespace haberdash::ui
