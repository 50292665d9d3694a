// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"
#include "core/data/base/monitor.h"
#include "core/data/runs/train_options.h"
#include "core/data/store/project.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <string>
#include <vector>

namespace haberdash::test {

using TemporaryFolder = TempFolder;

/// A project whose shoppers have tastes: half of what draws them is told by the texts' vectors,
/// half by the pictures'. Vectors are put in as features of encoders "tfidf" and "descriptors".
struct ShopOptions {
    int products = 120;
    int shoppers = 60;
    int eventsEach = 14;
    bool hasTimes = true;
    bool hasFeatures = true;
};

Project makeShop(const std::filesystem::path& folder, const ShopOptions& options = {});

/// How much person number `person` likes a product: of the shoppers (0, 1, ...) and of anybody
/// else.
double likingOf(int person, ItemId product);

/// A further product with features of its own: {title "Newcomer N"}.
void addProduct(Project& project, int number);

/// Small and quick.
TrainOptions quickOptions();

}  // namespace haberdash::test
