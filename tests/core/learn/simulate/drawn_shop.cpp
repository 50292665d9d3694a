// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/learn/simulate/drawn_shop.h"

#include "core/data/catalog/item_store.h"
#include "core/learn/simulate/sample_catalog.h"

namespace haberdash::test {

void addProducts(Project& project, const std::size_t count) {
    ItemStore store(project.database());
    Transaction transaction(project.database());
    for (std::size_t i = 0; i < count; ++i) {
        Item item = makeSampleProduct(7, i).item;
        store.upsert(item);
    }
    transaction.commit();
}

}  // namespace haberdash::test
