// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/error.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace haberdash {

enum class Access { ReadOnly, ReadWrite };

/// A prepared statement on loan from its connection: when it leaves scope it is given back reset
/// and without bindings. Does not outlive the Database.
class Prepared {
  public:
    using Shelf = std::vector<std::unique_ptr<SQLite::Statement>>;

    Prepared(std::unique_ptr<SQLite::Statement> statement, Shelf& shelf)
        : statement_(std::move(statement)), shelf_(shelf) {}

    ~Prepared();
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;

    SQLite::Statement& operator*() noexcept { return *statement_; }

    SQLite::Statement* operator->() noexcept { return statement_.get(); }

  private:
    std::unique_ptr<SQLite::Statement> statement_;
    Shelf& shelf_;
};

/// One connection to an SQLite file, set up as every connection of ours is: WAL, synchronous=FULL,
/// foreign keys, busy timeout, no trusted schema, defensive, cell size check. One per thread.
class Database {
  public:
    /// Opens a file, which ReadWrite makes when it is not there; ":memory:" works. ReadOnly refuses
    /// every write of a statement. The last connection to close leaves one file, without a -wal.
    /// Throws Error(NotFound, Disk, or Input when it is no database).
    Database(const std::filesystem::path& file, Access access);

    /// For the stores, which prepare statements on it.
    SQLite::Database& connection() noexcept { return connection_; }

    /// A statement that was prepared before is used again. Throws SQLite::Exception: call it
    /// inside guarded().
    Prepared prepare(const std::string& sql);

    /// For the rest of this connection's life: a page cache and a log that suit a loop which writes
    /// much all over the file.
    void expectManyWrites();

    const std::filesystem::path& file() const noexcept { return file_; }

  private:
    std::filesystem::path file_;
    SQLite::Database connection_;
    std::unordered_map<std::string, Prepared::Shelf> idle_;  ///< statements that nobody uses now
};

/// A write transaction (BEGIN IMMEDIATE), rolled back unless commit() was reached.
class Transaction {
  public:
    /// Waits for another writer; throws Error(Locked) after five seconds.
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

  private:
    Database& database_;
    bool isOpen_ = true;
};

/// Reads that belong together: all of one moment, and the file is locked once for them. Not within
/// another transaction of the connection.
class ReadTransaction {
  public:
    explicit ReadTransaction(Database& database);
    ~ReadTransaction();
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;

  private:
    Database& database_;
};

/// An SQLite failure as a sentence: a full disk names the disk and the file, a damaged file says
/// to restore a backup, a busy one says who else may hold it.
Error errorOf(const SQLite::Exception& exception, const std::filesystem::path& file);

/// What `act` returns; an SQLite failure on the way becomes the Error that errorOf() makes of it.
template <class Act>
decltype(auto) guarded(const Database& database, const Act& act) {
    try {
        return act();
    } catch (const SQLite::Exception& exception) {
        throw errorOf(exception, database.file());
    }
}

}  // namespace haberdash
