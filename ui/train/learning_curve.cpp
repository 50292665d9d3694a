// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/learning_curve.h"

#include "core/data/runs/train_options.h"
#include "ui/convert.h"
#include "ui/json_numbers.h"
#include "ui/train/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace haberdash::ui {

namespace {

/// The context of this file's words.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(haberdash::ui::LearningCurve)
};

double metricOf(const EpochRecord& record, const std::string& key) {
    const auto found = record.validation.find(key);
    return found == record.validation.end() ? std::numeric_limits<double>::quiet_NaN()
                                            : found->second;
}

std::optional<std::int64_t> wholeAt(const Json& line, const char* key) {
    const std::optional<double> number = optionalNumberAt(line, key);
    return number ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
}

}  // namespace

void LearningCurve::add(const EpochRecord& record) {
    const auto at = std::ranges::lower_bound(epochs_, record.epoch, {}, &EpochRecord::epoch);
    if (at != epochs_.end() && at->epoch == record.epoch) {
        *at = record;
    } else {
        epochs_.insert(at, record);
    }
    if (record.isBest) {
        bestEpoch_ = record.epoch;
    }
}

bool LearningCurve::add(const Json& line) {
    bestEpoch_ = wholeAt(line, "best_epoch").value_or(bestEpoch_);
    patience_ = wholeAt(line, "patience").value_or(patience_);
    const std::optional<std::int64_t> epoch = wholeAt(line, "epoch");
    if (!epoch) {
        return false;
    }
    EpochRecord record{
        .epoch = *epoch,
        .trainLoss = numberAt(line, "train_loss", std::numeric_limits<double>::quiet_NaN()),
        .validationLoss = std::numeric_limits<double>::quiet_NaN()};
    if (const auto val = line.find("val"); val != line.end() && val->is_object()) {
        for (const auto& [key, value] : val->items()) {
            if (!value.is_number()) {
                continue;
            }
            if (key == "loss") {
                record.validationLoss = value.get<double>();
            } else {
                record.validation[key] = value.get<double>();
            }
        }
    }
    add(record);
    return true;
}

std::optional<std::size_t> LearningCurve::best() const {
    const auto found = std::ranges::find(epochs_, bestEpoch_, &EpochRecord::epoch);
    return found == epochs_.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - epochs_.begin()));
}

std::int64_t LearningCurve::waited() const {
    return epochs_.empty() ? 0 : epochs_.back().epoch - bestEpoch_;
}

ChartData LearningCurve::lossChart() const {
    ChartData chart{.title = Tr::tr("Loss"), .xTitle = Tr::tr("Epoch"), .yTitle = Tr::tr("Loss")};
    ChartSeries train{.name = Tr::tr("Training"), .colour = 0};
    ChartSeries validation{.name = Tr::tr("Validation"), .colour = 1};
    for (const EpochRecord& record : epochs_) {
        const auto x = static_cast<double>(record.epoch);
        if (std::isfinite(record.trainLoss)) {
            train.points.push_back({x, record.trainLoss});
        }
        if (std::isfinite(record.validationLoss)) {
            validation.points.push_back({x, record.validationLoss});
        }
    }
    chart.series.push_back(std::move(train));
    if (!validation.points.empty()) {
        chart.series.push_back(std::move(validation));
    }
    return chart;
}

ChartData LearningCurve::metricChart() const {
    const QString name = metricName(toQt(metric_));
    ChartData chart{.title = Tr::tr("%1 on validation shoppers").arg(name),
                    .xTitle = Tr::tr("Epoch"),
                    .yTitle = name};
    ChartSeries series{.name = name, .colour = 2};
    const auto bestEpoch = best();
    for (std::size_t i = 0; i < epochs_.size(); ++i) {
        const double value = metricOf(epochs_[i], metric_);
        if (!std::isfinite(value)) {
            continue;
        }
        if (bestEpoch == i) {
            series.marked = series.points.size();
        }
        series.points.push_back({static_cast<double>(epochs_[i].epoch), value});
    }
    chart.series.push_back(std::move(series));
    return chart;
}

LearningCurve learningCurveOf(const Run& run, const std::vector<EpochRecord>& history) {
    TrainOptions options;
    const std::string metric =
        run.config.is_object() ? run.config.value("train.metric", options.metric) : options.metric;
    const std::int64_t patience = run.config.is_object()
                                      ? run.config.value("train.patience", options.patience)
                                      : options.patience;
    LearningCurve curve(metric, patience);
    for (const EpochRecord& record : history) {
        curve.add(record);
    }
    if (run.state != RunState::Running) {
        curve.setBestEpoch(run.bestEpoch);
    }
    return curve;
}

}  // namespace haberdash::ui
