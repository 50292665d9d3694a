// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The floors that a learned model has to beat: popularity, chance, neighbours by co-occurrence
// and content similarity without any training.

#include "core/learn/model/scorer.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace haberdash {

/// Rows by shopper: who met what in training. Row lists ascending, without repeats.
using Baskets = std::vector<std::vector<std::uint32_t>>;

/// Puts "items" and, of each, how many shoppers met it in training; kNewcomer for held-out ones.
void putPopularity(ModelFile& model,
                   std::span<const ItemId> items,
                   std::span<const std::int64_t> counts);

/// The popularity of a product that training knew nothing of.
inline constexpr std::int64_t kNewcomer = -1;

/// No product of today's catalog.
inline constexpr std::uint32_t kNoRow = std::numeric_limits<std::uint32_t>::max();

/// Row in `items` (ascending) of each product that the model knows; kNoRow where it is gone.
std::vector<std::uint32_t> rowsToday(const ModelFile& model, std::span<const ItemId> items);

/// The stored popularity of the products `items`; kNewcomer for those that came later.
std::vector<float> popularityFrom(const ModelFile& model, std::span<const ItemId> items);

/// Of each product its `neighbours` most similar by cosine of co-occurrence:
/// together(i, j) / (sqrt(n_i n_j) + shrinkage) (Sarwar et al. 2001).
void putNeighbours(ModelFile& model,
                   const Baskets& baskets,
                   std::size_t rows,
                   std::size_t neighbours,
                   double shrinkage);

/// Puts, of each of the "items", what recent-popularity ranks by: a weight for each shopper who met
/// it in training; kNewcomer for held-out ones.
void putRecent(ModelFile& model, std::span<const float> weights);

std::unique_ptr<Scorer> makeRecentPopularityScorer(const ModelFile& model,
                                                   std::span<const ItemId> items);
std::unique_ptr<Scorer> makePopularityScorer(const ModelFile& model, std::span<const ItemId> items);
std::unique_ptr<Scorer> makeRandomScorer(const ModelFile& model, std::span<const ItemId> items);
std::unique_ptr<Scorer> makeItemKnnScorer(const ModelFile& model, std::span<const ItemId> items);

/// How near a product is to a history in one modality; 0 where either lacks it.
struct Nearness {
    float liked = 0;     ///< largest weighted cosine to a product of the history
    float disliked = 0;  ///< largest to a disliked one, at least 0

    /// One figure, where nothing was learned about dislikes.
    float together() const noexcept { return liked - 0.5F * disliked; }
};

Nearness nearness(const ItemVectors& modality, std::span<const Recent> recents, std::uint32_t row);

/// The same of a few rows.
std::vector<Nearness> nearnessOf(const ItemVectors& modality,
                                 std::span<const Recent> recents,
                                 std::span<const std::uint32_t> rows);

/// The same of all rows at once. `products` is room to work in.
void nearnessOfAll(const ItemVectors& modality,
                   std::span<const Recent> recents,
                   std::vector<float>& products,
                   std::vector<Nearness>& out);

/// The nearness of a product to the nearest recent product of the history, in text and picture.
class ContentScorer final : public Scorer {
  public:
    ContentScorer(ContentVectors vectors,
                  std::vector<float> popularity,
                  std::size_t historyLength,
                  double historyDecay);

    void score(const Asker& asker, std::span<float> out) override;
    double scoreOne(const Asker& asker, std::uint32_t row, unsigned present) override;
    unsigned parts() const override;

    const ContentVectors* contents() const override { return &vectors_; }

  private:
    ContentVectors vectors_;
    std::vector<float> popularity_;
    std::size_t historyLength_;
    double historyDecay_;
    std::vector<float> products_;  // reused between calls
    std::vector<Nearness> near_;
};

}  // namespace haberdash
