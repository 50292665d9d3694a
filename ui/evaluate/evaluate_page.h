// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"
#include "ui/evaluate/evaluation.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace haberdash::ui {

class Chart;
class MetricsTable;

/// What evaluations look like: the metric over k, sentences on the differences, the tables, and the
/// convention by which all of it was measured.
class EvaluatePage : public QWidget {
    Q_OBJECT

  public:
    explicit EvaluatePage(QWidget* parent = nullptr);

    void show(std::vector<RunEvaluation> evaluations,
              std::vector<Comparison> comparisons,
              const std::vector<Run>& runs,
              const QString& split);

    Chart* chart() const { return chart_; }

    MetricsTable* ranking() const { return ranking_; }

    MetricsTable* binary() const { return binary_; }

    /// verdictOf() the metric and list length that are chosen.
    QString verdict() const;

    /// The sentences on differences, a line each.
    QString differences() const;
    QString convention() const;

  Q_SIGNALS:
    void told(const QString& sentence, bool isProblem);

  private:
    void arrange();
    QWidget* card(const QString& title, const QList<QWidget*>& contents);
    void showMetric();
    QString conventionText(const QString& split) const;
    QString captionText() const;
    Json configJson() const;

    std::vector<RunEvaluation> evaluations_;
    std::vector<Comparison> comparisons_;
    std::vector<Run> runs_;
    QString split_;
    QComboBox* metric_;
    QComboBox* cutoff_;
    Chart* chart_;
    QLabel* simulated_;
    QLabel* mismatch_;
    QLabel* verdict_;
    QLabel* differences_;
    MetricsTable* ranking_;
    MetricsTable* beyond_;
    MetricsTable* binary_;
    QWidget* beyondCard_ = nullptr;
    QWidget* binaryCard_ = nullptr;
    QLabel* convention_;
};

}  // namespace haberdash::ui
