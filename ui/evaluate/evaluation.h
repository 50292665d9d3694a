// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What `haberdashctl evaluate --json` printed, as values: the window shows these figures and
// computes none of its own.

#include "core/data/base/json.h"
#include "ui/charts/chart_data.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace haberdash::ui {

struct Interval {
    double mean = 0;
    double low = 0;  ///< of the 95 % bootstrap interval
    double high = 0;
};

/// One run's part: runs/<id>/evaluation-<split>.json.
struct RunEvaluation {
    std::string run;
    std::string kind;
    QString model;  ///< its modelName()
    std::string protocol;
    std::string dataset;  ///< what it was judged on: equal means the same shoppers and products
    std::int64_t users = 0;
    std::int64_t dropped = 0;  ///< shoppers without anything relevant
    std::int64_t candidates = 0;
    std::int64_t ties = 0;
    std::map<std::string, Interval> metrics;  ///< "ndcg@10"
    std::map<std::string, double> beyond;     ///< "coverage@10"
    std::map<std::string, double> binary;     ///< "roc_auc"
};

/// A paired difference, b minus a.
struct Comparison {
    std::string a;
    std::string b;
    std::string metric;
    double difference = 0;
    double low = 0;
    double high = 0;
    double p = 1;
    double pHolm = 1;
};

/// Leaves out what is not there; throws nothing.
RunEvaluation runEvaluationFrom(const Json& json);
std::vector<Comparison> comparisonsFrom(const Json& evaluation);

/// Those that were judged on the same shoppers and products as the newest of them.
std::vector<RunEvaluation> comparableOf(const std::vector<RunEvaluation>& runs);

/// Which of these runs cannot be held against the newest, and what to do; empty where all can.
QString mismatchOf(const std::vector<RunEvaluation>& runs);

/// The cut-offs at which the metric ("ndcg") was measured in any of the runs, ascending.
std::vector<int> cutoffsOf(const std::vector<RunEvaluation>& runs, const std::string& metric);

/// The metric over k, a line with its 95 % band for each run, in the run's own colour.
ChartData curvesOf(const std::vector<RunEvaluation>& runs, const std::string& metric);

/// "r5 − r1 at NDCG@10: +0.0210 (95 % +0.0100 … +0.0320, p = 0.003, randomization, 412 shoppers)".
QString sentenceOf(const Comparison& comparison, std::int64_t shoppers);

/// The simple models that any other has to beat.
inline constexpr std::array kFloors{
    "popularity", "recent-popularity", "random", "content", "item-knn"};

/// The metric ("ndcg@10") in one sentence: which run is best, over which of the others that is
/// beyond the noise, and what to do where no trained model beats a floor. Empty with fewer than two
/// runs that have the metric.
QString verdictOf(const std::vector<RunEvaluation>& runs,
                  const std::vector<Comparison>& comparisons,
                  const std::string& metric);

/// A line with its verdict: whether zero lies outside the interval.
bool isClear(const Comparison& comparison);

/// The comparison still speaks of these very figures: its difference is that of their means.
bool fits(const Comparison& comparison, const RunEvaluation& a, const RunEvaluation& b);

}  // namespace haberdash::ui
