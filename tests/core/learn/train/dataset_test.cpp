// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/dataset.h"

#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/train/validate.h"
#include "tests/core/learn/small_shop.h"

#include <SQLiteCpp/Database.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace haberdash {
namespace {

using test::makeShop;
using test::TemporaryFolder;

TrainOptions withProtocol(const std::string& protocol) {
    TrainOptions options;
    options.protocol = protocol;
    return options;
}

std::map<std::pair<std::int64_t, std::int64_t>, Part> partOfPair(const Dataset& dataset) {
    std::map<std::pair<std::int64_t, std::int64_t>, Part> parts;
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        for (std::size_t i = 0; i < dataset.eventsOf(shopper).size(); ++i) {
            const ItemId item = dataset.items[dataset.eventsOf(shopper)[i].row];
            parts[{raw(dataset.shoppers[shopper]), raw(item)}] = dataset.partsOf(shopper)[i];
        }
    }
    return parts;
}

TEST(Dataset, GlobalTimeNeverTrainsOnWhatIsLaterThanItsTests) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    const Dataset dataset = buildDataset(project, withProtocol("global-time"));
    std::array<std::int64_t, 3> first{INT64_MAX, INT64_MAX, INT64_MAX};
    std::array<std::int64_t, 3> last{};
    for (std::size_t i = 0; i < dataset.events.size(); ++i) {
        const auto part = static_cast<std::size_t>(dataset.parts[i]);
        first[part] = std::min(first[part], dataset.events[i].time);
        last[part] = std::max(last[part], dataset.events[i].time);
    }
    EXPECT_LT(last[0], first[1]);
    EXPECT_LT(last[1], first[2]);
    EXPECT_GT(dataset.summary["train"], dataset.summary["test"]);
    EXPECT_GT(dataset.summary["test"], 0);
}

TEST(Dataset, SplitsByHashStayWhenProductsAndEventsAreAdded) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    for (const char* protocol : {"ratio", "cold-items"}) {
        const auto before = partOfPair(buildDataset(project, withProtocol(protocol)));
        test::addProduct(project, 900 + static_cast<int>(before.size()));
        Transaction transaction(project.database());
        EventStore(project.database())
            .add({.shopper = buildDataset(project, withProtocol(protocol)).shoppers[0],
                  .item = ItemStore(project.database()).requireSku("0003"),
                  .kind = EventKind::Like,
                  .time = 1800000000},
                 0);
        transaction.commit();
        const auto after = partOfPair(buildDataset(project, withProtocol(protocol)));
        for (const auto& [pair, part] : before) {
            EXPECT_EQ(after.at(pair), part);
        }
    }
}

TEST(Dataset, CutsOfAnEarlierRunHoldWhileEventsComeIn) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    const Dataset dataset = buildDataset(project, withProtocol("global-time"));
    const Dataset held = buildDataset(project, withProtocol("global-time"), {1, 2});
    EXPECT_EQ(held.cuts, (std::vector<std::int64_t>{1, 2}));
    EXPECT_NE(held.fingerprint, dataset.fingerprint);
    EXPECT_EQ(buildDataset(project, withProtocol("global-time"), dataset.cuts).fingerprint,
              dataset.fingerprint);
}

TEST(Dataset, AProductIsGradedByTheStrongestActOnIt) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    // Of every relevant product's events the even ones become carts.
    project.database().connection().exec(
        "UPDATE events SET kind = 1 WHERE kind = 2 AND id % 2 = 0");
    const Dataset dataset = buildDataset(project, withProtocol("global-time"));
    std::set<double> grades;
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        const Question question = questionOf(dataset, shopper, Part::Test);
        ASSERT_EQ(question.grades.size(), question.relevant.size());
        for (std::size_t i = 0; i < question.relevant.size(); ++i) {
            double strongest = 0;
            const auto events = dataset.eventsOf(shopper);
            for (std::size_t event = 0; event < events.size(); ++event) {
                const bool isOfIt = events[event].row == question.relevant[i] &&
                                    dataset.partsOf(shopper)[event] == Part::Test;
                strongest = std::max(strongest, isOfIt ? kindWeight(events[event].kind) : 0.0);
            }
            EXPECT_EQ(question.grades[i], strongest);
            grades.insert(question.grades[i]);
        }
    }
    EXPECT_EQ(grades, (std::set<double>{2, 3}));
}

