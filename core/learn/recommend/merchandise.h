// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/item.h"
#include "core/data/rules/rule.h"
#include "core/learn/recommend/recommender.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace haberdash {

/// Rules worked out for the products of one catalog. Immutable; any thread.
class Merchandising {
  public:
    Merchandising() = default;

    /// `catalog` in the order of the recommender's items(). Rules that do not hold at `now` are
    /// left out.
    Merchandising(std::span<const Rule> rules, std::span<const Item> catalog, std::int64_t now);

    /// Rows that are shown to nobody, ascending.
    const std::vector<std::uint32_t>& hidden() const noexcept { return hidden_; }

    bool isEmpty() const noexcept { return hidden_.empty() && lifts_.empty() && pins_.empty(); }

    /// Whether the rules move products by how good others are: then all have to be scored.
    bool needsAllScores() const noexcept { return !lifts_.empty(); }

    /// Rows that are pinned to one of the first `k` places.
    std::vector<std::uint32_t> pinned(std::size_t k) const;

    /// The first `k` rows: the pinned ones at their places, `others` in their order around them.
    std::vector<std::uint32_t> withPins(std::span<const std::uint32_t> others, std::size_t k) const;

    /// The first `k` rows under the rules. `scores` are the model's, what must not be shown masked;
    /// they are changed on the way. A pinned product stands at its place also when it is masked.
    std::vector<std::uint32_t> rank(std::span<float> scores, std::size_t k) const;

  private:
    void adjust(std::span<float> scores) const;

    std::vector<std::uint32_t> hidden_;
    std::vector<std::pair<std::uint32_t, float>>
        lifts_;  ///< in standard deviations of the scores that are not masked
    std::map<std::size_t, std::uint32_t> pins_;  ///< by their place, from 0
};

/// recommend() under rules: pinned products stand at their places, also when the shopper had them
/// before. Scores and probabilities stay the model's own. Of a recommender with an index nearly the
/// best, unless the rules need all scores or hide more than a thousand products.
std::vector<ScoredItem> recommend(Recommender& recommender,
                                  const RecommendRequest& request,
                                  const Merchandising& rules);

}  // namespace haberdash
