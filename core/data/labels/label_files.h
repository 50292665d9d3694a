// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/data/labels/label_store.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace haberdash {

enum class LabelFormat { Csv, JsonLines };

/// JSON lines for a file name that ends in .jsonl or .json, else CSV.
LabelFormat labelFormatOf(const std::filesystem::path& file);

/// Writes the whole log, one entry a row, undo and redo included; importLabels() into an empty
/// project and writing again gives the same bytes. No cell is a live formula. Returns the rows.
std::size_t exportLabels(const LabelStore& store,
                         const std::filesystem::path& file,
                         LabelFormat format,
                         const Monitor& monitor);

/// What the labels of a file speak of, as the project knows it.
struct LabelWorld {
    std::function<bool(const std::string& sku)> hasProduct;

    /// The key of the persona with that key or name; nullopt: there is none.
    std::function<std::optional<std::string>(const std::string& word)> personaKey;
};

struct LabelImport {
    std::size_t added = 0;
    std::size_t unchanged = 0;                 ///< were here already
    std::vector<std::string> rejects;          ///< "Row 7: A rating is a whole number from 1 to 5."
    std::vector<std::string> unknownProducts;  ///< kept all the same, as the next
    std::vector<std::string> unknownPersonas;
};

/// Appends what the log does not hold yet, in one transaction. Reads what exportLabels() writes,
/// lines as labelFromJson() takes them, and tables of other programs with the columns annotator,
/// kind, a, b and choice, a persona by key or name. Rows that cannot be used are reported. Labels
/// of unknown products and personas are kept: they count once those are there. Throws
/// Error(NotFound, Input, Disk).
LabelImport importLabels(LabelStore& store,
                         const std::filesystem::path& file,
                         const LabelWorld& world,
                         const Monitor& monitor);

}  // namespace haberdash
