// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/base/monitor.h"
#include "core/data/store/project.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace haberdash {

struct EvaluateOptions {
    std::string split = "test";  ///< validation or test
    std::vector<std::size_t> cutoffs{5, 10, 20};
    std::string protocol;          ///< empty: that of each run; another one than a run's is refused
    std::size_t resamples = 1000;  ///< of the bootstrap over shoppers
    std::uint64_t seed = 7;
    /// Of NDCG: binary, linear or exp over kindWeight() of what the shopper did. Figures of another
    /// gain than binary are answered, not saved: saved ones can be compared.
    std::string gain = "binary";
    std::filesystem::path trecFolder;  ///< qrels.txt and <run>.run; empty: none
};

/// Ranks every product for every shopper of the split that has something relevant, under each run,
/// and judges the rankings. What is relevant, what is masked and how ties go: see Dataset.
///
/// -> {"split", "k": […], "convention", "notes": […],
///     "runs": [{"run", "kind", "protocol", "users", "dropped_users", "candidates", "ties",
///               "metrics": {"recall@10": {"mean", "low", "high"}, …},
///               "beyond": {"coverage@10", "gini@10", "diversity@10", "novelty@10"},
///               "binary": {"accuracy", "precision", "recall", "f1", "roc_auc", "pr_auc",
///               "log_loss",
///                          "brier", "ece", "threshold", "positives", "negatives",
///                          "calibration": [{"probability", "share", "count"}…]}}…],
///     "comparisons": [{"a", "b", "metric", "difference" (b - a), "low", "high", "p", "p_holm"}…]}
///
/// Saves each run's part as runs/<id>/evaluation-<split>.json and its shoppers' figures as
/// users-<split>.csv (when the project is open for writing), and notes the first look at a test
/// split in the run. Throws Error(NotFound, Unavailable, Input).
Json evaluate(Project& project,
              const std::vector<std::string>& runs,
              const EvaluateOptions& options,
              const Monitor& monitor);

}  // namespace haberdash
