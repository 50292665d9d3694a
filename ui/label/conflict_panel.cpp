// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/conflict_panel.h"

#include "core/data/base/error.h"
#include "ui/convert.h"
#include "ui/label/label_canvas.h"
#include "ui/label/label_words.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/clear_layout.h"
#include "ui/widgets/plain_table.h"

#include <QFrame>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

ConflictPanel::ConflictPanel(const ViewContext& context, QWidget* parent)
    : QWidget(parent),
      context_(context),
      none_(new QLabel(this)),
      conflicts_(plainTable(
          tr("Conflicts"), {tr("Question"), tr("For"), tr("Answers"), tr("Settled as")}, this)),
      settle_(new QFrame(this)),
      canvas_(new LabelCanvas(context.workspace, context.pictures, settle_)),
      choices_(new QHBoxLayout),
      halves_(new QSplitter(Qt::Horizontal, this)) {
    setRole(none_, "muted");
    none_->setWordWrap(true);
    conflicts_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    conflicts_->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    conflicts_->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    conflicts_->setMinimumHeight(scaled(160));
    setRole(settle_, "card");
    canvas_->setFocusPolicy(Qt::NoFocus);
    canvas_->setCursor(Qt::ArrowCursor);
    auto* const side = new QVBoxLayout(settle_);
    side->addWidget(canvas_, 1);
    side->addLayout(choices_);
    halves_->setChildrenCollapsible(false);
    halves_->addWidget(conflicts_);
    halves_->addWidget(settle_);
    halves_->setStretchFactor(0, 3);
    halves_->setStretchFactor(1, 2);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(scaled(14));
    column->addWidget(none_);
    column->addWidget(halves_, 1);
    connect(conflicts_, &QTableWidget::currentCellChanged, this, &ConflictPanel::showConflict);
}

void ConflictPanel::setNarrow(const bool isNarrow) {
    halves_->setOrientation(isNarrow ? Qt::Vertical : Qt::Horizontal);
}

void ConflictPanel::setConflicts(const std::vector<Conflict>& conflicts,
                                 const std::vector<Annotator>& annotators) {
    shown_ = conflicts;
    const int row = std::max(0, conflicts_->currentRow());
    const QSignalBlocker blocker(conflicts_);
    conflicts_->setRowCount(0);
    for (const Conflict& conflict : shown_) {
        QStringList titles;
        for (const std::string& sku : conflict.answers.front().items) {
            titles << titleOf(context_.workspace, sku);
        }
        QStringList answers;
        for (const Answer& answer : conflict.answers) {
            answers << tr("%1: %2", "annotator and answer")
                           .arg(nameOf(annotators, answer.annotator),
                                valueText(conflict, answer.value));
        }
        const std::string& persona = conflict.answers.front().persona;
        addCells(conflicts_,
                 {titles.join(tr(" or ", "between two products")),
                  personaName(context_.workspace, persona),
                  answers.join(QStringLiteral(" · ")),
                  conflict.isSettled ? valueText(conflict, conflict.settledAs) : tr("open")});
    }
    conflicts_->resizeColumnToContents(1);
    conflicts_->resizeColumnToContents(3);
    const bool hasAny = conflicts_->rowCount() > 0;
    halves_->setVisible(hasAny);
    setSizePolicy(QSizePolicy::Preferred, hasAny ? QSizePolicy::Expanding : QSizePolicy::Maximum);
    none_->setText(hasAny ? tr("Annotators disagree on these; choose what shall count.")
                          : tr("No conflicts: annotators who answered the same question for a "
                               "persona gave the same answer, or nobody shares one yet. What "
                               "people like themselves is never in conflict."));
    if (hasAny) {
        conflicts_->setCurrentCell(std::min(row, conflicts_->rowCount() - 1), 0);
        showConflict();
    }
}

QString ConflictPanel::valueText(const Conflict& conflict, const std::string& value) const {
    if (value == "first" || value == "second") {
        return titleOf(context_.workspace,
                       conflict.answers.front().items[value == "first" ? 0 : 1]);
    }
    const std::pair<const char*, QString> words[] = {{"tie", tr("tie")},
                                                     {"neither", tr("neither")},
                                                     {"like", tr("like")},
                                                     {"dislike", tr("dislike")},
                                                     {"unsure", tr("unsure")}};
    for (const auto& [word, text] : words) {
        if (value == word) {
            return text;
        }
    }
    return toQt(value);
}

void ConflictPanel::showConflict() {
    int focused = -1;
    for (int at = 0; at < choices_->count(); ++at) {
        focused = choices_->itemAt(at)->widget()->hasFocus() ? at : focused;
    }
    clearLayout(choices_);
    const int row = conflicts_->currentRow();
    if (row < 0 || row >= static_cast<int>(shown_.size())) {
        canvas_->ask(nullptr, {});
        if (focused >= 0) {
            conflicts_->setFocus();
        }
        return;
    }
    const Conflict& conflict = shown_[static_cast<std::size_t>(row)];
    LabelQuestion question;
    for (const std::string& sku : conflict.answers.front().items) {
        if (const auto id = context_.workspace.items().idOfSku(sku)) {
            question.items.push_back(context_.workspace.items().item(*id));
        }
    }
    canvas_->ask(&question, {});
    const auto add = [this](const QString& text, const std::string& value) {
        auto* const button = new QPushButton(text, settle_);
        button->setEnabled(!context_.workspace.isReadOnly());
        connect(button, &QPushButton::clicked, this, [this, value] { settle(value); });
        choices_->addWidget(button);
        button->show();  // now: it may be given the focus
    };
    switch (conflict.answers.front().kind) {
        case QuestionKind::Pair:
            add(tr("Left"), "first");
            add(tr("Tie"), "tie");
            add(tr("Neither"), "neither");
            add(tr("Right"), "second");
            break;
        case QuestionKind::Single:
            add(tr("Dislike"), "dislike");
            add(tr("Unsure"), "unsure");
            add(tr("Like"), "like");
            break;
        case QuestionKind::Rating:
            for (const char* const value : {"1", "2", "3", "4", "5"}) {
                add(QString::fromLatin1(value), value);
            }
            break;
    }
    // Who settles one conflict after the other by keys stays where they are.
    if (focused >= 0) {
        choices_->itemAt(std::min(focused, choices_->count() - 1))->widget()->setFocus();
    }
}

void ConflictPanel::settle(const std::string& value) {
    const int row = conflicts_->currentRow();
    if (row < 0 || row >= static_cast<int>(shown_.size())) {
        return;
    }
    const Answer& answer = shown_[static_cast<std::size_t>(row)].answers.front();
    LabelEvent event{.persona = answer.persona,
                     .kind = LabelKind::Pair,
                     .items = answer.items,
                     .source = LabelSource::Adjudication};
    if (answer.kind == QuestionKind::Pair) {
        event.choice = value == "first" ? "a" : value == "second" ? "b" : value;
    } else if (answer.kind == QuestionKind::Rating) {
        event.kind = LabelKind::Rate;
        event.choice = value;
    } else {
        event.kind = labelKindFrom(value).value_or(LabelKind::Unsure);
    }
    try {
        std::vector<LabelEvent> events{event};
        context_.workspace.addLabels(events);  // and the page is read again
    } catch (const Error& error) {
        Q_EMIT failed(toQt(error.what()));
    }
}

}  // namespace haberdash::ui
