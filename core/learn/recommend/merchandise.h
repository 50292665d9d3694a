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

    bool isEmpty() const noexcept { return hidden_.empty() && lifts_.empty() && pins_.empty(); }

    /// Hidden products masked, boosted and buried ones moved by their strength in standard
    /// deviations of the scores that are not masked.
    void adjust(std::span<float> scores) const;

    /// Rows by the place (from 0) that they are pinned to.
    const std::map<std::size_t, std::uint32_t>& pins() const noexcept { return pins_; }

  private:
    std::vector<std::uint32_t> hidden_;
    std::vector<std::pair<std::uint32_t, float>> lifts_;
    std::map<std::size_t, std::uint32_t> pins_;
};

/// recommend() under rules: pinned products stand at their places, also when the shopper had them
/// before. Scores and probabilities stay the model's own.
std::vector<ScoredItem> recommend(Recommender& recommender,
                                  const RecommendRequest& request,
                                  const Merchandising& rules);

}  // namespace haberdash
