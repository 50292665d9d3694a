// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/tables/rows.h"

#include "core/data/base/csv_writer.h"
#include "core/data/base/error.h"
#include "core/data/base/numbers.h"
#include "core/data/tables/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <unordered_map>

namespace haberdash {

namespace {

constexpr std::size_t kMaxColumns = 512;
constexpr int kMaxDepth = 32;

void noteRepair(Row& row, const std::string& what) {
    row.repair += row.repair.empty() ? what : " " + what;
}

void mendUtf8(Row& row) {
    std::size_t broken = 0;
    for (std::string& value : row.values) {
        broken += repairUtf8(value);
    }
    for (std::string& value : row.surplus) {
        broken += repairUtf8(value);
    }
    if (broken > 0) {
        noteRepair(row, fmt::format("Broken UTF-8 was replaced in {} places.", broken));
    }
}

/// Takes off what a writer of CSV put before text that a spreadsheet would run.
void unguard(std::vector<std::string>& values) {
    for (std::string& value : values) {
        value.erase(0, value.size() - unguardCell(value).size());
    }
}

std::vector<std::string> uniqueNames(const std::vector<std::string>& fields) {
    std::vector<std::string> names;
    for (const std::string& field : fields) {
        std::string name(trimmed(field));
        repairUtf8(name);
        if (name.empty()) {
            name = fmt::format("column {}", names.size() + 1);
        }
        std::string unique = name;
        for (int n = 2; std::ranges::find(names, unique) != names.end(); ++n) {
            unique = fmt::format("{} ({})", name, n);
        }
        names.push_back(std::move(unique));
    }
    return names;
}

class CsvRows final : public RowReader {
  public:
    explicit CsvRows(CsvReader reader) : reader_(std::move(reader)) {
        if (reader_.next(record_)) {
            columns_ = uniqueNames(record_.fields);
        }
        // Blanks after the last delimiter of every line make no column.
        while (columns_.size() > 1 &&
               columns_.back() == fmt::format("column {}", columns_.size())) {
            columns_.pop_back();
        }
    }

    const std::vector<std::string>& columns() const override { return columns_; }

    char delimiter() const override { return reader_.dialect().delimiter; }

    std::uint64_t consumed() const override { return reader_.consumed(); }

    std::uint64_t total() const override { return reader_.total(); }

    const std::string& encoding() const override { return reader_.source().encoding(); }

    bool next(Row& row) override {
        if (!reader_.next(record_)) {
            return false;
        }
        row.line = record_.line;
        row.hasQuotes = record_.hasQuotes;
        row.given = record_.fields.size();
        row.fault = record_.fault;
        row.repair.clear();
        row.surplus.clear();
        row.values.swap(record_.fields);
        if (record_.isLoose && row.fault.empty()) {
            noteRepair(row, "Text after a closing quotation mark was kept.");
        }
        while (row.values.size() > columns_.size() && row.values.back().empty()) {
            row.values.pop_back();
        }
        for (std::size_t i = columns_.size(); i < row.values.size(); ++i) {
            row.surplus.push_back(std::move(row.values[i]));
        }
        row.values.resize(columns_.size());
        if (reader_.dialect().hasQuotes) {
            unguard(row.values);
        }
        mendUtf8(row);
        return true;
    }

  private:
    CsvReader reader_;
    CsvRecord record_;
    std::vector<std::string> columns_;
};

/// Python writes NaN and Infinity, which JSON does not know; outside of texts they become null.
std::string withoutNan(const std::string_view line) {
    std::string result;
    bool isText = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const std::string_view rest = line.substr(i);
        if (isText && line[i] == '\\' && i + 1 < line.size()) {
            result += line[i++];
        } else if (line[i] == '"') {
            isText = !isText;
        } else if (!isText && (rest.starts_with("NaN") || rest.starts_with("Infinity"))) {
            if (result.ends_with('-')) {
                result.pop_back();
            }
            result += "null";
            i += rest.starts_with("NaN") ? 2 : 7;
            continue;
        }
        result += line[i];
    }
    return result;
}

Record parseObject(const std::string_view line) {
    bool isTooDeep = false;
    const auto guard = [&](const int depth, Record::parse_event_t, Record&) {
        isTooDeep = isTooDeep || depth > kMaxDepth;
        return !isTooDeep;
    };
    Record record = Record::parse(line, guard, /*allow_exceptions=*/false);
    if (record.is_discarded() && !isTooDeep) {
        record = Record::parse(withoutNan(line), guard, /*allow_exceptions=*/false);
    }
    return isTooDeep ? Record(Record::value_t::discarded) : record;
}

/// Visits the leaves of an object under names like "details.colour".
template <class Visit>
void forEachLeaf(const Record& object,
                 const std::string& prefix,
                 const int depth,
                 const Visit& visit) {
    for (const auto& [key, value] : object.items()) {
        const std::string name = prefix + key;
        const bool isListOfObjects =
            value.is_array() && !value.empty() && value.front().is_object();
        if (value.is_object() && depth < 4) {
            forEachLeaf(value, name + ".", depth + 1, visit);
        } else if (isListOfObjects && depth < 4) {
            forEachLeaf(value.front(), name + ".", depth + 1, visit);
        } else {
            visit(name, value);
        }
    }
}

class JsonRows final : public RowReader {
  public:
    explicit JsonRows(TextSource source)
        : lines_(std::move(source), CsvDialect{.delimiter = '\0', .hasQuotes = false}) {
        constexpr std::size_t kSample = 500;
        Row row;
        while (sample_.size() < kSample && read(row)) {
            if (row.record.is_object()) {
                forEachLeaf(row.record, "", 0, [&](const std::string& name, const Record&) {
                    if (columns_.size() < kMaxColumns && !columnOf_.contains(name)) {
                        columnOf_.emplace(name, columns_.size());
                        columns_.push_back(name);
                    }
                });
            }
            sample_.push_back(row);
        }
    }

