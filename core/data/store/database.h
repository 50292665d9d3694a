// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string>

#include "core/data/base/error.h"

namespace haberdash {

enum class Access { ReadOnly, ReadWrite };

/// One connection to an SQLite file, set up as every connection of ours is: WAL, synchronous=FULL,
/// foreign keys, busy timeout, no trusted schema, defensive, cell size check. One per thread.
class Database {
  public:
    /// Opens a file, which ReadWrite makes when it is not there; ":memory:" works.
    /// Throws Error(NotFound, Disk, or Input when it is no database).
    Database(const std::filesystem::path& file, Access access);

    /// For the stores, which prepare statements on it.
    SQLite::Database& connection() noexcept { return connection_; }

    const std::filesystem::path& file() const noexcept { return file_; }

  private:
    std::filesystem::path file_;
    SQLite::Database connection_;
};

/// A write transaction (BEGIN IMMEDIATE), rolled back unless commit() was reached.
class Transaction {
  public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

  private:
    Database& database_;
    bool isOpen_ = true;
};

/// An SQLite failure as a sentence: a full disk names the disk and the file, a damaged file says
/// to restore a backup, a busy one says who else may hold it.
Error errorOf(const SQLite::Exception& exception, const std::filesystem::path& file);

}  // namespace haberdash
