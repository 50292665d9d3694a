// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/history_panel.h"

#include "ui/convert.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/train/comparison_table.h"
#include "ui/train/run_model.h"
#include "ui/widgets/flow_layout.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

HistoryPanel::HistoryPanel(QWidget* parent)
    : QWidget(parent),
      model_(new RunModel(this)),
      sorted_(new QSortFilterProxyModel(this)),
      title_(new QLabel(tr("Runs"), this)),
      table_(new QTableView),
      comparison_(new ComparisonTable),
      splitter_(new QSplitter(Qt::Horizontal, this)),
      bar_(new QWidget(this)) {
    setRole(title_, "heading");
    auto* const bar = new FlowLayout(bar_);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(scaled(4));
    bar->addWidget(title_);
    use_ = addAction(QStringLiteral("check"),
                     tr("Use"),
                     tr("Makes the chosen run the model that the whole window recommends with"));
    resume_ = addAction(QStringLiteral("play"),
                        tr("Resume"),
                        tr("Goes on with a run that was stopped or interrupted, from its last "
                           "finished epoch"));
    baseline_ = addAction(QStringLiteral("pin"),
                          tr("Baseline"),
                          tr("Pins the chosen run: others are compared with it until another is "
                             "pinned"));
    baseline_->setCheckable(true);
    note_ =
        addAction(QStringLiteral("text"), tr("Note"), tr("Writes a note on the chosen run (F2)"));
    command_ = addAction(QStringLiteral("copy"),
                         tr("Copy as command"),
                         tr("Copies the command line that makes this run"));
    reveal_ = addAction(QStringLiteral("folder"), tr("Folder"), tr("Opens the run's folder"));
    remove_ = addAction(QStringLiteral("trash"), tr("Delete"), tr("Deletes the chosen runs"));
    title_->setMinimumHeight(use_->sizeHint().height());
    buildTable();
    splitter_->addWidget(table_);
    splitter_->addWidget(comparison_);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 1);
    splitter_->setChildrenCollapsible(false);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(12));
    column->addWidget(bar_);
    column->addWidget(splitter_, 1);
    connect(
        use_, &QPushButton::clicked, this, [this] { Q_EMIT useAsked(toQt(chosen().front().id)); });
    connect(resume_, &QPushButton::clicked, this, [this] {
        const Run run = chosen().front();
        run.state == RunState::Done ? Q_EMIT extendAsked(toQt(run.id))
                                    : Q_EMIT resumeAsked(toQt(run.id));
    });
    connect(baseline_, &QPushButton::clicked, this, [this](const bool isPinned) {
        Q_EMIT baselineAsked(isPinned ? toQt(chosen().front().id) : QString());
    });
    connect(command_, &QPushButton::clicked, this, [this] {
        Q_EMIT commandAsked(toQt(chosen().front().id));
    });
    connect(reveal_, &QPushButton::clicked, this, [this] {
        Q_EMIT folderAsked(toQt(chosen().front().id));
    });
    connect(remove_, &QPushButton::clicked, this, [this] {
        QStringList runs;
        for (const Run& run : chosen()) {
            runs << toQt(run.id);
        }
        Q_EMIT deleteAsked(runs);
    });
    connect(note_, &QPushButton::clicked, this, [this] {
        const QModelIndex row = table_->selectionModel()->selectedRows().front();
        table_->edit(row.siblingAtColumn(RunModel::Note));
    });
    connect(model_, &RunModel::noteEdited, this, &HistoryPanel::noteEdited);
    showChosen();
}

QPushButton* HistoryPanel::addAction(const QString& icon,
                                     const QString& text,
                                     const QString& hint) {
    auto* const button = new QPushButton(lineIcon(icon), text, bar_);
    setRole(button, "quiet");
    button->setToolTip(hint);
    bar_->layout()->addWidget(button);
    return button;
}

void HistoryPanel::buildTable() {
    sorted_->setSourceModel(model_);
    sorted_->setSortRole(RunModel::kSortRole);
    table_->setModel(sorted_);
    table_->setSortingEnabled(true);
    table_->sortByColumn(RunModel::Created, Qt::DescendingOrder);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    table_->setAlternatingRowColors(true);
    table_->setShowGrid(false);
    table_->setTabKeyNavigation(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(scaled(30));
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->setAccessibleName(tr("Runs of this project"));
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        showChosen();
        Q_EMIT chosenChanged();
    });
    connect(table_, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        const Run* const run = model_->runAt(sorted_->mapToSource(index).row());
        if (run && run->hasModel && index.column() != RunModel::Note) {
            Q_EMIT useAsked(toQt(run->id));
        }
    });
}

