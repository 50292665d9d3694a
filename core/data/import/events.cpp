// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/import/events.h"

#include "core/data/base/error.h"
#include "core/data/base/numbers.h"
#include "core/data/import/product_row.h"
#include "core/data/tables/values.h"

#include <fmt/format.h>

#include <algorithm>

namespace haberdash {

namespace {

constexpr std::size_t kStepRows = 64;

/// Ratings of 0 and 1 are marks of "there was something", not opinions.
bool hasOpinions(const ImportSource& source, const ColumnMap& map) {
    constexpr std::size_t kSample = 2000;
    const std::unique_ptr<RowReader> reader = openRows(source.file, source.dialect);
    Row row;
    for (std::size_t rows = 0; rows < kSample && reader->next(row); ++rows) {
        if (parseDecimal(trimmed(map.text(row, Field::Rating))).value_or(0) > 1) {
            return true;
        }
    }
    return false;
}

/// What rows mean that name no kind.
EventKind defaultKind(const ImportSource& source) {
    if (source.layout == Layout::Hm || source.layout == Layout::Inter) {
        return EventKind::Purchase;
    }
    const std::string name = comparable(source.file.stem().string());
    const auto says = [&](const char* const word) { return name.find(word) != std::string::npos; };
    if (says("purchase") || says("order") || says("transaction") || says("sale")) {
        return EventKind::Purchase;
    }
    if (says("cart") || says("basket")) {
        return EventKind::Cart;
    }
    return says("like") || says("wish") || says("favo") ? EventKind::Like : EventKind::View;
}

EventKind kindOfRating(const double rating, const bool isVerified, const EventKind otherwise) {
    if (rating <= 2) {
        return EventKind::Dislike;
    }
    if (isVerified) {
        return EventKind::Purchase;
    }
    return rating >= 4 ? EventKind::Like : otherwise;
}

class EventImport {
  public:
    EventImport(const ImportSource& source,
                const ImportOptions& options,
                const bool makesProducts,
                ImportWriter& writer,
                ImportReport& report)
        : source_(source),
          makesProducts_(makesProducts),
          writer_(writer),
          report_(report),
          reader_(openRows(source.file, source.dialect)),
          map_(givenColumns(options.columns, reader_->columns(), /*isStrict=*/false)),
          kind_(defaultKind(source)) {
        guessEventColumns(map_, reader_->columns());
        for (const Field field : {Field::User, Field::Item}) {
            if (!map_.has(field)) {
                throw Error(ErrorKind::Input,
                            fmt::format("No column of {} is the event's {}; name it with --map "
                                        "{}=COLUMN.",
                                        source.file.string(),
                                        wordOf(field),
                                        wordOf(field)));
            }
        }
        // The published protocols for files with a split take every pair as a positive.
        const bool hasSplit = source.layout == Layout::Inter && map_.has(Field::Split);
        usesRating_ = map_.has(Field::Rating) && !hasSplit && hasOpinions(source, map_);
        const auto verified = std::ranges::find(reader_->columns(), "verified_purchase");
        verified_ = static_cast<std::size_t>(verified - reader_->columns().begin());
        for (const auto& [field, column] : map_.names(reader_->columns())) {
            report_.columns.emplace(field, column);
        }
    }

    void run(const Monitor& monitor) {
        Row row;
        std::size_t rows = 0;
        while (reader_->next(row)) {
            take(row);
            if (++rows % kStepRows == 0) {
                monitor.step("events", rows, expectedRows(*reader_, rows));
            }
        }
        monitor.step("events", rows, rows);
    }

  private:
    void take(const Row& row) {
        std::string fault = row.fault;
        EventDraft draft;
        if (fault.empty()) {
            fault = read(row, draft);
        }
        if (fault.empty()) {
            if (makesProducts_) {
                writer_.ensureProduct(draft.sku, row.line);
            }
            if (!writer_.addEvent(draft)) {
                fault =
                    fmt::format("There is no product {} in the catalog.", draft.sku.substr(0, 80));
            }
        }
        if (!fault.empty()) {
            writer_.reject(row, *reader_, fault, report_.eventsRejected);
        } else if (!row.repair.empty()) {
            ++report_.rowsRepaired;
            writer_.problem(row, row.repair, false);
        }
    }