TEST(Dataset, LeaveLastAsksForTheLastNewProductAndMasksWhatCameBefore) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    const Dataset dataset = buildDataset(project, withProtocol("leave-last"));
    std::size_t asked = 0;
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        const Question question = questionOf(dataset, shopper, Part::Test);
        asked += question.relevant.empty() ? 0 : 1;
        EXPECT_LE(question.relevant.size(), 1U);
        for (const std::uint32_t row : question.relevant) {
            EXPECT_FALSE(std::ranges::binary_search(question.masked, row));
        }
    }
    EXPECT_GT(asked, dataset.shoppers.size() / 2);
}

// Who buys has looked before; the look alone does not make the product one that was met.
TEST(Dataset, LeaveLastAsksForAProductThatWasLookedAtJustBefore) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    project.database().connection().exec(
        "INSERT OR IGNORE INTO events (shopper_id, item_id, kind, time, is_simulated) "
        "SELECT shopper_id, item_id, 0, time - 1, 1 FROM events WHERE kind != 0");
    const Dataset dataset = buildDataset(project, withProtocol("leave-last"));
    for (const Part part : {Part::Validation, Part::Test}) {
        std::size_t asked = 0;
        for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
            const Question question = questionOf(dataset, shopper, part);
            EXPECT_LE(question.relevant.size(), 1U);
            asked += question.relevant.size();
        }
        EXPECT_GT(asked, dataset.shoppers.size() / 2) << wordOf(part);
    }
}

TEST(Dataset, APartWithNobodyToAskIsSaid) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    const auto notesOf = [&] {
        std::string notes;
        for (const std::string& note : buildDataset(project, withProtocol("global-time")).notes) {
            notes += note;
        }
        return notes;
    };
    EXPECT_EQ(notesOf().find("Nobody met"), std::string::npos);
    // Everything met at the very beginning once more: nothing later is new.
    project.database().connection().exec(
        "INSERT OR IGNORE INTO events (shopper_id, item_id, kind, time, is_simulated) "
        "SELECT shopper_id, item_id, 0, 1, 1 FROM events");
    EXPECT_NE(notesOf().find("part validation"), std::string::npos);
    EXPECT_NE(notesOf().find("part test"), std::string::npos);
}

TEST(Dataset, ColdItemsAreNeverInTrainingAndAreRankedAmongThemselves) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    const Dataset dataset = buildDataset(project, withProtocol("cold-items"));
    const auto isCandidate = candidateRows(dataset, Part::Test);
    const auto popularity = trainPopularity(dataset);
    std::size_t candidates = 0;
    for (std::size_t row = 0; row < isCandidate.size(); ++row) {
        candidates += isCandidate[row];
        EXPECT_TRUE(isCandidate[row] == 0 || popularity[row] == 0);
    }
    EXPECT_GT(candidates, 3U);
    EXPECT_LT(candidates, isCandidate.size() / 3);
}

TEST(Dataset, WithoutTimesFallsBackToRatioAndSaysSo) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasTimes = false, .hasFeatures = false});
    const Dataset dataset = buildDataset(project, withProtocol("global-time"));
    EXPECT_EQ(dataset.protocol, "ratio");
    EXPECT_FALSE(dataset.notes.empty());
    EXPECT_THROW(buildDataset(project, withProtocol("given")), Error);
}

TEST(Dataset, DrawnNegativesAreNothingThatTheShopperMetUntilThen) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    const Dataset dataset = buildDataset(project, withProtocol("ratio"));
    const auto isCandidate = candidateRows(dataset, Part::Test);
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        const Question question = questionOf(dataset, shopper, Part::Test);
        const auto negatives = negativesOf(dataset, shopper, Part::Test, question, isCandidate);
        EXPECT_EQ(negatives.size(), question.relevant.size());
        for (const PastEvent& event : dataset.eventsOf(shopper)) {
            EXPECT_EQ(std::ranges::find(negatives, event.row), negatives.end());
        }
    }
}

// What a shopper does in the test part is not known while a model is chosen.
TEST(Dataset, NegativesOfValidationDoNotHangOnTheTestPart) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    const TrainOptions options = withProtocol("global-time");
    const auto negatives = [&] {
        const Dataset dataset = buildDataset(project, options);
        const auto isCandidate = candidateRows(dataset, Part::Validation);
        std::vector<std::vector<std::uint32_t>> all;
        for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
            const Question question = questionOf(dataset, shopper, Part::Validation);
            all.push_back(negativesOf(dataset, shopper, Part::Validation, question, isCandidate));
        }
        return all;
    };
    const auto before = negatives();
    const std::int64_t cut = buildDataset(project, options).cuts.at(1);
    project.database().connection().exec(fmt::format(
        "UPDATE events SET item_id = item_id % (SELECT count(*) FROM items) + 1 WHERE time >= {}",
        cut));
    EXPECT_EQ(negatives(), before);
}

