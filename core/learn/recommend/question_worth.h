// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/recommend/recommender.h"

#include <cstddef>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace haberdash {

/// What the answer to a question would tell a model, which ranks from `history`. Questions are rows
/// of the catalog; one with a product that the model does not know is worth nothing.
class QuestionWorth {
  public:
    /// Borrows the recommender for its life.
    QuestionWorth(Recommender& recommender,
                  std::span<const ItemId> catalog,
                  std::vector<HistoryEvent> history);

    /// The model knows at least two of the products.
    bool isKnown() const { return known_ >= 2; }

    /// How little one knows what will be answered, from 0 to 1: 4 p (1 - p) of the choice between
    /// the two best of the products, or of liking the one.
    double uncertainty(const std::vector<std::size_t>& rows) const;

    /// How much the answer is expected to change the ranking: over what may be answered, the
    /// model's probability of it times the standard deviation, over all products, by which their
    /// scores would then move. An answer makes its best product liked, or the only one disliked.
    double change(const std::vector<std::size_t>& rows);

  private:
    bool areKnown(const std::vector<std::size_t>& rows) const;
    double moved(std::size_t row, EventKind kind);

    Recommender& recommender_;
    std::vector<ItemId> catalog_;
    std::vector<HistoryEvent> history_;
    std::vector<float> scores_;     ///< of the recommender's rows
    std::vector<double> standard_;  ///< by catalog row, in units of their spread; NaN: not known
    double spread_ = 1;
    std::size_t known_ = 0;
    std::map<std::pair<std::size_t, EventKind>, double> moved_;
};

}  // namespace haberdash
