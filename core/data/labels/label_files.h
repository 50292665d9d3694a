// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/data/labels/label_store.h"

#include <cstddef>
#include <filesystem>
#include <functional>
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

struct LabelImport {
    std::size_t added = 0;
    std::size_t unchanged = 0;           ///< were here already
    std::vector<std::string> rejects;    ///< "Row 7: A rating is a whole number from 1 to 5."
    std::vector<std::string> strangers;  ///< products of the file that isKnown() does not know
};

/// Appends what the log does not hold yet, in one transaction. Reads what exportLabels() writes,
/// and tables of other programs with the columns annotator, kind, a, b and choice. Rows that cannot
/// be used are reported. Labels of unknown products are kept: they count once those are imported.
/// Throws Error(NotFound, Input, Disk).
LabelImport importLabels(LabelStore& store,
                         const std::filesystem::path& file,
                         const std::function<bool(const std::string& sku)>& isKnown,
                         const Monitor& monitor);

}  // namespace haberdash
