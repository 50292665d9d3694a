// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/learn/metrics/binary.h"
#include "core/learn/metrics/ranking.h"
#include "core/learn/model/scorer.h"
#include "core/learn/train/dataset.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace haberdash {

class Merchandising;

/// One run's rankings and what they are worth, shopper by shopper.
struct Judgement {
    std::vector<std::size_t> shoppers;  ///< of the dataset; those that were averaged
    std::vector<std::size_t> relevant;  ///< how many relevant products each had
    std::vector<double> values;         ///< [shoppers, cutoffs * kRankMetrics], cutoff by cutoff

    /// The same as if nothing were known of what came between training and this part, as the tables
    /// of the literature have it: the history is that of training, and only its products are left
    /// out. Empty where it is no other convention: nobody met anything between.
    std::vector<double> valuesTrainKnown;
    bool differs = false;  ///< anybody met something between training and this part
    std::vector<std::vector<double>>
        valuesUnder;  ///< the same of the rankings under each of the rules
    std::vector<std::vector<std::uint32_t>> rankings;  ///< rows, as deep as the largest cutoff
    std::vector<std::vector<float>> scores;            ///< of the rankings
    std::size_t dropped = 0;  ///< shoppers of the split without anything relevant
    std::size_t ties = 0;
    std::size_t candidates = 0;
    double rankingSeconds = 0;  ///< CPU-bound part: scoring, ranking, counting
    std::vector<LabeledScore> validationExamples;
    std::vector<LabeledScore> examples;  ///< of the split that is judged
};

struct JudgeOptions {
    Part part = Part::Test;
    std::vector<std::size_t> cutoffs;        ///< ascending, not empty
    Gain gain = Gain::Binary;                ///< of NDCG, by Question::grades
    std::size_t mostExampleShoppers = 2000;  ///< for the figures on labeled examples
    std::size_t mostShoppers = 0;  ///< drawn by chance, the same each time; 0: all are judged
    /// Each ranks every shopper's products once more, beside the model's own ranking; borrowed.
    std::vector<const Merchandising*> rules;
};

/// Ranks every candidate for every shopper of the part who has something relevant, on the caller's
/// thread, which the scorer is borrowed for. All of a judgement's lists follow `shoppers`. `stage`
/// is what the monitor is told. Throws Error(Cancelled), and what the scorer throws.
Judgement judge(const Dataset& dataset,
                Scorer& scorer,
                const JudgeOptions& options,
                const Monitor& monitor,
                const std::string& stage);

}  // namespace haberdash
