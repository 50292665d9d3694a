// SPDX-License-Identifier: GPL-3.0-or-later

// Labels from the grid: one key for all that is selected, one step to undo.

#include "ui/catalog/catalog_browser.h"
#include "ui/catalog/catalog_view.h"
#include "ui/convert.h"
#include "ui/pictures/tile_grid.h"
#include "ui/shell/command_table.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/notice_bar.h"

#include <utility>

namespace haberdash::ui {

void CatalogView::addLabelCommands() {
    const auto add = [this](const QString& id,
                            const QString& text,
                            const QString& hint,
                            const QKeySequence& keys,
                            const char* icon,
                            std::function<void()> run) {
        context_.commands.add({.id = id,
                               .menu = QStringLiteral("label"),
                               .scope = Scope::Catalog,
                               .text = text,
                               .hint = hint,
                               .shortcut = keys,
                               .icon = QLatin1String(icon)},
                              this,
                              std::move(run));
    };
    add(QStringLiteral("catalog.like"),
        tr("&Like"),
        tr("Label the selected products as liked."),
        Qt::Key_L,
        "like",
        [this] { label(LabelKind::Like, {}, tr("Like")); });
    add(QStringLiteral("catalog.dislike"),
        tr("&Dislike"),
        tr("Label the selected products as disliked."),
        Qt::Key_X,
        "dislike",
        [this] { label(LabelKind::Dislike, {}, tr("Dislike")); });
    for (int rating = 1; rating <= 5; ++rating) {
        add(QStringLiteral("catalog.rate%1").arg(rating),
            tr("Rate &%1").arg(rating),
            tr("Rate the selected products."),
            static_cast<Qt::Key>(Qt::Key_0 + rating),
            "star",
            [this, rating] {
                label(LabelKind::Rate, std::to_string(rating), tr("Rating %1").arg(rating));
            });
    }
    add(QStringLiteral("catalog.clearLabel"),
        tr("&Clear labels"),
        tr("Take back likes and ratings of the selected products."),
        Qt::Key_0,
        "",
        [this] { label(LabelKind::Clear, {}, tr("Clear")); });
    add(QStringLiteral("catalog.undoLabel"),
        tr("Undo l&abel"),
        tr("Take back the last label, or the last labels given together."),
        QKeySequence(Qt::CTRL | Qt::Key_Z),
        "undo",
        [this] { reverseLabel(false); });
    add(QStringLiteral("catalog.redoLabel"),
        tr("R&edo label"),
        tr("Give again the label that was taken back."),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
        "refresh",
        [this] { reverseLabel(true); });
}

void CatalogView::reverseLabel(const bool again) {
    if (!context_.workspace.isOpen()) {
        return;
    }
    try {
        Workspace& workspace = context_.workspace;
        const bool isDone = again ? workspace.redoLabel() : workspace.undoLabel();
        notice_->show(NoticeBar::Kind::Info,
                      !isDone ? tr("There is nothing to undo.")
                      : again ? tr("The label holds again.")
                              : tr("The last label was taken back."));
    } catch (const Error& error) {
        notice_->show(NoticeBar::Kind::Problem, toQt(error.what()));
    }
}

void CatalogView::label(const LabelKind kind, const std::string& choice, const QString& word) {
    const std::vector<ItemId> items = actedOnAll();
    if (items.empty() || !context_.workspace.isOpen()) {
        return;
    }
    if (context_.workspace.isReadOnly()) {
        notice_->show(NoticeBar::Kind::Warning, context_.workspace.readOnlySentence());
        return;
    }
    const QString persona = Workspace::labelPersona();
    const std::optional<Persona> who =
        persona.isEmpty() ? std::nullopt : context_.workspace.events().persona(fromQt(persona));
    const QString said =
        who ? tr("%1, for “%2”", "a label and a persona").arg(word, toQt(who->name)) : word;
    const auto apply = [this, items, kind, choice, said, persona = who ? persona : QString()] {
        try {
            std::vector<LabelEvent> events;
            for (const ItemId item : items) {
                events.push_back({.persona = fromQt(persona),
                                  .kind = kind,
                                  .items = {context_.workspace.items().item(item).sku},
                                  .choice = choice,
                                  .source = LabelSource::Bulk});
            }
            context_.workspace.addLabels(events);
            notice_->show(
                NoticeBar::Kind::Good,
                tr("%1 applied to %n product(s).", nullptr, static_cast<int>(items.size()))
                    .arg(said),
                tr("Undo"),
                [this] { context_.workspace.undoLabel(); });
        } catch (const Error& error) {
            notice_->show(NoticeBar::Kind::Problem, toQt(error.what()));
        }
    };
    if (items.size() == 1) {
        apply();
        return;
    }
    // What acts on many says so first; the same key again, or the button, applies it.
    const std::pair pending(said, items);
    if (pendingLabel_ == pending && notice_->isVisible()) {
        pendingLabel_ = {};
        apply();
        return;
    }
    pendingLabel_ = pending;
    notice_->show(NoticeBar::Kind::Info,
                  tr("%1: press the key again to apply it to all that are selected.").arg(said),
                  tr("Apply to %n", nullptr, static_cast<int>(items.size())),
                  [this, apply] {
                      pendingLabel_ = {};
                      apply();
                  });
}

}  // namespace haberdash::ui
