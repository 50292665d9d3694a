// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QString;
class QTableWidget;
class QWidget;

namespace haberdash::ui {

/// A table to read: rows are chosen one at a time and not edited, Tab leaves it.
QTableWidget* plainTable(const QString& name, const QStringList& heads, QWidget* parent);

/// A row at the end; each cell shows its whole text as a hint.
void addCells(QTableWidget* table, const QStringList& cells);

}  // namespace haberdash::ui
