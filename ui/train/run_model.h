// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"

#include <QAbstractTableModel>

#include <vector>

namespace haberdash::ui {

/// The runs of a project as rows, newest first. The note can be edited in place.
class RunModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column {
        Name,
        Kind,
        State,
        Created,
        BestEpoch,
        Ndcg,
        Recall,
        Duration,
        Note,
        ColumnCount
    };

    static constexpr int kSortRole = Qt::UserRole;

    explicit RunModel(QObject* parent = nullptr);

    /// Keeps rows of unchanged runs, so that a selection survives.
    void setRuns(std::vector<Run> runs);
    void setCurrent(const QString& run);

    const QString& current() const { return current_; }

    void setBaseline(const QString& run);

    const QString& baseline() const { return baseline_; }

    const Run* runAt(int row) const;
    int rowOf(const QString& run) const;  ///< -1: not there

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

  Q_SIGNALS:
    void noteEdited(const QString& run, const QString& note);

  private:
    QString textOf(const Run& run, int column) const;
    QVariant sortKeyOf(const Run& run, int column) const;

    std::vector<Run> runs_;
    QString current_;
    QString baseline_;
};

}  // namespace haberdash::ui
