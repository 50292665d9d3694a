// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"

#include <QWidget>

#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QTableWidget;

namespace haberdash::ui {

/// Chosen runs side by side: by default only what differs between them.
class ComparisonTable : public QWidget {
    Q_OBJECT

  public:
    explicit ComparisonTable(QWidget* parent = nullptr);

    /// `baseline`: the run that the others are measured by, if it is among them; else empty.
    void setRuns(std::vector<Run> runs, std::string baseline);
    void setOnlyDifferences(bool isOnly);

    QTableWidget* table() const { return table_; }

  private:
    void fill();

    std::vector<Run> runs_;
    std::string baseline_;
    QLabel* title_;
    QCheckBox* only_;
    QTableWidget* table_;
    QLabel* same_;
};

}  // namespace haberdash::ui
