// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/export/export_ranking.h"

#include "core/data/catalog/item_store.h"
#include "core/data/catalog/skus_of.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/recommend/recommender.h"
#include "core/learn/service/request.h"

#include <algorithm>

namespace haberdash {

std::size_t forEachRanking(Project& project,
                           const std::string& run,
                           const std::size_t k,
                           const std::function<void(const RankedRow&)>& visit,
                           const Monitor& monitor) {
    const std::unique_ptr<Recommender> recommender = loadRecommender(project, run);
    const ItemStore items(project.database());
    const std::map<std::int64_t, std::string> skus = skusOf(items);
    const EventStore events(project.database());
    std::vector<EventStore::ShopperRow> shoppers = events.findShoppers("", events.shopperCount());
    std::ranges::sort(shoppers, {}, [](const auto& row) { return row.shopper.key; });
    std::size_t rows = 0;
    for (std::size_t index = 0; index < shoppers.size(); ++index) {
        const std::string& user = shoppers[index].shopper.key;
        const Audience audience = audienceOf({{"user", user}}, items, events);
        const RecommendRequest request{
            .history = audience.history, .shopper = audience.shopper, .k = k};
        std::size_t rank = 0;
        for (const ScoredItem& scored : recommend(*recommender, request)) {
            visit({user, ++rank, skus.at(raw(scored.item)), scored.score, scored.probability});
            ++rows;
        }
        monitor.step("ranking", index + 1, shoppers.size());
    }
    return rows;
}

}  // namespace haberdash
