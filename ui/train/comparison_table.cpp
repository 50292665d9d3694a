// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/comparison_table.h"

#include "ui/convert.h"
#include "ui/shell/theme.h"
#include "ui/train/run_differences.h"
#include "ui/train/words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

namespace haberdash::ui {

ComparisonTable::ComparisonTable(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      only_(new QCheckBox(tr("Only differences"), this)),
      table_(new QTableWidget(this)),
      same_(new QLabel(tr("These runs differ in nothing."), this)) {
    setRole(title_, "overline");
    setRole(same_, "muted");
    only_->setChecked(true);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setAlternatingRowColors(true);
    table_->setShowGrid(false);
    table_->verticalHeader()->hide();
    table_->horizontalHeader()->setMaximumSectionSize(
        scaled(180));  // several fit beside each other
    table_->setAccessibleName(tr("Chosen runs side by side"));
    auto* const head = new QHBoxLayout;
    head->addWidget(title_, 1);
    head->addWidget(only_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(head);
    column->addWidget(table_, 1);
    column->addWidget(same_, 1, Qt::AlignCenter);
    connect(only_, &QCheckBox::toggled, this, &ComparisonTable::fill);
}

void ComparisonTable::setRuns(std::vector<Run> runs, std::string baseline) {
    runs_ = std::move(runs);
    baseline_ = std::move(baseline);
    fill();
}

void ComparisonTable::setOnlyDifferences(const bool isOnly) {
    only_->setChecked(isOnly);
}

void ComparisonTable::fill() {
    const bool isOnly = only_->isChecked() && runs_.size() > 1;
    only_->setVisible(runs_.size() > 1);
    const std::vector<RunDifference> rows = compareRuns(runs_, isOnly, baseline_);
    QStringList header{tr("What")};
    for (const Run& run : runs_) {
        header << (run.id == baseline_ ? tr("%1 · baseline").arg(runTitle(run)) : runTitle(run));
    }
    title_->setText(runs_.size() == 1
                        ? tr("Run %1").arg(toQt(runs_.front().id)).toUpper()
                        : tr("%n runs side by side", "", static_cast<int>(runs_.size())).toUpper());
    table_->setVisible(!rows.empty());
    same_->setVisible(rows.empty() && runs_.size() > 1);
    table_->clear();
    table_->setColumnCount(static_cast<int>(header.size()));
    table_->setRowCount(static_cast<int>(rows.size()));
    table_->setHorizontalHeaderLabels(header);
    for (int column = 1; column < header.size(); ++column) {
        table_->horizontalHeaderItem(column)->setToolTip(header[column]);
    }
    int at = 0;
    for (const RunDifference& row : rows) {
        auto* const name = new QTableWidgetItem(QStringLiteral("%1: %2").arg(row.group, row.name));
        name->setToolTip(name->text());
        table_->setItem(at, 0, name);
        for (qsizetype i = 0; i < row.values.size(); ++i) {
            auto* const cell = new QTableWidgetItem(row.values[i]);
            QFont font = table_->font();
            font.setBold(row.differs && !isOnly);
            cell->setFont(font);
            cell->setToolTip(row.values[i]);  // columns are narrower than some
            table_->setItem(at, static_cast<int>(i) + 1, cell);
        }
        ++at;
    }
    table_->resizeColumnsToContents();
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

}  // namespace haberdash::ui
