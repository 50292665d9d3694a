// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the page and the PDF of a report share: figures read from an evaluation, and the curve.

#include "core/data/base/json.h"
#include "core/data/runs/run_store.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace haberdash {

inline constexpr std::array kReportMetrics{
    "ndcg", "recall", "precision", "f1", "hit", "mrr", "map", "map_rel"};

/// Text that is safe in HTML and SVG.
std::string escaped(const std::string& text);

struct Interval {
    double mean = 0;
    double low = 0;
    double high = 0;
};

/// Of one run of the evaluation; empty: it was not measured.
std::optional<Interval> intervalOf(const Json& run, const std::string& key);

/// The cut-offs k of "ndcg@k", ascending.
std::vector<int> cutoffsOf(const Json& evaluation);

/// "r2 · multimodal".
std::string nameOf(const Json& run, const std::vector<Run>& runs);

bool isSimulated(const std::vector<Run>& runs);

/// "213 shoppers of the test split, 3 without anything relevant left out."
std::string leadOf(const Json& evaluation);

inline constexpr const char* kSimulatedNote =
    "The shoppers of this project are simulated: the figures say how well a model recovers the "
    "simulated tastes, not what real shoppers would do.";

/// NDCG@k over k with the 95 % band of each run: an SVG of 960 by 380.
std::string curveSvg(const Json& evaluation, const std::vector<Run>& runs);

}  // namespace haberdash
