// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"
#include "core/data/base/monitor.h"
#include "core/data/sessions/event.h"
#include "core/data/store/project.h"
#include "core/learn/recommend/approximate.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

/// One event of the history that a ranking is made for.
struct HistoryEvent {
    ItemId item{};
    EventKind kind = EventKind::View;
    std::int64_t time = 0;  ///< Unix seconds; 0: now
    bool isSaid = false;    ///< of a label: liked as an answer, not met in the shop
};

struct RecommendRequest {
    std::vector<HistoryEvent> history;  ///< oldest first; may be empty: a cold shopper
    std::optional<ShopperId> shopper;   ///< whose history it is, see Asker in scorer.h
    std::size_t k = 10;
    /// Leaves out purchased and disliked products, and those of the history; what was only said to
    /// be liked stays in.
    bool excludeSeen = true;
    std::vector<ItemId> hidden;  ///< never shown
};

struct ScoredItem {
    ItemId item{};
    double score = 0;  ///< the model's own; higher is better
    std::optional<double>
        probability;  ///< calibrated likelihood of preference, of models that give one
};

struct EventReason {
    std::size_t event = 0;  ///< index into the request's history
    double drop = 0;        ///< score from the history minus that from the history without it
};

/// Exact Shapley values over the modalities and the history (Lundberg & Lee 2017), summing to
/// score - base; parts that the model does not use are absent.
struct Explanation {
    double score = 0;
    double base = 0;  ///< score with everything masked
    std::optional<double> text, image, facts, history;
    std::vector<EventReason> events;  ///< by size of drop
    std::optional<ItemId> nearest;    ///< product of the history most like this one
};

/// A trained run, ready to rank every product. Immutable after load; one thread at a time.
class Recommender {
  public:
    virtual ~Recommender() = default;

    /// Scores of all catalog rows for one history, in the order of items().
    virtual std::vector<float> scores(std::span<const HistoryEvent> history,
                                      std::optional<ShopperId> shopper = std::nullopt) = 0;

    /// Of some rows of items(), ascending, for nobody who is stored: the same scores up to
    /// rounding, sooner where few are asked for.
    virtual std::vector<float> scoresOf(std::span<const HistoryEvent> history,
                                        std::span<const std::uint32_t> rows);
    virtual std::span<const ItemId> items() const = 0;
    virtual std::optional<double> probability(double score) const = 0;
    virtual Explanation explain(std::span<const HistoryEvent> history,
                                ItemId item,
                                std::optional<ShopperId> shopper = std::nullopt) = 0;

    /// An index of the products, for this recommender and others of the same run and products.
    /// Throws Error(Input) when the model's score is no product of two vectors, and Cancelled.
    virtual std::shared_ptr<const ApproximateIndex> makeIndex(const Monitor& monitor) const;

    /// One of scores(), up to rounding, by the row of its product.
    virtual double scoreOf(std::span<const HistoryEvent> history,
                           std::optional<ShopperId> shopper,
                           std::uint32_t row);

    /// From now on recommend() looks there for the best where nothing needs all scores.
    virtual void useIndex(std::shared_ptr<const ApproximateIndex>) {}

    /// About the `count` best, best first, with their true scores; empty: there is no index.
    virtual std::vector<ScoredItem> fromIndex(std::span<const HistoryEvent>,
                                              std::optional<ShopperId>,
                                              std::size_t) {
        return {};
    }
};

/// Loads runs/<run>. Products that came after the run are ranked from their features.
/// Throws Error(NotFound) for an unknown run, Error(Unavailable) for one without a model (still
/// running, failed) or when features are not there any more, Error(Model) when they do not fit.
std::unique_ptr<Recommender> loadRecommender(Project& project, const std::string& run);

/// Masks (kMasked) what the request does not want to see: products of its history and hidden ones.
/// `scores` in the order of `items`.
void maskSeen(std::span<const ItemId> items,
              const RecommendRequest& request,
              std::span<float> scores);

/// The best k that fromIndex() finds and the request wants to see; empty: there is no index.
std::vector<ScoredItem> recommendFromIndex(Recommender& recommender,
                                           const RecommendRequest& request);

/// Row of a product; throws Error(NotFound).
std::uint32_t rowOf(std::span<const ItemId> items, ItemId item);

/// The best k by score, ties by id ascending; of a recommender with an index nearly the best.
std::vector<ScoredItem> recommend(Recommender& recommender, const RecommendRequest& request);

}  // namespace haberdash
