// SPDX-License-Identifier: GPL-3.0-or-later

// What a person can do in LabelView.

#include "ui/label/label_canvas.h"
#include "ui/label/label_view.h"
#include "ui/label/review_page.h"
#include "ui/shell/command_table.h"

#include <QAction>

namespace haberdash::ui {

void LabelView::addCommands() {
    const auto add = [this](const char* id,
                            const QString& text,
                            const QString& hint,
                            const QKeySequence& keys,
                            std::function<void()> run) {
        context_.commands
            .add({.id = QLatin1String(id),
                  .menu = QStringLiteral("label"),
                  .scope = Scope::Label,
                  .text = text,
                  .hint = hint,
                  .shortcut = keys,
                  .icon = {}},
                 canvas_,
                 std::move(run))
            ->setAutoRepeat(false);  // a key that is held is one decision
    };
    add("label.left",
        tr("&Left product, or dislike"),
        tr("Of a pair the left one; of a single product: dislike."),
        QKeySequence(Qt::Key_Left),
        [this] { answer(Way::Left); });
    add("label.right",
        tr("&Right product, or like"),
        tr("Of a pair the right one; of a single product: like."),
        QKeySequence(Qt::Key_Right),
        [this] { answer(Way::Right); });
    add("label.down",
        tr("&Tie, or unsure"),
        tr("Both alike; of a single product: unsure."),
        QKeySequence(Qt::Key_Down),
        [this] { answer(Way::Down); });
    add("label.up", tr("&Neither"), tr("Neither of the two."), QKeySequence(Qt::Key_Up), [this] {
        answer(Way::Up);
    });
    for (int number = 1; number <= 5; ++number) {
        const QByteArray id = QByteArray("label.pick") + QByteArray::number(number);
        add(id.constData(),
            tr("Rate %1, or next in rank: product %1").arg(number),
            tr("A rating, or the product that comes next in the ranking."),
            QKeySequence(Qt::Key_0 + number),
            [this, number] { pick(number - 1); });
    }
    add("label.commit",
        tr("&Done with the ranking"),
        tr("Products without a place count as behind the others."),
        QKeySequence(Qt::Key_Return),
        [this] { commitRank(); });
    add("label.skip",
        tr("&Skip"),
        tr("No answer; it is not asked again."),
        QKeySequence(Qt::Key_Space),
        [this] { decide(LabelKind::Skip); });
    add("label.flag",
        tr("&Flag…"),
        tr("Say what is wrong with the products."),
        QKeySequence(Qt::Key_F),
        [this] { flag(); });
    add("label.details",
        tr("Deta&ils, while held"),
        tr("Shows the descriptions for as long as the key is held."),
        QKeySequence(Qt::Key_I),
        [this] { canvas_->setDetailed(!canvas_->isDetailed()); });
}

void LabelView::addMenuCommands() {
    const auto add = [this](const char* id,
                            const char* menu,
                            const QString& text,
                            const QString& hint,
                            const QKeySequence& keys,
                            const char* icon,
                            QWidget* owner,
                            std::function<void()> run) -> QAction* {
        return context_.commands.add({.id = QLatin1String(id),
                                      .menu = QLatin1String(menu),
                                      .scope = owner == this ? Scope::Label : Scope::Global,
                                      .text = text,
                                      .hint = hint,
                                      .shortcut = keys,
                                      .icon = QLatin1String(icon)},
                                     owner,
                                     std::move(run));
    };
    add("label.takeBack",
        "label",
        tr("Take &back"),
        tr("Undo the last decision and ask again."),
        QKeySequence(Qt::Key_Backspace),
        "",
        this,
        [this] { undo(); })
        ->setAutoRepeat(false);
    add("label.undo",
        "edit",
        tr("&Undo label"),
        tr("Take back the last label, or the last labels given together."),
        QKeySequence(Qt::CTRL | Qt::Key_Z),
        "undo",
        this,
        [this] { undo(); });
    add("label.redo",
        "edit",
        tr("&Redo label"),
        tr("Give again the label that was taken back."),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
        "refresh",
        this,
        [this] { redo(); });
    add("label.review",
        "label",
        tr("Re&view labels"),
        tr("How far people agree, and what they disagree on."),
        {},
        "compare",
        this,
        [this] { showReview(); });
    add("label.export",
        "label",
        tr("&Export labels…"),
        tr("Write all labels to a CSV or JSON lines file."),
        QKeySequence(Qt::CTRL | Qt::Key_E),
        "export",
        this,
        [this] { review_->exportLabels(); });
    add("label.import",
        "label",
        tr("&Import labels…"),
        tr("Add labels that were exported or made elsewhere."),
        {},
        "import",
        this,
        [this] { review_->importLabels(); });
}

}  // namespace haberdash::ui
