// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/data/import/plan.h"
#include "core/data/import/writer.h"

#include <string>
#include <unordered_map>

namespace haberdash {

/// Prices that the catalog's own file does not have: of each product's latest transaction.
using PricesBySku = std::unordered_map<std::string, double>;

/// Reads a file of transactions for the latest price of each product.
PricesBySku latestPrices(const ImportSource& source, const Monitor& monitor);

/// Reads one file of products.
void importProducts(const ImportSource& source,
                    const ImportOptions& options,
                    const PricesBySku& prices,
                    ImportWriter& writer,
                    ImportReport& report,
                    const Monitor& monitor);

}  // namespace haberdash
