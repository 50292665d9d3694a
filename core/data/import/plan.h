// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/import/import.h"
#include "core/data/tables/csv.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace haberdash {

enum class Layout { KaggleFashion, Hm, AmazonReviews, Inter, Csv, JsonLines };

const char* wordOf(Layout layout) noexcept;  ///< "kaggle-fashion", ...

enum class Role { Products, Shoppers, Events };

/// One file of an import, and how it is to be read.
struct ImportSource {
    std::filesystem::path file;
    Layout layout = Layout::Csv;
    Role role = Role::Products;
    std::filesystem::path folder;  ///< where its pictures and records lie
    std::optional<CsvDialect> dialect;
};

/// What an import will read: products first, then shoppers, then events.
struct ImportPlan {
    Layout layout = Layout::Csv;  ///< of the first file with products, else of the first
    std::vector<ImportSource> sources;
};

/// Looks into the files. In a folder, files that hold no products or events are passed over.
/// Throws Error(NotFound) for a missing path, Error(Input) where nothing fits.
ImportPlan planImport(const ImportOptions& options);

}  // namespace haberdash
