// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/evaluate/evaluation.h"

#include <QTableWidget>

#include <vector>

namespace haberdash::ui {

/// Figures of several runs: a row a metric, a column a run, the best of each row in bold. As high
/// as its rows, so that it can stand in a page that scrolls.
class MetricsTable : public QTableWidget {
    Q_OBJECT

  public:
    enum class What { Ranking, Binary, Beyond };

    explicit MetricsTable(What what, QWidget* parent = nullptr);

    void setRuns(const std::vector<RunEvaluation>& runs);

    /// The text in the cell of a metric and a run; empty: none.
    QString figure(const std::string& metric, const std::string& run) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    std::vector<std::string> metricsOf(const std::vector<RunEvaluation>& runs) const;
    void fillRow(int row, const std::string& metric, const std::vector<RunEvaluation>& runs);

    What what_;
    std::vector<std::string> metrics_;
    std::vector<std::string> runs_;
};

}  // namespace haberdash::ui
