// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The inside of Service, shared by the files that answer its requests.

#include "core/data/catalog/item_store.h"
#include "core/data/labels/label_store.h"
#include "core/data/labels/said.h"
#include "core/data/runs/run_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/recommend/recommender.h"
#include "core/learn/service/service.h"
#include "core/learn/simulate/taste.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace haberdash {

inline constexpr std::size_t kMostResults = 10'000;

/// A ranking, of which the first are told.
struct RankedRows {
    Json rows = Json::array();
    std::vector<ItemId> items;  ///< the whole ranking
    bool hasProbability = false;
};

struct Service::Parts {
    Parts(const std::filesystem::path& folder, std::shared_ptr<Shelf> sharedShelf)
        : project(Project::open(folder, Access::ReadOnly)),
          items(project.database()),
          events(project.database()),
          runs(project.runsFolder()),
          labelStore(project.database()),
          shoppers(shoppersOf(events)),
          shelf(std::move(sharedShelf)) {}

    Json dispatch(const Json& request);
    Json state();
    Json recommendations(const Json& request);
    RankedRows rankedRows(LoadedRun& run,
                          const RecommendRequest& wanted,
                          const Merchandising& rules,
                          std::size_t shown,
                          bool isExplained);
    Json comparison(const Json& request, std::span<const ItemId> ranking, std::size_t k);
    Json explanation(const Json& request);
    Json similar(const Json& request);
    std::vector<ItemId> hiddenBy(const std::optional<std::string>& run);
    Json questions(const Json& request);
    Json replayed(const Json& request);
    Json liked(const Json& request);
    Json costOfRules(const Json& request);

    Audience audienceFor(const Json& request, const LoadedRun& run);
    std::optional<Voice> voiceOf(const Json& request) const;
    void addLabels(Audience& audience, const Json& request);
    const Market& presentMarket();
    KnownTaste tasteOf(const std::string& taste);
    Json toJson(const Explanation& explanation, const std::vector<HistoryEvent>& history) const;

    Project project;
    ItemStore items;
    EventStore events;
    RunStore runs;
    LabelStore labelStore;
    KnownShoppers shoppers;
    LabelHistory labels;
    std::shared_ptr<Shelf> shelf;
    std::optional<Market> market;  ///< the catalog as tastes judge it, read when first needed
    /// Products, their revision and events that it was read from.
    std::tuple<std::size_t, std::int64_t, std::size_t> marketFor;
};

/// A product as lists show it.
Json rowOf(const Item& item);

/// Milliseconds, to hundredths.
double tookSince(std::chrono::steady_clock::time_point start);

}  // namespace haberdash
