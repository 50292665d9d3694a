// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/catalog/item_store.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace haberdash {

namespace {

constexpr const char* kColumns =
    "id, sku, title, description, department, category, colour, brand, gender, season, usage, "
    "year, price, attributes, picture_path, picture_state, picture_hash, text_hash, import_id, "
    "source_row, imported_at";

constexpr const char* kFtsDelete =
    "INSERT INTO items_fts (items_fts, rowid, title, description, facts) "
    "VALUES ('delete', ?1, ?2, ?3, ?4)";

constexpr const char* kFtsInsert =
    "INSERT INTO items_fts (rowid, title, description, facts) VALUES (?1, ?2, ?3, ?4)";

constexpr const char* kInsert =
    "INSERT INTO items (sku, title, description, department, category, colour, brand, gender, "
    "season, usage, year, price, attributes, picture_path, picture_state, picture_hash, text_hash, "
    "row_hash, import_id, source_row, imported_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
    "?19, ?20, ?21)";

constexpr const char* kUpdate =
    "UPDATE items SET sku = ?1, title = ?2, description = ?3, department = ?4, category = ?5, "
    "colour = ?6, brand = ?7, gender = ?8, season = ?9, usage = ?10, year = ?11, price = ?12, "
    "attributes = ?13, picture_path = ?14, picture_state = ?15, picture_hash = ?16, "
    "text_hash = ?17, row_hash = ?18, import_id = ?19, source_row = ?20, imported_at = ?21 "
    "WHERE id = ?22";

bool wasRead(const PictureState state) {
    return state == PictureState::Ok || state == PictureState::Corrupt ||
           state == PictureState::Unsupported;
}

Item itemFrom(SQLite::Statement& row) {
    const auto text = [&](const int column) { return row.getColumn(column).getString(); };
    Item item{.id = ItemId{row.getColumn(0).getInt64()},
              .sku = text(1),
              .title = text(2),
              .description = text(3),
              .department = text(4),
              .category = text(5),
              .colour = text(6),
              .brand = text(7),
              .gender = text(8),
              .season = text(9),
              .usage = text(10),
              .attributes = text(13),
              .picturePath = text(14),
              .pictureState = pictureStateFrom(row.getColumn(15).getInt64()),
              .pictureHash = text(16),
              .textHash = text(17),
              .importId = row.getColumn(18).getInt64(),
              .sourceRow = row.getColumn(19).getInt64(),
              .importedAt = row.getColumn(20).getInt64()};
    if (!row.isColumnNull(11)) {
        item.year = row.getColumn(11).getInt64();
    }
    if (!row.isColumnNull(12)) {
        item.price = row.getColumn(12).getDouble();
    }
    return item;
}

/// Of everything that an import gives and that makes a product a different one; each field is
/// preceded by its length, so that text cannot move from one to the next unseen.
std::string rowHashOf(const Item& item) {
    const std::string year = item.year ? fmt::format("{}", *item.year) : "-";
    const std::string price = item.price ? toText(*item.price) : "-";
    std::string all;
    for (const std::string* const field : {&item.sku,
                                           &item.title,
                                           &item.description,
                                           &item.department,
                                           &item.category,
                                           &item.colour,
                                           &item.brand,
                                           &item.gender,
                                           &item.season,
                                           &item.usage,
                                           &year,
                                           &price,
                                           &item.attributes,
                                           &item.picturePath}) {
        fmt::format_to(std::back_inserter(all), "{}:", field->size());
        all += *field;
    }
    return sha256(all);
}

void bindColumns(SQLite::Statement& statement, const Item& item, const std::string& rowHash) {
    int index = 0;
    for (const std::string* const field : {&item.sku,
                                           &item.title,
                                           &item.description,
                                           &item.department,
                                           &item.category,
                                           &item.colour,
                                           &item.brand,
                                           &item.gender,
                                           &item.season,
                                           &item.usage}) {
        statement.bindNoCopy(++index, *field);
    }
    ++index;
    if (item.year) {
        statement.bind(index, *item.year);
    }
    ++index;
    if (item.price) {
        statement.bind(index, *item.price);
    }
    statement.bindNoCopy(++index, item.attributes);
    statement.bindNoCopy(++index, item.picturePath);
    statement.bind(++index, raw(item.pictureState));
    statement.bindNoCopy(++index, item.pictureHash);
    statement.bindNoCopy(++index, item.textHash);
    statement.bindNoCopy(++index, rowHash);
    ++index;
    if (item.importId != 0) {
        statement.bind(index, item.importId);
    }
    statement.bind(++index, item.sourceRow);
    statement.bind(++index, item.importedAt);
}

/// Runs `sql` on the index with the item's text as it is stored now. Reads it first, instead of
/// INSERT … SELECT: that would open a savepoint, at which FTS5 writes out all that it gathered.
void indexText(Database& database, const char* const sql, const ItemId id) {
    Prepared select =
        database.prepare("SELECT title, description, facts FROM items_text WHERE id = ?");
    select->bind(1, raw(id));
    if (!select->executeStep()) {
        return;
    }
    Prepared insert = database.prepare(sql);
    insert->bind(1, raw(id));
    for (int column = 0; column < 3; ++column) {
        insert->bind(column + 2, select->getColumn(column).getString());
    }
    insert->exec();
}

/// What upsert() has to know of the stored row.
struct Stored {
    ItemId id{};
    std::string rowHash;
    std::string picturePath;
    PictureState pictureState = PictureState::None;
    std::string pictureHash;
};

std::optional<Stored> storedRow(Database& database, const std::string& sku) {
    Prepared select = database.prepare(
        "SELECT id, row_hash, picture_path, picture_state, picture_hash FROM items WHERE sku = ?");
    select->bindNoCopy(1, sku);
    if (!select->executeStep()) {
        return std::nullopt;
    }
    return Stored{.id = ItemId{select->getColumn(0).getInt64()},
                  .rowHash = select->getColumn(1).getString(),
                  .picturePath = select->getColumn(2).getString(),
                  .pictureState = pictureStateFrom(select->getColumn(3).getInt64()),
                  .pictureHash = select->getColumn(4).getString()};
}

bool hasItem(Database& database, const ItemId id) {
    Prepared select = database.prepare("SELECT 1 FROM items WHERE id = ?");
    select->bind(1, raw(id));
    return select->executeStep();
}

void insertItem(Database& database, Item& item, const std::string& rowHash) {
    {
        Prepared insert = database.prepare(kInsert);
        bindColumns(*insert, item, rowHash);
        insert->exec();
    }
    item.id = ItemId{database.connection().getLastInsertRowid()};
    indexText(database, kFtsInsert, item.id);
}

void updateItem(Database& database, const Item& item, const std::string& rowHash) {
    // The index keeps no copy of the text: it has to be told what to take out while it is there.
    indexText(database, kFtsDelete, item.id);
    {
        Prepared update = database.prepare(kUpdate);
        bindColumns(*update, item, rowHash);
        update->bind(22, raw(item.id));
        update->exec();
    }
    indexText(database, kFtsInsert, item.id);
}

/// Each word of the text as a quoted prefix, so that nothing in it is an operator: `"red" * "tee"
/// *`.
std::string ftsQuery(const std::string_view words) {
    constexpr std::size_t kMostWords = 32;
    constexpr std::string_view kBlank(" \t\r\n\f\v\0", 7);
    std::string query;
    std::size_t at = 0;
    for (std::size_t count = 0; count < kMostWords; ++count) {
        at = words.find_first_not_of(kBlank, at);
        if (at == std::string_view::npos) {
            break;
        }
        const std::size_t end = std::min(words.find_first_of(kBlank, at), words.size());
        query += '"';
        for (const char letter : words.substr(at, end - at)) {
            query += letter;
            if (letter == '"') {
                query += letter;
            }
        }
        query += "\" * ";
        at = end;
    }
    return query;
}

constexpr const char* kAnyOrder =
    "SELECT rowid FROM items_fts WHERE items_fts MATCH ?1 ORDER BY rowid LIMIT ?2";

constexpr const char* kBestFirst =
    "SELECT rowid FROM items_fts WHERE items_fts MATCH ?1 "
    "AND rank MATCH 'bm25(4.0, 1.0, 2.0)' ORDER BY rank LIMIT ?2";

constexpr std::size_t kNoLimit = std::numeric_limits<std::int64_t>::max();

/// Ranking takes ten times as long as finding: a word that so many products hold ("s", "shirt"
/// in a shop of shirts) tells them apart too little to wait for it while typing.
constexpr std::size_t kMostRanked = 15'000;

std::vector<ItemId> matches(Database& database,
                            const char* const sql,
                            const std::string& query,
                            const std::size_t limit) {
    std::vector<ItemId> found;
    Prepared select = database.prepare(sql);
    select->bindNoCopy(1, query);
    select->bind(2, static_cast<std::int64_t>(std::min(limit, kNoLimit)));
    while (select->executeStep()) {
        found.emplace_back(ItemId{select->getColumn(0).getInt64()});
    }
    return found;
}

/// Both ascending: what of `more` is not in `found` is put behind it.
void appendNew(std::vector<ItemId>& found,
               const std::vector<ItemId>& more,
               const std::size_t limit) {
    const std::size_t first = found.size();
    found.reserve(std::min(limit, more.size()));
    std::size_t known = 0;
    for (const ItemId id : more) {
        while (known < first && found[known] < id) {
            ++known;
        }
        const bool isNew = known == first || found[known] != id;
        if (isNew && found.size() < limit) {
            found.push_back(id);
        }
    }
}

}  // namespace