// A shop with this many real shoppers of one purchase each, and as many simulated ones.
Project mixedShop(const std::filesystem::path& folder, const int shoppers) {
    Project project = Project::create(folder);
    ItemStore items(project.database());
    EventStore events(project.database());
    Transaction transaction(project.database());
    Item item{.sku = "a", .title = "A"};
    items.upsert(item);
    for (int i = 0; i < 2 * shoppers; ++i) {
        Shopper shopper{.key = std::to_string(i), .isSimulated = i >= shoppers};
        shopper.id = events.putShopper(shopper);
        events.add({.shopper = shopper.id,
                    .item = items.requireSku("a"),
                    .kind = EventKind::Purchase,
                    .time = 1'700'000'000 + i,
                    .isSimulated = shopper.isSimulated},
                   0);
    }
    transaction.commit();
    return project;
}

TEST(Dataset, RealAndSimulatedShoppersAreNeverMixed) {
    const TemporaryFolder folder;
    Project many = mixedShop(folder.path() / "many.hab", 100);
    const Dataset real = buildDataset(many, {});
    EXPECT_EQ(real.shoppers.size(), 100U);
    EXPECT_EQ(real.summary["simulated"], false);
    EXPECT_NE(real.notes.front().find("100 events of simulated shoppers"), std::string::npos);
    TrainOptions options;
    options.events = "simulated";
    EXPECT_EQ(buildDataset(many, options).summary["simulated"], true);
    Project few = mixedShop(folder.path() / "few.hab", 20);
    EXPECT_EQ(buildDataset(few, {}).summary["simulated"], true);
    options.events = "real";
    EXPECT_EQ(buildDataset(few, options).shoppers.size(), 20U);
}

// By hand: half a day is worth .5^.5, two days .25; the last event with a product counts.
TEST(Dataset, RecentPopularityFadesByTheDay) {
    constexpr std::int64_t kEnd = 1'800'000'000;
    Dataset dataset;
    dataset.items = {ItemId{1}, ItemId{2}, ItemId{3}};
    dataset.shoppers = {ShopperId{1}, ShopperId{2}};
    dataset.events = {{0, EventKind::View, kEnd - 5 * 86'400},
                      {1, EventKind::View, kEnd - 2 * 86'400},
                      {0, EventKind::Cart, kEnd - 43'200},
                      {0, EventKind::View, kEnd},
                      {2, EventKind::View, kEnd + 86'400}};
    dataset.begins = {0, 3, 5};
    dataset.parts = {Part::Train, Part::Train, Part::Train, Part::Train, Part::Test};
    dataset.hasTimes = true;
    const std::vector<float> weights = recentPopularity(dataset, 0.5);
    EXPECT_NEAR(weights[0], std::sqrt(0.5) + 1, 1e-6);
    EXPECT_NEAR(weights[1], 0.25, 1e-6);
    EXPECT_EQ(weights[2], 0);
    dataset.hasTimes = false;
    EXPECT_EQ(recentPopularity(dataset, 0.5), (std::vector<float>{2, 1, 0}));
}

TEST(Dataset, RefusesAProjectWithoutEvents) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.shoppers = 0, .hasFeatures = false});
    EXPECT_THROW(buildDataset(project, {}), Error);
}

TEST(History, LastWordOnAProductHoldsAndOlderEventsFade) {
    const std::vector<PastEvent> history{{1, EventKind::Purchase, 86400},
                                         {2, EventKind::Like, 86400},
                                         {2, EventKind::Dislike, 2 * 86400},
                                         {3, EventKind::View, 2 * 86400}};
    const auto recents = recentProducts(history, 10, 0.5);
    ASSERT_EQ(recents.size(), 3U);
    EXPECT_EQ(recents[0].row, 1U);
    EXPECT_FLOAT_EQ(recents[0].weight, 0.5F);
    EXPECT_TRUE(recents[1].isDisliked);
    EXPECT_FLOAT_EQ(recents[2].weight, 1.0F / 3);
    EXPECT_EQ(recentProducts(history, 1, 0.5)[0].row, 3U);
}

}  // namespace
}  // namespace haberdash
