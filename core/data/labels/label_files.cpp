// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/label_files.h"

#include "core/data/base/csv_writer.h"
#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"
#include "core/data/labels/label_json.h"
#include "core/data/tables/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace haberdash {

namespace {

constexpr std::size_t kStopEvery = 256;

using Names = std::map<AnnotatorId, std::string>;

Names namesOf(const LabelStore& store) {
    Names names;
    for (const Annotator& annotator : store.annotators()) {
        names[annotator.id] = annotator.name;
    }
    return names;
}

std::vector<std::string> columns() {
    std::vector<std::string> names{"seq", "id", "time", "annotator", "persona", "kind"};
    for (std::size_t position = 0; position < kMostLabelItems; ++position) {
        names.emplace_back(1, letterOf(position));
    }
    for (const char* const name : {"choice", "note", "step", "of", "took", "source"}) {
        names.emplace_back(name);
    }
    return names;
}

std::string csvLine(const Json& entry, const std::vector<std::string>& names) {
    std::vector<std::string> cells;
    for (const std::string& name : names) {
        const Json value = entry.value(name, Json(""));
        cells.push_back(value.is_string() ? value.get<std::string>() : value.dump());
    }
    return csvRow(cells);
}

/// The cells of one row, by the names of their columns.
class Cells {
  public:
    Cells(const std::vector<std::string>& names, const Row& row) {
        for (std::size_t column = 0; column < names.size() && column < row.values.size();
             ++column) {
            values_[lowered(names[column])] = row.values[column];
        }
        isLine_ = row.record.is_object() && !row.record.contains("seq");
        line_ = isLine_ ? Json(row.record) : Json();
        if (row.record.is_object()) {  // the very texts, which cells may have shortened
            for (const auto& [name, value] : row.record.items()) {
                values_[name] = value.is_string() ? value.get<std::string>() : textOf(value);
            }
        }
    }

    /// A line as people and scripts write it, without a number: else nullptr.
    const Json* line() const { return isLine_ ? &line_ : nullptr; }

    std::string text(const std::string& name) const {
        const auto found = values_.find(name);
        return found == values_.end() ? std::string() : found->second;
    }

    /// Whole and not negative; `fallback` for an empty cell.
    std::int64_t number(const std::string& name, const std::int64_t fallback) const {
        const std::string cell = text(name);
        if (cell.empty()) {
            return fallback;
        }
        const std::optional<std::int64_t> value = parseInteger(cell);
        if (!value || *value < 0) {
            throw Error(ErrorKind::Input, fmt::format("\"{}\" is no whole number.", name));
        }
        return *value;
    }

    std::string digest() const {
        std::string all;
        for (const auto& [name, value] : values_) {
            all += name + '\t' + value + '\n';
        }
        return sha256(all);
    }

  private:
    static std::string lowered(std::string name) {
        std::ranges::transform(name, name.begin(), [](const unsigned char letter) {
            return static_cast<char>(std::tolower(letter));
        });
        return name;
    }

    std::map<std::string, std::string> values_;
    Json line_;
    bool isLine_ = false;
};

/// Reads rows into events; annotators are made as they are met.
class EntryReader {
  public:
    EntryReader(LabelStore& store, const LabelWorld& world) : store_(store), world_(world) {}

    LabelEvent read(const Cells& cells, const std::int64_t row) {
        LabelEvent event{.seq = cells.number("seq", row),
                         .time = cells.number("time", 0),
                         .persona = personaOf(cells.text("persona")),
                         .choice = cells.text("choice"),
                         .note = cells.text("note"),
                         .of = cells.number("of", 0),
                         .took = cells.number("took", 0)};
        event.step = cells.number("step", event.seq);
        if (const Json* const line = cells.line()) {
            const LabelEvent said = labelFromJson(*line);
            event.kind = said.kind;
            event.items = said.items;
            event.choice = said.choice;
            event.note = said.note;
        } else {
            readWords(event, cells);
            readItems(event, cells);
        }
        if (const std::string fault = faultOf(event); !fault.empty()) {
            throw Error(ErrorKind::Input, fault);
        }
        event.origin = originOf(cells);
        event.annotator = annotatorOf(cells.text("annotator"), event.time);
        return event;
    }

    const std::set<std::string>& unknownPersonas() const { return unknownPersonas_; }

  private:
    std::string personaOf(const std::string& word) {
        if (word.empty()) {
            return {};
        }
        if (const auto found = personas_.find(word); found != personas_.end()) {
            return found->second;
        }
        const std::optional<std::string> key = world_.personaKey(word);
        if (!key) {
            unknownPersonas_.insert(word);
        }
        return personas_.emplace(word, key.value_or(word)).first->second;
    }

    static void readItems(LabelEvent& event, const Cells& cells) {
        for (std::size_t position = 0; position < kMostLabelItems; ++position) {
            const std::string item = cells.text(std::string(1, letterOf(position)));
            if (item.empty()) {
                break;
            }
            event.items.push_back(item);
        }
    }

