// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Tables of every kind, seen alike: named columns and rows of text.

#include "core/data/tables/csv.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace haberdash {

/// An object of a JSON lines file. Sorted keys: one with a million keys is read in no time.
using Record = nlohmann::json;

struct Row {
    std::size_t line = 0;              ///< of the file where it begins, from 1
    std::vector<std::string> values;   ///< one a column, UTF-8
    std::vector<std::string> surplus;  ///< fields beyond the last column
    std::size_t given = 0;             ///< fields that the row had
    bool hasQuotes = false;            ///< of a CSV row
    Record record;                     ///< the object, in JSON lines; else null
    std::string repair;                ///< not empty: what was mended in reading it
    std::string fault;                 ///< not empty: it cannot be used, and why
};

/// Reads a table row by row; memory is bounded by one row. Throws Error as TextSource does.
class RowReader {
  public:
    virtual ~RowReader() = default;
    virtual const std::vector<std::string>& columns() const = 0;
    virtual bool next(Row& row) = 0;
    virtual char delimiter() const = 0;  ///< of the fields; '\0' in JSON lines
    virtual std::uint64_t consumed() const = 0;
    virtual std::uint64_t total() const = 0;  ///< in the unit of consumed()
    virtual const std::string& encoding() const = 0;
};

enum class TableKind { Csv, JsonLines };

/// By content: a file whose first character is '{' holds JSON lines. Throws Error(Input) for one
/// that is a JSON array.
TableKind tableKindOf(const std::filesystem::path& file);

/// The first line (CSV) names the columns; of JSON lines, the first 500 objects do, inner objects
/// as "details.colour", lists joined. With `dialect`, a CSV file is read by it.
std::unique_ptr<RowReader> openRows(const std::filesystem::path& file,
                                    std::optional<CsvDialect> dialect = std::nullopt);
std::unique_ptr<RowReader> openRows(TextSource source,
                                    TableKind kind,
                                    std::optional<CsvDialect> dialect = std::nullopt);

/// Rows that the table will have had at its end, judged by how far `rows` of them reached; 0: not
/// known.
std::size_t expectedRows(const RowReader& reader, std::size_t rows);

/// The text of a JSON value for people: lists joined by line ends, numbers as shortest, null empty.
std::string textOf(const Record& value);

}  // namespace haberdash
