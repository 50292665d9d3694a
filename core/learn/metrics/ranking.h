// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Ranking metrics over full rankings, as toolkits differ in them: precision divides by k even when
// the list is shorter; NDCG has binary gain unless another is asked for, a log2 discount and the
// ideal over min(relevant, k);
// MAP divides by min(relevant, k), MAP_rel by the relevant as trec_eval does.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

enum class RankMetric { Precision, Recall, F1, Hit, Mrr, Ndcg, Map, MapRel };
inline constexpr std::array kRankMetrics{RankMetric::Precision,
                                         RankMetric::Recall,
                                         RankMetric::F1,
                                         RankMetric::Hit,
                                         RankMetric::Mrr,
                                         RankMetric::Ndcg,
                                         RankMetric::Map,
                                         RankMetric::MapRel};

/// "precision", "recall", "f1", "hit", "mrr", "ndcg", "map", "map_rel".
const char* wordOf(RankMetric metric) noexcept;

/// "ndcg@10".
std::string metricKey(RankMetric metric, std::size_t k);

/// One shopper's metrics, in the order of kRankMetrics. isHit[r]: is the product at rank r + 1
/// relevant; `relevant` > 0 counts all that there are.
std::array<double, kRankMetrics.size()> rankMetrics(std::span<const std::uint8_t> isHit,
                                                    std::size_t relevant,
                                                    std::size_t k);

/// What a product of grade g gives: 1 whatever the grade, g, or 2^g - 1 (Burges et al. 2005,
/// "Learning to Rank using Gradient Descent").
enum class Gain { Binary, Linear, Exponential };

/// NDCG with graded gains: grades by rank (0: not relevant), and all grades that there are in any
/// order.
double gradedNdcg(std::span<const double> gradesByRank,
                  std::span<const double> allGrades,
                  std::size_t k,
                  Gain gain);

/// A row with this score is no candidate.
inline constexpr float kMasked = -std::numeric_limits<float>::infinity();

/// Rows of the k best scores, best first, equal scores by row ascending; masked rows and those
/// that are no number are left out, so that the list may be shorter.
std::vector<std::uint32_t> topRows(std::span<const float> scores, std::size_t k);

/// How many neighbours in the list, and the one that just missed it, share their score: where only
/// the tie rule decided. `ranked` as topRows() gave it.
std::size_t countTies(std::span<const float> scores, std::span<const std::uint32_t> ranked);

/// What lists as a whole look like, apart from being right.
struct ListFigures {
    double coverage = 0;  ///< share of the candidates that stand on any list
    double gini = 0;      ///< of how often each candidate is shown: 0 all alike, 1 one product only
    double novelty = 0;   ///< mean of -log2 of the share of shoppers who had the product (add-one)
};

/// counts[row]: on how many lists; popularity[row]: how many of `shoppers` had it in training.
ListFigures listFigures(std::span<const std::uint32_t> counts,
                        std::span<const std::uint32_t> popularity,
                        std::size_t candidates,
                        std::size_t shoppers);

}  // namespace haberdash