    /// Empty, or why the row is no event.
    std::string read(const Row& row, EventDraft& draft) const {
        constexpr std::size_t kMaxKey = 200;
        draft.shopper = cleanKey(map_.text(row, Field::User));
        draft.sku = cleanKey(map_.text(row, Field::Item));
        if (draft.shopper.empty() || draft.shopper.size() > kMaxKey) {
            return "The row names no shopper.";
        }
        if (draft.sku.empty() || draft.sku.size() > kMaxKey) {
            return "The row names no product.";
        }
        if (const auto text = map_.text(row, Field::Time); !isUnknown(text)) {
            const auto time = readTime(text);
            if (!time) {
                return fmt::format(
                    "The time \"{}\" cannot be read; write it as 2024-05-31 or as "
                    "2024-05-31T12:30:00Z.",
                    text.substr(0, 40));
            }
            draft.time = *time;
        }
        if (const auto text = trimmed(map_.text(row, Field::Split)); !isUnknown(text)) {
            draft.split = splitFrom(text);
            if (!draft.split) {
                return fmt::format("The split label \"{}\" is none of 0, 1, 2.",
                                   text.substr(0, 40));
            }
        }
        return readKind(row, draft);
    }

    std::string readKind(const Row& row, EventDraft& draft) const {
        draft.kind = kind_;
        const auto word = map_.text(row, Field::Kind);
        if (!isUnknown(word)) {
            const auto kind = readEventKind(word);
            if (!kind) {
                return fmt::format(
                    "\"{}\" is no kind of event; the kinds are view, cart, purchase, "
                    "like, dislike.",
                    word.substr(0, 40));
            }
            draft.kind = *kind;
        } else if (usesRating_) {
            const auto rating = parseDecimal(trimmed(map_.text(row, Field::Rating)));
            if (!rating) {
                return "The rating cannot be read.";
            }
            const bool isVerified =
                verified_ < row.values.size() && row.values[verified_] == "true";
            draft.kind = kindOfRating(*rating, isVerified, EventKind::View);
        }
        return {};
    }

    static std::optional<GivenSplit> splitFrom(const std::string_view text) {
        using enum GivenSplit;
        if (text == "0" || text == "train") {
            return Train;
        }
        if (text == "1" || text == "valid" || text == "validation") {
            return Validation;
        }
        return text == "2" || text == "test" ? std::optional(Test) : std::nullopt;
    }

    const ImportSource& source_;
    bool makesProducts_;
    ImportWriter& writer_;
    ImportReport& report_;
    std::unique_ptr<RowReader> reader_;
    ColumnMap map_;
    EventKind kind_;
    bool usesRating_ = false;
    std::size_t verified_ = 0;
};

}  // namespace

void importEvents(const ImportSource& source,
                  const ImportOptions& options,
                  const bool makesProducts,
                  ImportWriter& writer,
                  ImportReport& report,
                  const Monitor& monitor) {
    EventImport import(source, options, makesProducts, writer, report);
    writer.beginFile(source.file, wordOf(source.layout), makesProducts);
    import.run(monitor);
    writer.endFile();
}

void importShoppers(const ImportSource& source,
                    ImportWriter& writer,
                    ImportReport& report,
                    const Monitor& monitor) {
    const std::unique_ptr<RowReader> reader = openRows(source.file, source.dialect);
    ColumnMap map;
    guessEventColumns(map, reader->columns());
    writer.beginFile(source.file, wordOf(source.layout), /*hasProducts=*/false);
    Row row;
    std::size_t rows = 0;
    while (reader->next(row)) {
        const std::string key = cleanKey(map.text(row, Field::User));
        if (!row.fault.empty() || key.empty()) {
            writer.reject(row,
                          *reader,
                          row.fault.empty() ? "The row names no shopper." : row.fault,
                          report.rowsRejected);
        } else {
            writer.addShopper(key);
        }
        if (++rows % kStepRows == 0) {
            monitor.step("shoppers", rows, expectedRows(*reader, rows));
        }
    }
    writer.endFile();
}

}  // namespace haberdash
