// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/recommend/question_worth.h"

#include "core/learn/metrics/binary.h"
#include "core/learn/metrics/statistics.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <unordered_map>

namespace haberdash {

namespace {

double entropyLike(const double x) {
    return 4 * logistic(x) * (1 - logistic(x));
}

/// How much more likely the better of two products is chosen, for each unit between their scores.
constexpr double kDecided = 2;

}  // namespace

QuestionWorth::QuestionWorth(Recommender& recommender,
                             const std::span<const ItemId> catalog,
                             std::vector<HistoryEvent> history)
    : recommender_(recommender),
      catalog_(catalog.begin(), catalog.end()),
      history_(std::move(history)),
      scores_(recommender.scores(history_)),
      standard_(catalog.size(), std::numeric_limits<double>::quiet_NaN()) {
    std::unordered_map<std::int64_t, float> scoreOf;
    double mean = 0;
    for (std::size_t row = 0; row < scores_.size(); ++row) {
        scoreOf[raw(recommender.items()[row])] = scores_[row];
        mean += scores_[row] / static_cast<double>(scores_.size());
    }
    spread_ = std::max(1e-9, deviation(scores_));
    for (std::size_t row = 0; row < catalog_.size(); ++row) {
        if (const auto found = scoreOf.find(raw(catalog_[row])); found != scoreOf.end()) {
            standard_[row] = (found->second - mean) / spread_;
            ++known_;
        }
    }
}

bool QuestionWorth::areKnown(const std::vector<std::size_t>& rows) const {
    return std::ranges::none_of(rows,
                                [&](const std::size_t row) { return std::isnan(standard_[row]); });
}

double QuestionWorth::uncertainty(const std::vector<std::size_t>& rows) const {
    if (!areKnown(rows)) {
        return 0;
    }
    std::vector<double> standard;
    for (const std::size_t row : rows) {
        standard.push_back(standard_[row]);
    }
    std::ranges::sort(standard, std::greater<>{});
    if (standard.size() == 1) {
        return entropyLike(standard[0]);
    }
    // A close call between products that nobody would be shown teaches little.
    return entropyLike(kDecided * (standard[0] - standard[1])) * logistic(standard[1]);
}

double QuestionWorth::change(const std::vector<std::size_t>& rows) {
    if (!areKnown(rows)) {
        return 0;
    }
    if (rows.size() == 1) {
        const double liked = logistic(standard_[rows[0]]);
        return liked * moved(rows[0], EventKind::Like) +
               (1 - liked) * moved(rows[0], EventKind::Dislike);
    }
    double weights = 0;
    double sum = 0;
    for (const std::size_t row : rows) {  // Luce (1959): chosen in proportion to exp(score)
        const double weight = std::exp(kDecided * standard_[row]);
        weights += weight;
        sum += weight * moved(row, EventKind::Like);
    }
    return sum / weights;
}

double QuestionWorth::moved(const std::size_t row, const EventKind kind) {
    const auto [place, isNew] = moved_.try_emplace({row, kind}, 0);
    if (isNew) {
        std::vector<HistoryEvent> then = history_;
        then.push_back({.item = catalog_[row], .kind = kind, .isSaid = true});
        std::vector<float> moves = recommender_.scores(then);
        for (std::size_t at = 0; at < moves.size(); ++at) {
            moves[at] -= scores_[at];
        }
        place->second = deviation(moves) / spread_;
    }
    return place->second;
}

}  // namespace haberdash
