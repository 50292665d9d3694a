// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QSplitter;
class QTableView;

namespace haberdash::ui {

class ComparisonTable;
class RunModel;

/// The runs of the project: a table, what can be done with the chosen ones, and what differs
/// between them. Says what a person asked for; the view does it.
class HistoryPanel : public QWidget {
    Q_OBJECT

  public:
    explicit HistoryPanel(QWidget* parent = nullptr);

    void setRuns(std::vector<Run> runs);
    void setCurrentRun(const QString& run);

    /// The run that every comparison shows beside the chosen ones; empty: none.
    void setBaseline(const QString& run);

    /// The rows that are chosen, oldest first.
    std::vector<Run> chosen() const;
    void choose(const QStringList& runs);

    QTableView* table() const { return table_; }

    ComparisonTable* comparison() const { return comparison_; }

  Q_SIGNALS:
    void chosenChanged();
    void useAsked(const QString& run);
    void resumeAsked(const QString& run);
    void extendAsked(const QString& run);
    void baselineAsked(const QString& run);  ///< empty: none any more
    void commandAsked(const QString& run);
    void deleteAsked(const QStringList& runs);
    void folderAsked(const QString& run);
    void noteEdited(const QString& run, const QString& note);

  private:
    QPushButton* addAction(const QString& icon, const QString& text, const QString& hint);
    void buildTable();
    void makeRoomToCompare();
    void showChosen();
    void growColumns();

    RunModel* model_;
    QSortFilterProxyModel* sorted_;
    QLabel* title_;
    QTableView* table_;
    ComparisonTable* comparison_;
    QSplitter* splitter_;
    QWidget* bar_;
    QPushButton* use_;
    QPushButton* resume_;
    QPushButton* baseline_;
    QPushButton* note_;
    QPushButton* command_;
    QPushButton* reveal_;
    QPushButton* remove_;
    bool hasGrown_ = false;
};

}  // namespace haberdash::ui
