// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/sampler.h"

#include "tests/core/learn/small_shop.h"

#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include <map>

namespace haberdash {
namespace {

using test::makeShop;
using test::TemporaryFolder;

// How often each row is drawn as a counterexample in one epoch.
std::map<std::uint32_t, int> drawnIn(Project& project) {
    const TrainOptions options = test::quickOptions();
    const Dataset dataset = buildDataset(project, options);
    ItemInputs inputs;
    inputs.count = dataset.items.size();
    inputs.isKnown.assign(inputs.count, 1);
    inputs.shoppers.assign(inputs.count, 1.0F);
    inputs.popularity.assign(inputs.count, 0.0F);
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

}  // namespace
}  // namespace haberdash