PictureState pictureStateFrom(const std::int64_t number) {
    const bool isKnown = number >= 0 && number <= raw(PictureState::Unsupported);
    return isKnown ? static_cast<PictureState>(number) : PictureState::None;
}

ItemStore::ItemStore(Database& database) : database_(database) {
}

UpsertResult ItemStore::upsert(Item& item) {
    return guarded(database_, [&] {
        const std::optional<Stored> stored = storedRow(database_, item.sku);
        const std::string rowHash = rowHashOf(item);
        item.textHash = sha256(item.title + '\n' + item.description);
        if (!stored) {
            insertItem(database_, item, rowHash);
            return UpsertResult::Added;
        }
        item.id = stored->id;
        // An import only names a picture; what reading it brought to light is worth more.
        if (stored->picturePath == item.picturePath && !wasRead(item.pictureState)) {
            item.pictureState = stored->pictureState;
            item.pictureHash = stored->pictureHash;
        }
        if (stored->rowHash == rowHash && stored->pictureState == item.pictureState &&
            stored->pictureHash == item.pictureHash) {
            return UpsertResult::Unchanged;
        }
        updateItem(database_, item, rowHash);
        return UpsertResult::Updated;
    });
}

void ItemStore::putWithId(const Item& item) {
    guarded(database_, [&] {
        const std::string rowHash = rowHashOf(item);
        if (hasItem(database_, item.id)) {
            updateItem(database_, item, rowHash);
            return;
        }
        {
            Prepared insert = database_.prepare(kInsert);
            bindColumns(*insert, item, rowHash);
            insert->exec();
        }
        Prepared move = database_.prepare("UPDATE items SET id = ? WHERE id = ?");
        move->bind(1, raw(item.id));
        move->bind(2, database_.connection().getLastInsertRowid());
        move->exec();
        indexText(database_, kFtsInsert, item.id);
    });
}