    static void readWords(LabelEvent& event, const Cells& cells) {
        const std::optional<LabelKind> kind = labelKindFrom(cells.text("kind"));
        const std::string word = cells.text("source");
        const std::optional<LabelSource> source =
            word.empty() ? std::optional(LabelSource::Single) : labelSourceFrom(word);
        if (!kind || !source) {
            throw Error(ErrorKind::Input, "The kind or the source is none that is known.");
        }
        event.kind = *kind;
        event.source = *source;
    }

    /// Equal rows without ids are told apart by how often they came before.
    std::string originOf(const Cells& cells) {
        const std::string id = cells.text("id");
        if (!id.empty()) {
            return id;
        }
        const std::string digest = cells.digest();
        return sha256(fmt::format("{} {}", digest, seen_[digest]++));
    }

    AnnotatorId annotatorOf(const std::string& name, const std::int64_t time) {
        const auto found = annotators_.find(name);
        return found != annotators_.end()
                   ? found->second
                   : annotators_.emplace(name, store_.annotatorOf(name, time)).first->second;
    }

    LabelStore& store_;
    const LabelWorld& world_;
    std::map<std::string, std::string> personas_;  ///< keys of those met, by the file's word
    std::set<std::string> unknownPersonas_;
    std::map<std::string, AnnotatorId> annotators_;
    std::map<std::string, int> seen_;
};

using Origins = std::unordered_map<std::string, std::int64_t>;

Origins originsIn(const LabelStore& store) {
    Origins origins;
    store.forEachAfter(0, [&](const LabelEvent& event) {
        origins[event.origin.empty() ? event.hash : event.origin] = event.seq;
    });
    return origins;
}

std::unique_ptr<RowReader> openLabelRows(const std::filesystem::path& file) {
    TextSource source(file);
    std::string head;
    source.appendTo(head);
    // A table of ours is read by the dialect that it was written in, whatever its notes hold.
    return head.starts_with("seq,id,time,") ? openRows(file, CsvDialect{}) : openRows(file);
}

}  // namespace

LabelFormat labelFormatOf(const std::filesystem::path& file) {
    const std::string extension = file.extension().string();
    return extension == ".jsonl" || extension == ".json" ? LabelFormat::JsonLines
                                                         : LabelFormat::Csv;
}

std::size_t exportLabels(const LabelStore& store,
                         const std::filesystem::path& file,
                         const LabelFormat format,
                         const Monitor& monitor) {
    const Names names = namesOf(store);
    const std::vector<std::string> head = columns();
    const auto total = static_cast<std::size_t>(store.newest());
    std::size_t rows = 0;
    writeFileAtomically(file, [&](const std::function<void(std::string_view)>& put) {
        if (format == LabelFormat::Csv) {
            put(csvRow(head));
        }
        store.forEachAfter(0, [&](const LabelEvent& event) {
            const Json entry = toJson(event, names.at(event.annotator));
            put(format == LabelFormat::Csv ? csvLine(entry, head) : entry.dump() + "\n");
            if (++rows % kStopEvery == 0) {
                monitor.step("labels", rows, total);
            }
        });
    });
    return rows;
}

LabelImport importLabels(LabelStore& store,
                         const std::filesystem::path& file,
                         const LabelWorld& world,
                         const Monitor& monitor) {
    const Origins origins = originsIn(store);
    const std::unique_ptr<RowReader> rows = openLabelRows(file);
    EntryReader reader(store, world);
    LabelImport report;
    std::vector<LabelEvent> fresh;
    std::map<std::int64_t, std::int64_t> known;
    std::set<std::int64_t> met{0};
    std::set<std::string> products;
    Row row;
    for (std::int64_t number = 1; rows->next(row); ++number) {
        try {
            if (!row.fault.empty()) {
                throw Error(ErrorKind::Input, row.fault);
            }
            LabelEvent event = reader.read(Cells(rows->columns(), row), number);
            const bool isReferring = event.step != event.seq || event.of != 0;
            if (isReferring && (!met.contains(event.of) ||
                                (event.step != event.seq && !met.contains(event.step)))) {
                throw Error(ErrorKind::Input, "It refers to an entry that is not in the file.");
            }
            if (!met.insert(event.seq).second) {
                throw Error(ErrorKind::Input, "Its number was used before.");
            }
            products.insert(event.items.begin(), event.items.end());
            if (const auto here = origins.find(event.origin); here != origins.end()) {
                known[event.seq] = here->second;
                ++report.unchanged;
            } else {
                fresh.push_back(std::move(event));
            }
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::Input) {
                throw;
            }
            report.rejects.push_back(fmt::format("Row {}: {}", row.line, error.what()));
        }
        if (static_cast<std::size_t>(number) % kStopEvery == 0) {
            monitor.step("labels", rows->consumed(), rows->total());
        }
    }
    store.adopt(fresh, std::move(known));
    report.added = fresh.size();
    std::ranges::copy_if(
        products, std::back_inserter(report.unknownProducts), std::not_fn(world.hasProduct));
    report.unknownPersonas.assign(reader.unknownPersonas().begin(), reader.unknownPersonas().end());
    return report;
}

}  // namespace haberdash