void HistoryPanel::setRuns(std::vector<Run> runs) {
    QStringList kept;
    for (const Run& run : chosen()) {
        kept << toQt(run.id);
    }
    model_->setRuns(std::move(runs));
    if (kept.isEmpty() && model_->rowCount() > 0) {
        // The model that the window works with says more than a floor that was made after it.
        kept << (model_->rowOf(model_->current()) >= 0 ? model_->current()
                                                       : toQt(model_->runAt(0)->id));
    }
    choose(kept);
    showChosen();
    growColumns();
    title_->setText(tr("%n run(s)", "", model_->rowCount()));
}

void HistoryPanel::growColumns() {
    // Columns only grow: what a person made wider stays, and a state that is a longer word shows.
    for (int column = 0; column < model_->columnCount(); ++column) {
        const int before = table_->columnWidth(column);
        table_->resizeColumnToContents(column);
        if (table_->columnWidth(column) < before && hasGrown_) {
            table_->setColumnWidth(column, before);
        }
    }
    hasGrown_ = model_->rowCount() > 0;
}

void HistoryPanel::setCurrentRun(const QString& run) {
    model_->setCurrent(run);
    table_->resizeColumnToContents(RunModel::Name);
}

void HistoryPanel::setBaseline(const QString& run) {
    model_->setBaseline(run);
    showChosen();
}

std::vector<Run> HistoryPanel::chosen() const {
    std::vector<Run> runs;
    for (const QModelIndex& row : table_->selectionModel()->selectedRows()) {
        if (const Run* const run = model_->runAt(sorted_->mapToSource(row).row())) {
            runs.push_back(*run);
        }
    }
    std::ranges::sort(runs, {}, [this](const Run& run) { return -model_->rowOf(toQt(run.id)); });
    return runs;
}

void HistoryPanel::choose(const QStringList& runs) {
    QItemSelection selection;
    for (const QString& run : runs) {
        const int row = model_->rowOf(run);
        if (row >= 0) {
            const QModelIndex index = sorted_->mapFromSource(model_->index(row, 0));
            selection.select(index, index.siblingAtColumn(RunModel::ColumnCount - 1));
        }
    }
    if (selection != table_->selectionModel()->selection()) {
        table_->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    }
}

// A view scrolls to the cell that was clicked a moment after the click, when the list is narrower.
void HistoryPanel::makeRoomToCompare() {
    constexpr int kAlike = 10'000;  // more than either's least width, which would be a share, too
    splitter_->setSizes({kAlike, kAlike});
    table_->selectionModel()->setCurrentIndex(table_->currentIndex().siblingAtColumn(0),
                                              QItemSelectionModel::NoUpdate);
    table_->horizontalScrollBar()->setValue(0);
}

void HistoryPanel::showChosen() {
    std::vector<Run> runs = chosen();
    const bool isOne = runs.size() == 1;
    const bool isBrokenOff =
        isOne && runs.front().state != RunState::Done && runs.front().state != RunState::Running;
    use_->setEnabled(isOne && runs.front().hasModel);
    const bool isExtendable =
        isOne && runs.front().state == RunState::Done && runs.front().epochs > 0;
    resume_->setEnabled(isBrokenOff || isExtendable);
    resume_->setText(isExtendable ? tr("Train longer…") : tr("Resume"));
    baseline_->setEnabled(isOne);
    baseline_->setChecked(isOne && toQt(runs.front().id) == model_->baseline());
    note_->setEnabled(isOne);
    command_->setEnabled(isOne);
    reveal_->setEnabled(isOne);
    remove_->setEnabled(!runs.empty());
    remove_->setText(runs.size() > 1 ? tr("Delete %1").arg(runs.size()) : tr("Delete"));
    const Run* const baseline = model_->runAt(model_->rowOf(model_->baseline()));
    if (baseline && !runs.empty()) {
        std::erase_if(runs, [&](const Run& run) { return run.id == baseline->id; });
        runs.insert(runs.begin(), *baseline);
    }
    comparison_->setRuns(runs, baseline ? baseline->id : std::string());
    if (runs.size() > 1 && comparison_->isHidden()) {
        makeRoomToCompare();
    }
    comparison_->setVisible(runs.size() > 1);
}

}  // namespace haberdash::ui
