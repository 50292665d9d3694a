// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"
#include "core/data/base/json.h"
#include "core/data/catalog/item_store.h"

#include <QString>

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace haberdash::ui {

struct RankedItem {
    ItemId item{};
    std::size_t rank = 0;  ///< from 1
    double score = 0;
    std::optional<double> probability;
    std::optional<std::size_t> otherRank;  ///< in the whole ranking of a model beside it, from 1
};

/// An answer to the engine's `recommend`.
struct Ranking {
    QString run;
    QString kind;
    QString user;  ///< whose history it was, when a persona was asked for
    std::int64_t candidates = 0;
    double tookMs = 0;
    std::size_t labels = 0;  ///< what was labelled for the persona, beside the events
    std::vector<RankedItem> items;

    /// From 1; nullopt: not in the list.
    std::optional<std::size_t> rankOf(ItemId item) const;
};

/// Products that the catalog no longer has are left out.
Ranking rankingFrom(const Json& result, const ItemStore& items);

/// Where a second model has the products of a ranking: the engine's `against`.
struct OtherRanking {
    QString run;
    std::size_t overlap = 0;              ///< products on both lists
    std::optional<double> tau;            ///< Kendall's, over what either list shows
    std::map<ItemId, std::size_t> ranks;  ///< in the second model's whole ranking, from 1
};

/// nullopt: the answer compares with nothing.
std::optional<OtherRanking> otherRankingFrom(const Json& result, const ItemStore& items);

/// "r3 #391", or "not in r3".
QString placeText(const QString& run, std::optional<std::size_t> rank);

/// "▲3", "▼1", "new", or empty when an item kept its place (or there is nothing to compare with).
QString movementText(const Ranking* before, const RankedItem& now);

/// An answer to the engine's `explain`.
struct ExplainedEvent {
    ItemId item{};
    QString kind;  ///< "view"
    double drop = 0;
};

struct Reasons {
    ItemId item{};
    double score = 0;
    double base = 0;
    std::vector<std::pair<QString, double>> modalities;  ///< "text", "image", "facts", "history"
    std::vector<ExplainedEvent> events;                  ///< by size of drop
    std::optional<ItemId> nearest;
};

Reasons reasonsFrom(const Json& result, ItemId item, const ItemStore& items);

/// Those that raise the score, and those that lower it; the strongest first.
std::vector<ExplainedEvent> eventsFor(const Reasons& reasons);
std::vector<ExplainedEvent> eventsAgainst(const Reasons& reasons);

/// Part of the score's absolute weight that each modality carries, 0 to 1.
std::vector<std::pair<QString, double>> sharesOf(const Reasons& reasons);

}  // namespace haberdash::ui
