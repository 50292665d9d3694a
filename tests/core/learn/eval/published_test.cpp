// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/catalog/item_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/eval/evaluate.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

namespace haberdash {
namespace {

std::filesystem::path dataFolder() {
    const char* const named = std::getenv("HABERDASH_TEST_DATA");
    return named != nullptr ? std::filesystem::path(named)
                            : std::filesystem::path(HABERDASH_SOURCE_DIR) / "../shared/data";
}

void importPairs(Project& project, std::istream& file) {
    Transaction transaction(project.database());
    ItemStore items(project.database());
    EventStore events(project.database());
    std::map<std::string, ItemId> known;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream fields(line);
        std::string user, sku;
        std::int64_t part = 0;
        fields >> user >> sku >> part;
        auto found = known.find(sku);
        if (found == known.end()) {
            Item item{.sku = sku, .title = sku, .textHash = sku};
            items.upsert(item);
            found = known.emplace(sku, item.id).first;
        }
        events.add({.shopper = events.shopperOf(user, false),
                    .item = found->second,
                    .kind = EventKind::Purchase,
                    .split = static_cast<GivenSplit>(part)},
                   0);
    }
    transaction.commit();
}

// Figures of Zhang et al. (ACM MM 2021) and of common toolkits on the split that they share.
TEST(Published, MostPopularAndItemKnnOnAmazonClothing) {
    std::ifstream file(dataFolder() / "amazon_clothing/clothing.inter");
    if (!file) {
        GTEST_SKIP() << "the Amazon Clothing pairs are not here";
    }
    const test::TemporaryFolder folder;
    Project project = Project::create(folder.path() / "clothing.hab");
    importPairs(project, file);
    TrainOptions options;
    options.protocol = "given";
    options.kind = "popularity";
    const std::string popularity = train(project, options, Monitor()).id;
    options.kind = "item-knn";
    options.neighbours = 1000;
    options.shrinkage = 0;
    const std::string neighbours = train(project, options, Monitor()).id;
    const Json result = evaluate(project, {popularity, neighbours}, {.resamples = 10}, Monitor());
    const auto figure = [&](const std::size_t run, const char* key) {
        return result["runs"][run]["metrics"][key]["mean"].get<double>();
    };
    for (std::size_t run = 0; run < 2; ++run) {
        std::printf("%s",
                    fmt::format("{}: recall@20 {:.4f} ndcg@20 {:.4f}, {:.0f} shoppers a second, "
                                "{} shoppers, {} dropped\n",
                                result["runs"][run]["kind"].get<std::string>(),
                                figure(run, "recall@20"),
                                figure(run, "ndcg@20"),
                                result["runs"][run]["users_per_second"].get<double>(),
                                result["runs"][run]["users"].get<int>(),
                                result["runs"][run]["dropped_users"].get<int>())
                        .c_str());
    }
    EXPECT_NEAR(figure(0, "recall@20"), 0.0157, 0.0003);
    EXPECT_NEAR(figure(0, "ndcg@20"), 0.0063, 0.0003);
    // As those tables have it, nothing is known of a shopper but training.
    const Json& known = result["runs"][1]["metrics_train_masked"];
    EXPECT_NEAR(known["recall@20"].get<double>(), 0.0294, 0.0003);
    EXPECT_NEAR(known["ndcg@20"].get<double>(), 0.0134, 0.0003);
}

}  // namespace
}  // namespace haberdash
