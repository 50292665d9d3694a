// SPDX-License-Identifier: GPL-3.0-or-later

// The commands of the Recommend view.

#include "ui/recommend/audience_picker.h"
#include "ui/recommend/ranking_controller.h"
#include "ui/recommend/ranking_list.h"
#include "ui/recommend/recommend_bar.h"
#include "ui/recommend/recommend_view.h"
#include "ui/shell/command_table.h"

#include <QComboBox>
#include <QPushButton>

namespace haberdash::ui {

void RecommendView::addCommand(const char* id,
                               const QString& text,
                               const QString& hint,
                               const QKeySequence& keys,
                               const char* icon,
                               std::function<void()> run) {
    context_.commands.add({.id = QLatin1String(id),
                           .scope = Scope::Recommend,
                           .text = text,
                           .hint = hint,
                           .shortcut = keys,
                           .icon = QLatin1String(icon)},
                          this,
                          std::move(run));
}

void RecommendView::addCommands() {
    addCommand("recommend.audience",
               tr("Recommend &for…"),
               tr("Chooses a persona, a shopper or your own session"),
               Qt::Key_U,
               "persona",
               [this] { picker_->popUp(bar_->audienceButton()); });
    addCommand("recommend.model",
               tr("&Model…"),
               tr("Chooses the run that ranks"),
               Qt::Key_M,
               "train",
               [this] {
                   bar_->modelBox()->setFocus();
                   bar_->modelBox()->showPopup();
               });
    addCommand("recommend.why",
               tr("&Why this product"),
               tr("Shows what speaks for the product in focus"),
               Qt::Key_E,
               "info",
               [this] { switchWhy(); });
    addCommand("recommend.whatif",
               tr("W&hat if"),
               tr("Takes events out and puts them back; again restores all"),
               Qt::Key_W,
               "session",
               [this] { switchWhatIf(); });
    addCommand("recommend.diff",
               tr("Com&pare with another model"),
               tr("Shows where another model puts each product"),
               Qt::Key_D,
               "compare",
               [this] { switchDiff(); });
    addCommand("recommend.like",
               tr("&Like"),
               tr("The product in focus was liked"),
               Qt::Key_L,
               "like",
               [this] { act(EventKind::Like); });
    addCommand("recommend.dislike",
               tr("Dislik&e"),
               tr("The product in focus was disliked"),
               Qt::Key_X,
               "dislike",
               [this] { act(EventKind::Dislike); });
    addCommand("recommend.cart",
               tr("Put into the &cart"),
               tr("The product in focus was put into the cart"),
               Qt::Key_C,
               "cart",
               [this] { act(EventKind::Cart); });
    addCommand("recommend.undo",
               tr("&Undo last event"),
               tr("Takes back the last event added here"),
               Qt::Key_Backspace,
               "undo",
               [this] { controller_->undo(); });
    addCommand("recommend.export",
               tr("E&xport ranking…"),
               tr("Writes the ranking as HTML and CSV"),
               QKeySequence(Qt::CTRL | Qt::Key_E),
               "export",
               [this] { exportAs(); });
}

}  // namespace haberdash::ui
