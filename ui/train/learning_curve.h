// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"
#include "ui/charts/chart_data.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace haberdash::ui {

/// What is known of a run's epochs, from its history file or from a job's progress lines.
class LearningCurve {
  public:
    LearningCurve() = default;

    LearningCurve(std::string metric, std::int64_t patience)
        : metric_(std::move(metric)), patience_(patience) {}

    /// Adds or replaces an epoch. One that was the best when it was recorded is the best from now
    /// on.
    void add(const EpochRecord& record);

    /// Of a progress line {"epoch", "train_loss", "val": {"loss", "ndcg@10", …}, "best_epoch",
    /// "patience"}; false: no epoch, as at the beginning of a run, which has the last two alone.
    bool add(const Json& line);

    const std::vector<EpochRecord>& epochs() const { return epochs_; }

    const std::string& metric() const { return metric_; }

    std::int64_t patience() const { return patience_; }

    /// As whoever trains says: 0 when no epoch was better than the untrained start.
    void setBestEpoch(std::int64_t epoch) { bestEpoch_ = epoch; }

    std::int64_t bestEpoch() const { return bestEpoch_; }

    /// Index of the best epoch; nullopt: none yet.
    std::optional<std::size_t> best() const;

    /// Epochs finished since the best one, or since the untrained start.
    std::int64_t waited() const;

    ChartData lossChart() const;
    ChartData metricChart() const;

  private:
    std::string metric_ = "ndcg@10";
    std::int64_t patience_ = 0;
    std::int64_t bestEpoch_ = 0;
    std::vector<EpochRecord> epochs_;
};

/// The curve of a run from its record and history.
LearningCurve learningCurveOf(const Run& run, const std::vector<EpochRecord>& history);

}  // namespace haberdash::ui
