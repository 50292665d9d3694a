// SPDX-License-Identifier: GPL-3.0-or-later

// The commands of the Sessions view.

#include "ui/recommend/audience_picker.h"
#include "ui/sessions/product_picker.h"
#include "ui/sessions/session_bar.h"
#include "ui/sessions/session_controller.h"
#include "ui/sessions/session_strip.h"
#include "ui/sessions/sessions_view.h"
#include "ui/shell/command_table.h"

#include <QComboBox>
#include <QPushButton>

namespace haberdash::ui {

void SessionsView::addCommand(const char* id,
                              const QString& text,
                              const QString& hint,
                              const QKeySequence& keys,
                              const char* icon,
                              QWidget* owner,
                              std::function<void()> run) {
    context_.commands.add({.id = QLatin1String(id),
                           .scope = Scope::Session,
                           .text = text,
                           .hint = hint,
                           .shortcut = keys,
                           .icon = QLatin1String(icon)},
                          owner,
                          std::move(run));
}

void SessionsView::addCommands() {
    addCommand("sessions.audience",
               tr("Sessions &of…"),
               tr("Chooses a persona, a shopper or your own session"),
               Qt::Key_U,
               "persona",
               this,
               [this] { picker_->popUp(bar_->audienceButton()); });
    addCommand("sessions.choose",
               tr("Choose a &session…"),
               tr("A stored session, latest first, or one that you build"),
               Qt::Key_S,
               "session",
               this,
               [this] {
                   bar_->sessionBox()->setFocus();
                   bar_->sessionBox()->showPopup();
               });
    addCommand("sessions.replay",
               tr("&Replay"),
               tr("Goes through the session again from its first event"),
               Qt::Key_R,
               "play",
               this,
               [this] { replay(); });
    addCommand("sessions.add",
               tr("&Add a product…"),
               tr("Finds a product and adds it as the last event"),
               Qt::Key_A,
               "plus",
               this,
               [this] { products_->popUp(add_); });
    addCommand("sessions.simulate",
               tr("Si&mulate shoppers…"),
               tr("Simulates new shoppers' sessions; they are marked as simulated"),
               {},
               "people",
               this,
               [this] { askSimulation(); });
    addCommand("sessions.persona",
               tr("Change the &persona…"),
               tr("A persona's taste by attribute, budget, brands and noise, and what it likes"),
               {},
               "persona",
               this,
               [this] { editPersona(false); });
    addCommand("sessions.new_persona",
               tr("&New persona…"),
               tr("Makes a persona with a taste of its own, to simulate shoppers around"),
               {},
               "plus",
               this,
               [this] { editPersona(true); });
    addCommand("sessions.restore",
               tr("Restore t&he session"),
               tr("All events as they were stored"),
               {},
               "undo",
               this,
               [this] { controller_->restore(); });
}

// Elsewhere Space presses a button.
void SessionsView::addStripCommands() {
    addCommand("sessions.out",
               tr("Take &out or put back"),
               tr("Leaves the event out of the replay, or puts it back"),
               Qt::Key_Space,
               "minus",
               strip_,
               [this] { switchEvent(); });
    addCommand("sessions.remove",
               tr("&Delete the event"),
               tr("Removes the event from this copy of the session"),
               Qt::Key_Delete,
               "trash",
               strip_,
               [this] { removeEvent(); });
    addCommand("sessions.earlier",
               tr("Move &earlier"),
               tr("Moves the event one place earlier"),
               QKeySequence(Qt::ALT | Qt::Key_Left),
               "chevron-left",
               strip_,
               [this] { moveEvent(-1); });
    addCommand("sessions.later",
               tr("Move &later"),
               tr("Moves the event one place later"),
               QKeySequence(Qt::ALT | Qt::Key_Right),
               "chevron-right",
               strip_,
               [this] { moveEvent(1); });
}

}  // namespace haberdash::ui
