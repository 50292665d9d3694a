// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_list.h"

#include "core/data/base/error.h"
#include "ui/convert.h"
#include "ui/label/label_words.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"
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

namespace haberdash::ui {

namespace {

constexpr std::size_t kMostRows = 500;

bool isSingle(const LabelEvent& event) {
    return event.source != LabelSource::Adjudication &&
           (event.kind == LabelKind::Like || event.kind == LabelKind::Dislike ||
            event.kind == LabelKind::Unsure || event.kind == LabelKind::Rate);
}

}  // namespace

LabelList::LabelList(const ViewContext& context, QWidget* parent)
    : QWidget(parent),
      context_(context),
      kind_(new SegmentedControl(tr("Which labels"), this)),
      table_(new QTableWidget(0, 4, this)),
      choices_(new QHBoxLayout) {
    kind_->add(QStringLiteral("singles"), tr("Likes and ratings"));
    kind_->add(QStringLiteral("flags"), tr("Flags"));
    table_->setAccessibleName(tr("Labels, newest first"));
    table_->setHorizontalHeaderLabels({tr("Label"), tr("Annotator"), tr("For"), tr("When")});
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table_->verticalHeader()->hide();
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setTabKeyNavigation(false);
    table_->setMinimumHeight(scaled(160));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(scaled(8));
    column->addWidget(kind_, 0, Qt::AlignLeft);
    column->addWidget(table_, 1);
    column->addLayout(choices_);
    connect(kind_, &SegmentedControl::chosen, this, &LabelList::fill);
    connect(table_, &QTableWidget::currentCellChanged, this, &LabelList::showChoices);
}

void LabelList::reload(const std::vector<Annotator>& annotators) {
    annotators_ = annotators;
    fill();
}

void LabelList::showKind(const QString& kind) {
    kind_->setCurrentId(kind);
    fill();
}

void LabelList::fill() {
    const int row = std::max(0, table_->currentRow());
    const bool isOfFlags = kind_->currentId() == QLatin1String("flags");
    const QSignalBlocker blocker(table_);
    table_->setRowCount(0);
    seqs_.clear();
    bool hasAny = false;
    const std::vector<const LabelEvent*> held = context_.workspace.labels().held();
    for (auto event = held.rbegin(); event != held.rend(); ++event) {
        const bool isFlag = (*event)->kind == LabelKind::Flag;
        hasAny = hasAny || isFlag || isSingle(**event);
        if ((isOfFlags ? isFlag : isSingle(**event)) && seqs_.size() < kMostRows) {
            addRow(**event);
        }
    }
    for (const int column : {1, 2, 3}) {
        table_->resizeColumnToContents(column);
    }
    setVisible(hasAny);
    if (!seqs_.empty()) {
        table_->setCurrentCell(std::min(row, table_->rowCount() - 1), 0);
    }
    showChoices();
}

void LabelList::addRow(const LabelEvent& event) {
    const std::optional<Persona> persona =
        event.persona.empty() ? std::nullopt : context_.workspace.events().persona(event.persona);
    const QString cells[] = {
        eventText(context_.workspace, event),
        nameOf(event.annotator),
        event.persona.empty() ? tr("themselves") : toQt(persona ? persona->name : event.persona),
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(event.time), QLocale::ShortFormat)};
    const int row = table_->rowCount();
    table_->insertRow(row);
    for (int column = 0; column < 4; ++column) {
        auto* const cell = new QTableWidgetItem(cells[column]);
        cell->setToolTip(cells[column]);
        table_->setItem(row, column, cell);
    }
    seqs_.push_back(event.seq);
}

QString LabelList::nameOf(const AnnotatorId annotator) const {
    const auto found = std::ranges::find(annotators_, annotator, &Annotator::id);
    return found == annotators_.end() ? QStringLiteral("?") : toQt(found->name);
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
    while (QLayoutItem* const item = choices_->takeAt(0)) {
        if (QWidget* const widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    const auto add = [this](const QString& text, const LabelKind kind, const std::string& choice) {
        auto* const button = new QPushButton(text, this);
        connect(
            button, &QPushButton::clicked, this, [this, kind, choice] { change(kind, choice); });
        choices_->addWidget(button);
        button->show();
    };
    const LabelEvent* const event = chosen();
    const bool isOwn = event && nameOf(event->annotator) == Workspace::annotatorName() &&
                       !context_.workspace.isReadOnly();
    if (isOwn && event->kind == LabelKind::Flag) {
        auto* const button = new QPushButton(tr("Take the flag back"), this);
        connect(button, &QPushButton::clicked, this, &LabelList::takeBack);
        choices_->addWidget(button);
        button->show();
    } else if (isOwn && event->kind == LabelKind::Rate) {
        for (const char* const value : {"1", "2", "3", "4", "5"}) {
            add(tr("Rate &%1").arg(QLatin1String(value)), LabelKind::Rate, value);
        }
    } else if (isOwn) {
        add(tr("Dislike"), LabelKind::Dislike, {});
        add(tr("Unsure"), LabelKind::Unsure, {});
        add(tr("Like"), LabelKind::Like, {});
    } else if (event) {
        auto* const note = new QLabel(tr("Who gave a label changes it."), this);
        setRole(note, "muted");
        choices_->addWidget(note);
    }
    choices_->addStretch(1);
    if (hadFocus) {
        table_->setFocus();
    }
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