    const std::vector<std::string>& columns() const override { return columns_; }

    char delimiter() const override { return '\0'; }

    std::uint64_t consumed() const override { return lines_.consumed(); }

    std::uint64_t total() const override { return lines_.total(); }

    const std::string& encoding() const override { return lines_.source().encoding(); }

    bool next(Row& row) override {
        if (!sample_.empty()) {
            row = std::move(sample_.front());
            sample_.pop_front();
        } else if (!read(row)) {
            return false;
        }
        if (row.record.is_object()) {
            row.values.assign(columns_.size(), {});
            forEachLeaf(row.record, "", 0, [&](const std::string& name, const Record& value) {
                if (const auto found = columnOf_.find(name); found != columnOf_.end()) {
                    row.values[found->second] = textOf(value);
                }
            });
            row.given = row.values.size();
        }
        return true;
    }

  private:
    bool read(Row& row) {
        if (!lines_.next(record_)) {
            return false;
        }
        std::string& line = record_.fields.front();
        row = Row{};
        row.line = record_.line;
        row.fault = record_.fault;
        if (const std::size_t broken = repairUtf8(line); broken > 0) {
            noteRepair(row, fmt::format("Broken UTF-8 was replaced in {} places.", broken));
        }
        if (row.fault.empty()) {
            row.record = parseObject(line);
            if (!row.record.is_object()) {
                row.fault = "The line is no JSON object.";
                row.record = nullptr;
            }
        }
        if (!row.fault.empty()) {
            row.surplus = {line};
        }
        return true;
    }

    CsvReader lines_;
    CsvRecord record_;
    std::deque<Row> sample_;
    std::vector<std::string> columns_;
    std::unordered_map<std::string, std::size_t> columnOf_;
};

}  // namespace

std::size_t expectedRows(const RowReader& reader, const std::size_t rows) {
    const auto consumed = static_cast<double>(reader.consumed());
    const double share = consumed / std::max(1.0, static_cast<double>(reader.total()));
    return share <= 0 ? 0
                      : std::max(rows, static_cast<std::size_t>(static_cast<double>(rows) / share));
}

std::string textOf(const Record& value) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_null()) {
        return {};
    }
    if (value.is_number_float()) {
        return toText(value.get<double>());
    }
    if (value.is_array()) {
        std::string joined;
        for (const Record& element : value) {
            if (!element.is_structured()) {
                joined += (joined.empty() ? "" : "\n") + textOf(element);
            }
        }
        return joined;
    }
    return value.is_object() ? std::string() : value.dump();
}

TableKind tableKindOf(const std::filesystem::path& file) {
    TextSource source(file);
    std::string text;
    source.appendTo(text);
    const std::string_view head = trimmed(text);
    if (head.starts_with('[') && head.find('{') != std::string_view::npos) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is one JSON array; write one object a line (JSON lines).",
                                file.string()));
    }
    return head.starts_with('{') ? TableKind::JsonLines : TableKind::Csv;
}

std::unique_ptr<RowReader> openRows(TextSource source,
                                    const TableKind kind,
                                    const std::optional<CsvDialect> dialect) {
    if (kind == TableKind::JsonLines) {
        return std::make_unique<JsonRows>(std::move(source));
    }
    return std::make_unique<CsvRows>(dialect ? CsvReader(std::move(source), *dialect)
                                             : CsvReader(std::move(source)));
}

std::unique_ptr<RowReader> openRows(const std::filesystem::path& file,
                                    const std::optional<CsvDialect> dialect) {
    const TableKind kind = dialect ? TableKind::Csv : tableKindOf(file);
    return openRows(TextSource(file), kind, dialect);
}

}  // namespace haberdash
