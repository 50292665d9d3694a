// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/item_store.h"
#include "core/data/import/columns.h"
#include "core/data/import/import.h"
#include "core/data/import/rejects.h"
#include "core/data/sessions/event_store.h"

#include <array>
#include <bitset>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace haberdash {

/// A product as a row gives it.
struct ProductDraft {
    Item item;
    std::bitset<kProductFieldCount> given;  ///< fields that the row knows of; others stay as stored
    bool hasAttributes = true;
    std::string rawTitle;  ///< as the file writes it, to find repetitions
    std::string rawDescription;
};

/// An event as a row gives it.
struct EventDraft {
    std::string shopper;
    std::string sku;
    EventKind kind = EventKind::View;
    std::int64_t time = 0;
    std::optional<GivenSplit> split;
};

/// Shopper, time, product and kind: what equal events have in common.
using EventKey = std::array<std::int64_t, 4>;

struct EventKeyHash {
    std::size_t operator()(const EventKey& key) const noexcept {
        std::uint64_t hash = 0;
        for (const std::int64_t part : key) {
            hash = (hash ^ static_cast<std::uint64_t>(part)) * 0x9E3779B97F4A7C15U;
            hash ^= hash >> 32U;
        }
        return hash;
    }
};

/// Where an import's rows go: into the project in small transactions, or, in a dry run, only into
/// the counts. Keeps the report.
class ImportWriter {
  public:
    /// `project` may be nullptr in a dry run. All are borrowed for its life.
    ImportWriter(Project* project, bool isDryRun, ImportReport& report);

    /// A file's rows follow; its products are recorded as coming from it.
    void beginFile(const std::filesystem::path& file, const std::string& format, bool hasProducts);
    void endFile();

    void problem(const Row& row, const std::string& reason, bool isRejected);

    /// Counts by `counter`, reports, and keeps the row for mending.
    void reject(const Row& row,
                const RowReader& reader,
                const std::string& reason,
                std::size_t& counter);

    /// nullopt when taken; else why not: an id that an earlier row had.
    std::optional<std::string> addProduct(ProductDraft& draft, std::size_t line);

    /// A product of which only the id is known, where the catalog has none of that id.
    void ensureProduct(const std::string& sku, std::size_t line);

    void addShopper(const std::string& key);

    /// False when there is no product of that id.
    bool addEvent(const EventDraft& draft);

    /// Commits what is under way.
    void flush();

  private:
    void writeSoon();
    void keepStored(ItemId id, ProductDraft& draft) const;
    UpsertResult store(ProductDraft& draft);
    std::optional<ItemId> idOf(const std::string& sku);
    ShopperId shopperOf(const std::string& key);
    std::int64_t occurrenceOf(const Event& event);

    Project* project_;
    bool isDryRun_;
    ImportReport& report_;
    std::optional<ItemStore> items_;
    std::optional<EventStore> events_;
    std::optional<Transaction> transaction_;
    std::chrono::steady_clock::time_point begun_;

    std::filesystem::path file_;
    std::unique_ptr<Rejects> rejects_;
    std::int64_t importId_ = 0;
    std::size_t writtenBefore_ = 0;
    std::int64_t now_;

    bool hadProducts_ = false;
    std::unordered_map<std::string, ItemId> ids_;
    std::unordered_map<std::string, std::string> placeOfSku_;  ///< "line 7 of a.csv"
    std::unordered_map<std::string, ShopperId> shoppers_;
    std::unordered_set<std::size_t> titles_;
    std::unordered_set<std::size_t> texts_;
    std::unordered_map<EventKey, std::int64_t, EventKeyHash> occurrences_;
    std::int64_t occurrenceTime_ = 0;
};

}  // namespace haberdash
