// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/sampler.h"

#include "tests/core/learn/small_shop.h"

#include <SQLiteCpp/Database.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace haberdash {
namespace {

using test::makeShop;
using test::TemporaryFolder;

// Every product was met by one shopper.
ItemInputs inputsOf(const Dataset& dataset) {
    ItemInputs inputs;
    inputs.count = dataset.items.size();
    inputs.isKnown.assign(inputs.count, 1);
    inputs.shoppers.assign(inputs.count, 1.0F);
    inputs.popularity.assign(inputs.count, 0.0F);
    return inputs;
}

// How often each row is drawn as a counterexample in one epoch.
std::map<std::uint32_t, int> drawnIn(Project& project,
                                     const TrainOptions& options = test::quickOptions()) {
    const Dataset dataset = buildDataset(project, options);
    const ItemInputs inputs = inputsOf(dataset);
    Sampler sampler(dataset, inputs, options);
    sampler.startEpoch(1);
    std::map<std::uint32_t, int> drawn;
    for (std::size_t index = 0; index < sampler.batchCount(); ++index) {
        const Batch batch = sampler.batch(index);
        for (std::size_t slot = 0; slot < batch.items.size(); ++slot) {
            if (slot % batch.candidates != 0) {
                ++drawn[static_cast<std::uint32_t>(
                    batch.rows[static_cast<std::size_t>(batch.items[slot])])];
            }
        }
    }
    return drawn;
}

TEST(Sampler, AProductIsNoCounterexampleBeforeAnybodyMetIt) {
    constexpr std::uint32_t kLate = 5;
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    const int usual = drawnIn(project)[kLate];
    project.database().connection().exec(
        "DELETE FROM events WHERE item_id = (SELECT id FROM items ORDER BY id LIMIT 1 OFFSET 5) "
        "AND time < (SELECT min(time) + 0.75 * (max(time) - min(time)) FROM events)");
    EXPECT_GT(usual, 20);
    EXPECT_LT(drawnIn(project)[kLate], usual / 2);
}

constexpr std::uint32_t kDisliked = 5;

/// Of everybody these kinds of events, in this order, are all that is known of product kDisliked.
void disliked(Project& project, const char* const kinds) {
    project.database().connection().exec(fmt::format(
        "CREATE TEMP TABLE disliked AS SELECT id FROM items ORDER BY id LIMIT 1 OFFSET {};"
        "DELETE FROM events WHERE item_id IN disliked;"
        "INSERT INTO events (shopper_id, item_id, kind, time, is_simulated) SELECT shopper_id, "
        "(SELECT id FROM disliked), k.value, min(time) + k.key, max(is_simulated) "
        "FROM events, json_each('{}') k GROUP BY shopper_id, k.value",
        kDisliked,
        kinds));
}

// Under a loss of order a dislike teaches only as a counterexample.
TEST(Sampler, WhatIsDislikedIsTheFirstCounterexampleOfALossOfOrder) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    disliked(project, "[4]");
    TrainOptions options = test::quickOptions();
    EXPECT_EQ(drawnIn(project, options)[kDisliked], 0);  // it is an example by itself
    options.loss = "bpr";
    std::size_t chosen = 0;
    const Dataset dataset = buildDataset(project, options);
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        chosen += chosenRows(dataset, shopper).size();
    }
    EXPECT_GE(drawnIn(project, options)[kDisliked], static_cast<int>(chosen));
}

TEST(Sampler, ALookAfterADislikeTakesNothingBack) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    disliked(project, "[4, 0]");
    const TrainOptions options = test::quickOptions();
    const Dataset dataset = buildDataset(project, options);
    const ItemInputs inputs = inputsOf(dataset);
    Sampler sampler(dataset, inputs, options);
    sampler.startEpoch(1);
    int asked = 0;
    for (std::size_t index = 0; index < sampler.batchCount(); ++index) {
        const Batch batch = sampler.batch(index);
        for (std::size_t slot = 0; slot < batch.items.size(); slot += batch.candidates) {
            if (batch.rows[static_cast<std::size_t>(batch.items[slot])] == kDisliked) {
                EXPECT_EQ(batch.labels[slot], 0.0F);
                ++asked;
            }
        }
    }
    EXPECT_EQ(asked, static_cast<int>(dataset.shoppers.size()));
    EXPECT_EQ(trainPopularity(dataset)[kDisliked], 0U);
}

TEST(Sampler, InBatchDrawsWhatOthersOfTheBatchChose) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "a.hab", {.hasFeatures = false});
    TrainOptions options = test::quickOptions();
    options.negatives = "in-batch";
    options.batchSize = 64;
    const Dataset dataset = buildDataset(project, options);
    const ItemInputs inputs = inputsOf(dataset);
    Sampler sampler(dataset, inputs, options);
    sampler.startEpoch(1);
    const Batch batch = sampler.batch(0);
    std::set<std::int64_t> chosen;
    std::size_t others = 0;
    for (std::size_t slot = 0; slot < batch.items.size(); slot += batch.candidates) {
        chosen.insert(batch.items[slot]);
    }
    for (std::size_t slot = 0; slot < batch.items.size(); ++slot) {
        const bool isOwn = slot % batch.candidates == 0;
        const std::int64_t own = batch.items[slot - slot % batch.candidates];
        others += !isOwn && chosen.contains(batch.items[slot]) ? 1 : 0;
        EXPECT_TRUE(isOwn || batch.items[slot] != own);
    }
    EXPECT_GT(others, (batch.items.size() - batch.examples) * 9 / 10);
}

}  // namespace
}  // namespace haberdash
