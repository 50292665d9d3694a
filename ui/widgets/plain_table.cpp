// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plain_table.h"

#include <QHeaderView>
#include <QTableWidget>

namespace haberdash::ui {

QTableWidget* plainTable(const QString& name, const QStringList& heads, QWidget* const parent) {
    auto* const table = new QTableWidget(0, static_cast<int>(heads.size()), parent);
    table->setAccessibleName(name);
    table->setHorizontalHeaderLabels(heads);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->verticalHeader()->hide();
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    return table;
}

void addCells(QTableWidget* const table, const QStringList& cells) {
    const int row = table->rowCount();
    table->insertRow(row);
    for (int column = 0; column < cells.size(); ++column) {
        auto* const cell = new QTableWidgetItem(cells[column]);
        cell->setToolTip(cells[column]);
        table->setItem(row, column, cell);
    }
}

}  // namespace haberdash::ui
