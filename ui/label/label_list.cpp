// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_list.h"

#include "core/data/base/error.h"
#include "ui/convert.h"
#include "ui/label/label_words.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/clear_layout.h"
#include "ui/widgets/plain_table.h"
#include "ui/widgets/segmented_control.h"

#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <ranges>

namespace haberdash::ui {

namespace {

constexpr std::size_t kMostRows = 500;
constexpr int kProductWidth = 220;

/// What counts: neither cleared nor answered anew since. Newest first.
std::vector<const LabelEvent*> singlesOf(const LabelHistory& labels) {
    std::vector<const LabelEvent*> events;
    for (const Answer& answer : labels.answers() | std::views::reverse) {
        if (answer.kind != QuestionKind::Pair) {
            events.push_back(labels.find(answer.seq));
        }
    }
    return events;
}

bool isComparison(const LabelEvent& event) {
    return event.source != LabelSource::Adjudication &&
           (event.kind == LabelKind::Pair || event.kind == LabelKind::Rank);
}

/// Those of a kind that hold, newest first.
std::vector<const LabelEvent*> listOf(const LabelHistory& labels, const QString& kind) {
    if (kind == QLatin1String("singles")) {
        return singlesOf(labels);
    }
    const bool isOfFlags = kind == QLatin1String("flags");
    std::vector<const LabelEvent*> events = labels.held();
    std::erase_if(events, [isOfFlags](const LabelEvent* event) {
        return isOfFlags ? event->kind != LabelKind::Flag : !isComparison(*event);
    });
    std::ranges::sort(events, std::ranges::greater(), &LabelEvent::seq);
    return events;
}

}  // namespace

LabelList::LabelList(const ViewContext& context, QWidget* parent)
    : QWidget(parent),
      context_(context),
      kind_(new SegmentedControl(tr("Which labels"), this)),
      table_(plainTable(
          tr("Labels, newest first"), {tr("Label"), tr("Annotator"), tr("For"), tr("When")}, this)),
      none_(new QLabel(this)),
      choices_(new QHBoxLayout) {
    setRole(none_, "muted");
    kind_->add(QStringLiteral("singles"), tr("Likes and ratings"));
    kind_->add(QStringLiteral("comparisons"), tr("Pairs and rankings"));
    kind_->add(QStringLiteral("flags"), tr("Flags"));
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table_->setMinimumHeight(scaled(160));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(scaled(8));
    column->addWidget(kind_, 0, Qt::AlignLeft);
    column->addWidget(table_, 1);
    column->addWidget(none_, 1, Qt::AlignTop);
    column->addLayout(choices_);
    connect(kind_, &SegmentedControl::chosen, this, &LabelList::fill);
    connect(table_, &QTableWidget::currentCellChanged, this, &LabelList::showChoices);
}

void LabelList::reload(const std::vector<Annotator>& annotators) {
    annotators_ = annotators;
    fill();
}

void LabelList::showWhatThereIs() {
    for (const char* const kind : {"singles", "comparisons", "flags"}) {
        if (seqs_.empty()) {
            showKind(QLatin1String(kind));
        }
    }
}

void LabelList::showKind(const QString& kind) {
    kind_->setCurrentId(kind);
    fill();
}

void LabelList::fill() {
    int row = std::max(0, table_->currentRow());
    const QSignalBlocker blocker(table_);
    table_->setRowCount(0);
    seqs_.clear();
    const LabelHistory& labels = context_.workspace.labels();
    for (const LabelEvent* const event :
         listOf(labels, kind_->currentId()) | std::views::take(kMostRows)) {
        if (changed_ != 0 && event->of == changed_) {
            row = static_cast<int>(seqs_.size());
        }
        addRow(*event);
    }
    changed_ = 0;
    for (const int column : {1, 2, 3}) {
        table_->resizeColumnToContents(column);
    }
    setVisible(!labels.events().empty());
    table_->setVisible(!seqs_.empty());
    none_->setVisible(seqs_.empty());
    none_->setText(kind_->currentId() == QLatin1String("flags") ? tr("No product is flagged.")
                   : kind_->currentId() == QLatin1String("singles")
                       ? tr("No product was liked, disliked or rated by itself yet.")
                       : tr("No products were compared yet."));
    if (!seqs_.empty()) {
        table_->setCurrentCell(std::min(row, table_->rowCount() - 1), 0);
    }
    showChoices();
}

void LabelList::addRow(const LabelEvent& event) {
    addCells(
        table_,
        {eventText(context_.workspace, event),
         nameOf(annotators_, event.annotator),
         event.persona.empty() ? tr("themselves") : personaName(context_.workspace, event.persona),
         event.time == 0 ? tr("not known")
                         : QLocale().toString(QDateTime::fromMSecsSinceEpoch(event.time),
                                              QLocale::ShortFormat)});
    seqs_.push_back(event.seq);
}

const LabelEvent* LabelList::chosen() const {
    const int row = table_->currentRow();
    return row < 0 || row >= static_cast<int>(seqs_.size())
               ? nullptr
               : context_.workspace.labels().find(seqs_[static_cast<std::size_t>(row)]);
}

std::vector<QWidget*> LabelList::choices() const {
    std::vector<QWidget*> buttons;
    for (int at = 0; at < choices_->count(); ++at) {
        if (QWidget* const widget = choices_->itemAt(at)->widget()) {
            buttons.push_back(widget);
        }
    }
    return buttons;
}

void LabelList::showChoices() {
    const bool hadFocus =
        std::ranges::any_of(choices(), [](const QWidget* widget) { return widget->hasFocus(); });
    clearLayout(choices_);
    const auto add = [this](const QString& text, const LabelKind kind, const std::string& choice) {
        auto* const button = new QPushButton(text, this);
        connect(
            button, &QPushButton::clicked, this, [this, kind, choice] { change(kind, choice); });
        choices_->addWidget(button);
        button->show();
    };
    const LabelEvent* const event = chosen();
    const bool isOwn = event &&
                       nameOf(annotators_, event->annotator) == Workspace::annotatorName() &&
                       !context_.workspace.isReadOnly();
    if (isOwn && (event->kind == LabelKind::Flag || event->kind == LabelKind::Rank)) {
        addTakeBack(event->kind == LabelKind::Flag ? tr("Take the flag back")
                                                   : tr("Take the ranking back"));
    } else if (isOwn && event->kind == LabelKind::Pair) {
        add(productText(event->items[0]), LabelKind::Pair, "a");
        add(tr("Tie"), LabelKind::Pair, "tie");
        add(tr("Neither"), LabelKind::Pair, "neither");
        add(productText(event->items[1]), LabelKind::Pair, "b");
    } else if (isOwn && event->kind == LabelKind::Rate) {
        for (const char* const value : {"1", "2", "3", "4", "5"}) {
            add(tr("Rate &%1").arg(QLatin1String(value)), LabelKind::Rate, value);
        }
    } else if (isOwn) {
        add(tr("Dislike"), LabelKind::Dislike, {});
        add(tr("Unsure"), LabelKind::Unsure, {});
        add(tr("Like"), LabelKind::Like, {});
    } else if (event) {
        const Workspace& workspace = context_.workspace;
        auto* const note = new QLabel(
            workspace.isReadOnly()
                ? workspace.readOnlySentence()
                : tr("Only %1 can change this label.").arg(nameOf(annotators_, event->annotator)),
            this);
        note->setTextFormat(Qt::PlainText);
        setRole(note, "muted");
        choices_->addWidget(note);
    }
    if (isOwn && event->kind != LabelKind::Flag && event->kind != LabelKind::Rank) {
        addTakeBack(tr("Take back"));
    }
    choices_->addStretch(1);
    if (hadFocus) {
        table_->setFocus();
    }
}

void LabelList::addTakeBack(const QString& text) {
    auto* const button = new QPushButton(text, this);
    connect(button, &QPushButton::clicked, this, &LabelList::takeBack);
    choices_->addWidget(button);
    button->show();
}

// A row names the products of a pair in the order of what was said: a button says which one it
// means.
QString LabelList::productText(const std::string& sku) const {
    return fontMetrics()
        .elidedText(titleOf(context_.workspace, sku), Qt::ElideRight, scaled(kProductWidth))
        .replace(QLatin1Char('&'), QLatin1String("&&"));
}

void LabelList::change(const LabelKind kind, const std::string& choice) {
    const LabelEvent* const earlier = chosen();
    if (earlier == nullptr) {
        return;
    }
    std::vector<LabelEvent> events{{.persona = earlier->persona,
                                    .kind = kind,
                                    .items = earlier->items,
                                    .choice = choice,
                                    .of = earlier->seq}};
    changed_ = earlier->seq;
    try {
        context_.workspace.addLabels(events, earlier->annotator);
    } catch (const Error& error) {
        Q_EMIT failed(toQt(error.what()));
    }
}

void LabelList::takeBack() {
    const LabelEvent* const flag = chosen();
    if (flag == nullptr) {
        return;
    }
    try {
        context_.workspace.undoStep(flag->step);
    } catch (const Error& error) {
        Q_EMIT failed(toQt(error.what()));
    }
}

}  // namespace haberdash::ui
