// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/metrics/ranking.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace haberdash {

namespace {

// Gain at rank r (from 0) is divided by log2(r + 2).
double discount(const std::size_t rank) {
    return 1.0 / std::log2(static_cast<double>(rank) + 2.0);
}

double idealDcg(const std::size_t relevant, const std::size_t k) {
    double sum = 0;
    for (std::size_t rank = 0; rank < std::min(relevant, k); ++rank) {
        sum += discount(rank);
    }
    return sum;
}

double gainOf(const double grade, const Gain gain) {
    switch (gain) {
        case Gain::Binary:
            return grade > 0 ? 1.0 : 0.0;
        case Gain::Linear:
            return grade;
        case Gain::Exponential:
            break;
    }
    return std::exp2(grade) - 1.0;
}

}  // namespace

const char* wordOf(const RankMetric metric) noexcept {
    switch (metric) {
        case RankMetric::Precision:
            return "precision";
        case RankMetric::Recall:
            return "recall";
        case RankMetric::F1:
            return "f1";
        case RankMetric::Hit:
            return "hit";
        case RankMetric::Mrr:
            return "mrr";
        case RankMetric::Ndcg:
            return "ndcg";
        case RankMetric::Map:
            return "map";
        case RankMetric::MapRel:
            return "map_rel";
    }
    return "";
}

std::string metricKey(const RankMetric metric, const std::size_t k) {
    return fmt::format("{}@{}", wordOf(metric), k);
}

std::array<double, kRankMetrics.size()> rankMetrics(const std::span<const std::uint8_t> isHit,
                                                    const std::size_t relevant,
                                                    const std::size_t k) {
    double hits = 0;
    double dcg = 0;
    double precisionSum = 0;
    double reciprocal = 0;
    for (std::size_t rank = 0; rank < std::min(isHit.size(), k); ++rank) {
        if (isHit[rank] == 0) {
            continue;
        }
        hits += 1;
        dcg += discount(rank);
        precisionSum += hits / static_cast<double>(rank + 1);
        if (reciprocal == 0) {
            reciprocal = 1.0 / static_cast<double>(rank + 1);
        }
    }
    const double all = static_cast<double>(relevant);
    const double precision = hits / static_cast<double>(k);
    const double recall = hits / all;
    return {precision,
            recall,
            hits > 0 ? 2 * precision * recall / (precision + recall) : 0.0,
            hits > 0 ? 1.0 : 0.0,
            reciprocal,
            hits > 0 ? dcg / idealDcg(relevant, k) : 0.0,
            precisionSum / static_cast<double>(std::min(relevant, k)),
            precisionSum / all};
}

double gradedNdcg(const std::span<const double> gradesByRank,
                  const std::span<const double> allGrades,
                  const std::size_t k,
                  const Gain gain) {
    std::vector<double> ideal(allGrades.begin(), allGrades.end());
    std::ranges::sort(ideal, std::greater<>());
    const auto dcg = [&](const std::span<const double> grades) {
        double sum = 0;
        for (std::size_t rank = 0; rank < std::min(grades.size(), k); ++rank) {
            sum += gainOf(grades[rank], gain) * discount(rank);
        }
        return sum;
    };
    const double best = dcg(ideal);
    return best > 0 ? dcg(gradesByRank) / best : 0.0;
}

std::vector<std::uint32_t> topRows(const std::span<const float> scores, const std::size_t k) {
    if (k == 0) {
        return {};
    }
    const auto isBefore = [&](const std::uint32_t a, const std::uint32_t b) {
        return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
    };
    // Rows come in ascending order: one that only equals the k-th best so far loses the tie, so
    // that a strict comparison with the threshold suffices. The buffer is cut back when it is full.
    std::vector<std::uint32_t> kept;
    const std::size_t room = std::max<std::size_t>(4 * k, 64);
    kept.reserve(room);
    float threshold = kMasked;
    const auto cut = [&] {
        const auto end = kept.begin() + static_cast<std::ptrdiff_t>(k);
        std::ranges::nth_element(kept, end - 1, isBefore);
        threshold = scores[*(end - 1)];
        kept.resize(k);
    };
    for (std::size_t row = 0; row < scores.size(); ++row) {
        if (scores[row] > threshold) {
            kept.push_back(static_cast<std::uint32_t>(row));
            if (kept.size() == room) {
                cut();
            }
        }
    }
    if (kept.size() > k) {
        cut();
    }
    std::ranges::sort(kept, isBefore);
    return kept;
}

std::size_t countTies(const std::span<const float> scores,
                      const std::span<const std::uint32_t> ranked) {
    if (ranked.empty()) {
        return 0;
    }
    std::size_t ties = 0;
    for (std::size_t rank = 1; rank < ranked.size(); ++rank) {
        ties += scores[ranked[rank]] == scores[ranked[rank - 1]] ? 1 : 0;
    }
    const float last = scores[ranked.back()];
    const auto atLast = static_cast<std::size_t>(std::ranges::count_if(
        ranked, [&](const std::uint32_t row) { return scores[row] == last; }));
    return ties + (static_cast<std::size_t>(std::ranges::count(scores, last)) > atLast ? 1 : 0);
}

ListFigures listFigures(const std::span<const std::uint32_t> counts,
                        const std::span<const std::uint32_t> popularity,
                        const std::size_t candidates,
                        const std::size_t shoppers) {
    ListFigures figures;
    std::vector<double> shown;
    double places = 0;
    double surprise = 0;
    for (std::size_t row = 0; row < counts.size(); ++row) {
        if (counts[row] == 0) {
            continue;
        }
        const double count = counts[row];
        shown.push_back(count);
        places += count;
        surprise -=
            count * std::log2((popularity[row] + 1.0) / (static_cast<double>(shoppers) + 1.0));
    }
    if (places == 0 || candidates == 0) {
        return figures;
    }
    figures.coverage = static_cast<double>(shown.size()) / static_cast<double>(candidates);
    figures.novelty = surprise / places;
    // G = sum_i (2i - n - 1) x_i / (n sum x), x ascending, i from 1; those never shown are zeros.
    std::ranges::sort(shown);
    const double n = static_cast<double>(candidates);
    double weighted = 0;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const double place = n - static_cast<double>(shown.size()) + static_cast<double>(i) + 1.0;
        weighted += (2 * place - n - 1) * shown[i];
    }
    figures.gini = weighted / (n * places);
    return figures;
}

}  // namespace haberdash
