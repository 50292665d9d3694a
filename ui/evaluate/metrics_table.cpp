// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evaluate/metrics_table.h"

#include "ui/convert.h"
#include "ui/shell/theme.h"
#include "ui/train/words.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <optional>

namespace haberdash::ui {

namespace {

constexpr const char* kRanking[] = {
    "ndcg", "recall", "precision", "f1", "hit", "mrr", "map", "map_rel"};
constexpr const char* kBinary[] = {
    "accuracy", "precision", "recall", "f1", "roc_auc", "pr_auc", "log_loss", "brier", "ece"};

bool isLowBetter(const std::string& metric) {
    return metric == "log_loss" || metric == "brier" || metric == "ece" ||
           metric.starts_with("gini");
}

struct Figure {
    Interval value;
    bool hasInterval = false;
};

std::optional<Figure> figureOf(const RunEvaluation& run,
                               const std::string& metric,
                               const MetricsTable::What what) {
    if (what == MetricsTable::What::Ranking) {
        const auto found = run.metrics.find(metric);
        return found == run.metrics.end() ? std::nullopt
                                          : std::optional<Figure>(Figure{found->second, true});
    }
    const auto& numbers = what == MetricsTable::What::Binary ? run.binary : run.beyond;
    const auto found = numbers.find(metric);
    return found == numbers.end() ? std::nullopt
                                  : std::optional<Figure>(Figure{
                                        {found->second, found->second, found->second}, false});
}

QString textOf(const Figure& figure) {
    const QString mean = figureText(figure.value.mean, 4);
    return figure.hasInterval
               ? QStringLiteral("%1\n%2 … %3")
                     .arg(mean, figureText(figure.value.low, 4), figureText(figure.value.high, 4))
               : mean;
}

}  // namespace

MetricsTable::MetricsTable(const What what, QWidget* parent) : QTableWidget(parent), what_(what) {
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    horizontalScrollBar()->installEventFilter(this);
    verticalHeader()->setDefaultSectionSize(scaled(what == What::Ranking ? 44 : 28));
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(what == What::Ranking  ? tr("Ranking metrics of the chosen runs")
                      : what == What::Binary ? tr("Likelihood metrics of the chosen runs")
                                             : tr("Figures of the lists as a whole"));
}

std::vector<std::string> MetricsTable::metricsOf(const std::vector<RunEvaluation>& runs) const {
    std::vector<std::string> metrics;
    if (what_ == What::Ranking) {
        for (const char* const metric : kRanking) {
            for (const int k : cutoffsOf(runs, metric)) {
                metrics.push_back(std::string(metric) + '@' + std::to_string(k));
            }
        }
        return metrics;
    }
    if (what_ == What::Binary) {
        for (const char* const metric : kBinary) {
            if (std::ranges::any_of(runs,
                                    [&](const auto& run) { return run.binary.contains(metric); })) {
                metrics.emplace_back(metric);
            }
        }
        return metrics;
    }
    for (const RunEvaluation& run : runs) {
        for (const auto& [key, value] : run.beyond) {
            if (std::ranges::find(metrics, key) == metrics.end()) {
                metrics.push_back(key);
            }
        }
    }
    return metrics;
}

void MetricsTable::setRuns(const std::vector<RunEvaluation>& runs) {
    metrics_ = metricsOf(runs);
    runs_.clear();
    QStringList header{tr("Metric")};
    for (const RunEvaluation& run : runs) {
        runs_.push_back(run.run);
        header << QStringLiteral("%1\n%2").arg(toQt(run.run), run.model);
    }
    clear();
    setColumnCount(static_cast<int>(header.size()));
    setRowCount(static_cast<int>(metrics_.size()));
    setHorizontalHeaderLabels(header);
    for (int row = 0; row < rowCount(); ++row) {
        fillRow(row, metrics_[static_cast<std::size_t>(row)], runs);
    }
    horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    if (auto* const first = horizontalHeaderItem(0)) {
        first->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    }
    resizeColumnsToContents();
    for (int column = 1; column < columnCount(); ++column) {
        horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    }
    horizontalHeader()->setMinimumSectionSize(scaled(138));
    updateGeometry();
}

void MetricsTable::fillRow(const int row,
                           const std::string& metric,
                           const std::vector<RunEvaluation>& runs) {
    setItem(row, 0, new QTableWidgetItem(metricName(toQt(metric))));
    std::optional<double> best;
    for (const RunEvaluation& run : runs) {
        if (const auto figure = figureOf(run, metric, what_)) {
            const double mean = figure->value.mean;
            best = !best                 ? mean
                   : isLowBetter(metric) ? std::min(*best, mean)
                                         : std::max(*best, mean);
        }
    }
    int column = 1;
    for (const RunEvaluation& run : runs) {
        const auto figure = figureOf(run, metric, what_);
        auto* const cell = new QTableWidgetItem(figure ? textOf(*figure) : QStringLiteral("–"));
        cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        if (figure && runs.size() > 1 && figure->value.mean == *best) {
            QFont bold = font();
            bold.setBold(true);
            cell->setFont(bold);
            cell->setData(Qt::AccessibleTextRole, tr("%1, best").arg(cell->text()));
        }
        setItem(row, column++, cell);
    }
}

QString MetricsTable::figure(const std::string& metric, const std::string& run) const {
    const auto row = std::ranges::find(metrics_, metric);
    const auto column = std::ranges::find(runs_, run);
    if (row == metrics_.end() || column == runs_.end()) {
        return {};
    }
    return item(static_cast<int>(row - metrics_.begin()),
                static_cast<int>(column - runs_.begin()) + 1)
        ->text();
}

QSize MetricsTable::sizeHint() const {
    const int rows = rowCount() * verticalHeader()->defaultSectionSize();
    return {QTableWidget::sizeHint().width(),
            rows + horizontalHeader()->sizeHint().height() + scaled(14) + 2 * frameWidth()};
}

QSize MetricsTable::minimumSizeHint() const {
    return {scaled(200), sizeHint().height()};
}

// Nor does the wheel push the table sideways where it meets the table's own bar.
bool MetricsTable::eventFilter(QObject* watched, QEvent* event) {
    if (watched == horizontalScrollBar() && event->type() == QEvent::Wheel) {
        event->ignore();
        return true;
    }
    return QTableWidget::eventFilter(watched, event);
}

// The page scrolls, not the table.
void MetricsTable::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

}  // namespace haberdash::ui
