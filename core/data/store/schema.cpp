// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/store/schema.h"

#include <fmt/format.h>

#include <array>
#include <span>
#include <string>

namespace haberdash {

namespace {

// Append only: entry N brings a file from user_version N to N + 1.
constexpr std::array kProjectSteps{
    R"sql(
CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    report TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE items (
    id INTEGER PRIMARY KEY,
    sku TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    category TEXT NOT NULL DEFAULT '',
    colour TEXT NOT NULL DEFAULT '',
    brand TEXT NOT NULL DEFAULT '',
    gender TEXT NOT NULL DEFAULT '',
    season TEXT NOT NULL DEFAULT '',
    usage TEXT NOT NULL DEFAULT '',
    year INTEGER,
    price REAL,
    attributes TEXT NOT NULL DEFAULT '{}',
    picture_path TEXT NOT NULL DEFAULT '',
    picture_state INTEGER NOT NULL DEFAULT 0,
    picture_hash TEXT NOT NULL DEFAULT '',
    text_hash TEXT NOT NULL,
    row_hash TEXT NOT NULL,
    import_id INTEGER REFERENCES imports(id),
    source_row INTEGER NOT NULL DEFAULT 0,
    imported_at INTEGER NOT NULL
) STRICT;
CREATE INDEX items_by_picture ON items(picture_hash) WHERE picture_hash <> '';

CREATE VIEW items_text AS
SELECT id, title, description,
       department || ' ' || category || ' ' || colour || ' ' || brand || ' ' || gender || ' '
           || season || ' ' || usage || ' ' || sku AS facts
FROM items;
CREATE VIRTUAL TABLE items_fts USING fts5(
    title, description, facts,
    content='items_text', content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='2 3'
);

CREATE TABLE personas (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    taste TEXT NOT NULL
) STRICT;

CREATE TABLE shoppers (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    persona_id INTEGER REFERENCES personas(id),
    is_simulated INTEGER NOT NULL DEFAULT 0,
    taste TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE sessions (
    id INTEGER PRIMARY KEY,
    shopper_id INTEGER NOT NULL REFERENCES shoppers(id),
    started_at INTEGER NOT NULL,
    is_simulated INTEGER NOT NULL DEFAULT 0,
    detail TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX sessions_by_shopper ON sessions(shopper_id, started_at);

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    shopper_id INTEGER NOT NULL REFERENCES shoppers(id),
    item_id INTEGER NOT NULL REFERENCES items(id),
    kind INTEGER NOT NULL,
    time INTEGER NOT NULL,
    occurrence INTEGER NOT NULL DEFAULT 0,
    session_id INTEGER REFERENCES sessions(id),
    split INTEGER,
    is_simulated INTEGER NOT NULL DEFAULT 0,
    UNIQUE (shopper_id, time, item_id, kind, occurrence)
) STRICT;
CREATE INDEX events_by_item ON events(item_id);
)sql",
    R"sql(
CREATE TABLE annotators (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE label_events (
    seq INTEGER PRIMARY KEY,
    time INTEGER NOT NULL,
    annotator_id INTEGER NOT NULL REFERENCES annotators(id),
    persona TEXT NOT NULL,
    kind INTEGER NOT NULL,
    items TEXT NOT NULL,
    choice TEXT NOT NULL,
    note TEXT NOT NULL,
    step INTEGER NOT NULL,
    of_seq INTEGER NOT NULL,
    took INTEGER NOT NULL,
    source INTEGER NOT NULL,
    origin TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
)sql"};

constexpr std::array kThumbsSteps{
    R"sql(
CREATE TABLE pictures (
    hash TEXT PRIMARY KEY,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    thumb BLOB NOT NULL,
    preview BLOB
) STRICT;
)sql"};

void migrate(Database& database,
             const std::span<const char* const> steps,
             const std::size_t wanted) {
    const int version = schemaVersionOf(database);
    const int newest = static_cast<int>(steps.size());
    if (version > newest) {
        throw Error(ErrorKind::NewerFile,
                    fmt::format("{} was written by a newer version of Haberdash (schema {}, this "
                                "program knows {}); open it with that version.",
                                database.file().string(),
                                version,
                                newest));
    }
    for (int step = version; step < static_cast<int>(wanted); ++step) {
        Transaction transaction(database);
        const bool isMine = guarded(database, [&] {
            if (schemaVersionOf(database) != step) {
                return false;  // another connection migrated meanwhile
            }
            database.connection().exec(steps[static_cast<std::size_t>(step)]);
            database.connection().exec(fmt::format("PRAGMA user_version = {}", step + 1));
            return true;
        });
        if (isMine) {
            transaction.commit();
        }
    }
}

}  // namespace

int schemaVersionOf(Database& database) {
    return guarded(database, [&database] {
        return database.connection().execAndGet("PRAGMA user_version").getInt();
    });
}

void migrateProject(Database& database, const int version) {
    migrate(database, kProjectSteps, static_cast<std::size_t>(version));
}

void migrateThumbs(Database& database) {
    migrate(database, kThumbsSteps, kThumbsSteps.size());
}

int projectSchemaVersion() noexcept {
    return static_cast<int>(kProjectSteps.size());
}

int thumbsSchemaVersion() noexcept {
    return static_cast<int>(kThumbsSteps.size());
}

}  // namespace haberdash