Item ItemStore::item(const ItemId id) const {
    return guarded(database_, [&] {
        Prepared select =
            database_.prepare(fmt::format("SELECT {} FROM items WHERE id = ?", kColumns));
        select->bind(1, raw(id));
        if (!select->executeStep()) {
            throw Error(ErrorKind::NotFound,
                        fmt::format("There is no product in row {} of the catalog; it may have "
                                    "been removed.",
                                    raw(id)));
        }
        return itemFrom(*select);
    });
}

std::optional<ItemId> ItemStore::idOfSku(const std::string_view sku) const {
    return guarded(database_, [&]() -> std::optional<ItemId> {
        Prepared select = database_.prepare("SELECT id FROM items WHERE sku = ?");
        select->bind(1, std::string(sku));
        if (!select->executeStep()) {
            return std::nullopt;
        }
        return ItemId{select->getColumn(0).getInt64()};
    });
}

ItemId ItemStore::requireSku(const std::string_view sku) const {
    const std::optional<ItemId> id = idOfSku(sku);
    if (!id) {
        throw Error(ErrorKind::NotFound,
                    fmt::format("There is no product \"{}\" in the catalog; check its id.", sku));
    }
    return *id;
}

std::int64_t ItemStore::revision() const {
    return guarded(database_, [&] {
        Prepared select = database_.prepare(
            "SELECT count(*) + count(CASE WHEN report <> '{}' THEN 1 END) FROM imports");
        select->executeStep();
        return std::int64_t{select->getColumn(0).getInt64()};
    });
}

