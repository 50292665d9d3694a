// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/import/columns.h"
#include "core/data/import/plan.h"
#include "core/data/import/writer.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace haberdash {

/// A row as a product, before its picture is looked for.
struct ProductReading {
    ProductDraft draft;
    std::string image;                  ///< the picture's name, as the row gives it
    std::string fault;                  ///< not empty: the row is no product, and why
    std::string repair;                 ///< not empty: what was mended
    std::vector<std::string> refusals;  ///< values that make no sense and were left out
    std::string currency;
};

/// The id as it identifies: blanks folded, control characters gone; empty: none.
std::string cleanKey(std::string_view text);

/// A row by its columns: texts made plain, unknown values empty, the columns that are no field of
/// ours as attributes. A row whose last column is the title or description, and that has fields
/// too many and no quotation marks, had stray delimiters there: it is repaired.
ProductReading readProduct(const Row& row, const RowReader& reader, const ColumnMap& map);

// What the layouts know beyond their columns.

/// styles/<id>.json below `folder`: price, brand, description, attributes.
void addKaggleRecord(const std::filesystem::path& folder, ProductReading& reading);

/// Gender by the group of the assortment.
void addHmFacts(const Row& row, const RowReader& reader, ProductReading& reading);

/// Lists of features, categories and pictures, and details.
void addAmazonFacts(const Row& row, ProductReading& reading);

}  // namespace haberdash
