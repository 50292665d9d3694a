// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_data.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QCPItemStraightLine;
class QCustomPlot;
class QLabel;
class QStackedWidget;
class QTableWidget;
class QToolButton;

namespace haberdash::ui {

/// A line chart with what every chart of ours has: a read-out that follows the mouse or the arrow
/// keys, a table twin, and export. Redraws at most ten times a second.
class Chart : public QWidget {
    Q_OBJECT

  public:
    explicit Chart(QWidget* parent = nullptr);

    void setData(ChartData data);

    const ChartData& data() const { return data_; }

    /// Caption and sidecar of an exported picture, asked for at that moment.
    void setExportFacts(std::function<QString()> caption, std::function<Json()> config);

    /// Asks where to, and writes.
    void exportAs();

    void setTableShown(bool isShown);
    bool isTableShown() const;
    QString readOut() const;

  Q_SIGNALS:
    /// One sentence about an export: the files written, or why not.
    void told(const QString& sentence, bool isProblem);

  protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void buildBar();
    void refresh();
    void fillTable();
    void readAt(std::optional<double> x);
    void stepReadOut(int direction);

    ChartData data_;
    QLabel* title_;
    QToolButton* tableButton_;
    QToolButton* exportButton_;
    QStackedWidget* pages_;
    QCustomPlot* plot_;
    QTableWidget* table_;
    QLabel* readOut_;
    QTimer redraw_;
    std::optional<double> shownX_;
    std::function<QString()> caption_;
    std::function<Json()> config_;
};

}  // namespace haberdash::ui