std::size_t ItemStore::count() const {
    return guarded(database_, [&] {
        Prepared select = database_.prepare("SELECT count(*) FROM items");
        select->executeStep();
        return static_cast<std::size_t>(select->getColumn(0).getInt64());
    });
}

void ItemStore::forEach(const std::function<void(const Item&)>& visit) const {
    guarded(database_, [&] {
        Prepared select =
            database_.prepare(fmt::format("SELECT {} FROM items ORDER BY id", kColumns));
        while (select->executeStep()) {
            visit(itemFrom(*select));
        }
    });
}

std::vector<ItemStore::Key> ItemStore::keys() const {
    return guarded(database_, [&] {
        std::vector<Key> keys;
        Prepared select = database_.prepare("SELECT id, sku FROM items ORDER BY id");
        while (select->executeStep()) {
            keys.push_back(
                {ItemId{select->getColumn(0).getInt64()}, select->getColumn(1).getString()});
        }
        return keys;
    });
}

std::vector<ItemId> ItemStore::search(const std::string_view words, const std::size_t limit) const {
    const std::string query = ftsQuery(words);
    if (query.empty()) {
        return {};
    }
    return guarded(database_, [&] {
        std::vector<ItemId> found = matches(database_, kAnyOrder, query, kMostRanked + 1);
        // A word in the title says more than one in a long description.
        if (found.size() <= kMostRanked) {
            return matches(database_, kBestFirst, query, limit);
        }
        found = matches(database_, kAnyOrder, "{title} : (" + query + ")", limit);
        appendNew(found, matches(database_, kAnyOrder, query, limit), limit);
        return found;
    });
}

std::vector<PendingPicture> ItemStore::picturesInState(const PictureState state) const {
    return guarded(database_, [&] {
        std::vector<PendingPicture> pictures;
        Prepared select = database_.prepare(
            "SELECT id, picture_path FROM items WHERE picture_state = ? ORDER BY id");
        select->bind(1, raw(state));
        while (select->executeStep()) {
            pictures.push_back(
                {ItemId{select->getColumn(0).getInt64()}, select->getColumn(1).getString()});
        }
        return pictures;
    });
}

void ItemStore::setPicture(const ItemId id, const PictureState state, const std::string& hash) {
    guarded(database_, [&] {
        Prepared update =
            database_.prepare("UPDATE items SET picture_state = ?, picture_hash = ? WHERE id = ?");
        update->bind(1, raw(state));
        update->bind(2, hash);
        update->bind(3, raw(id));
        update->exec();
    });
}

std::int64_t ItemStore::addImport(const std::string& path,
                                  const std::string& format,
                                  const std::string& digest,
                                  const std::int64_t time) {
    return guarded(database_, [&] {
        Prepared insert = database_.prepare(
            "INSERT INTO imports (path, format, sha256, started_at) VALUES (?, ?, ?, ?)");
        insert->bind(1, path);
        insert->bind(2, format);
        insert->bind(3, digest);
        insert->bind(4, time);
        insert->exec();
        return std::int64_t{database_.connection().getLastInsertRowid()};
    });
}

void ItemStore::setImportReport(const std::int64_t importId, const std::string& report) {
    guarded(database_, [&] {
        Prepared update = database_.prepare("UPDATE imports SET report = ? WHERE id = ?");
        update->bind(1, report);
        update->bind(2, importId);
        update->exec();
    });
}

void ItemStore::removeImport(const std::int64_t importId) {
    guarded(database_, [&] {
        Prepared remove = database_.prepare("DELETE FROM imports WHERE id = ?");
        remove->bind(1, importId);
        remove->exec();
    });
}

std::optional<ItemStore::Origin> ItemStore::origin(const ItemId id) const {
    return guarded(database_, [&]() -> std::optional<Origin> {
        Prepared select = database_.prepare(
            "SELECT imports.path, imports.format, items.source_row, items.imported_at "
            "FROM items JOIN imports ON imports.id = items.import_id WHERE items.id = ?");
        select->bind(1, raw(id));
        if (!select->executeStep()) {
            return std::nullopt;
        }
        return Origin{.path = select->getColumn(0).getString(),
                      .format = select->getColumn(1).getString(),
                      .row = select->getColumn(2).getInt64(),
                      .importedAt = select->getColumn(3).getInt64()};
    });
}

}  // namespace haberdash
