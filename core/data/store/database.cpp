// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/store/database.h"

#include "core/data/base/files.h"
#include "core/data/store/immutable_address.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace haberdash {

namespace fs = std::filesystem;

namespace {

constexpr int kBusyMilliseconds = 5000;

/// quick_check reads the whole file: at every opening only where that takes a few milliseconds,
/// and up to the larger size where a writer may have died and left its log behind.
constexpr std::uintmax_t kCheckedAlways = std::uintmax_t{4} << 20U;
constexpr std::uintmax_t kCheckedAfterCrash = std::uintmax_t{64} << 20U;

bool isInMemory(const fs::path& file) {
    return file == ":memory:";
}

std::uintmax_t sizeOf(const fs::path& file) {
    std::error_code failure;
    const std::uintmax_t size = fs::file_size(file, failure);
    return failure ? 0 : size;
}

fs::path logOf(fs::path file) {
    return file += "-wal";
}

void configure(sqlite3* const handle, const int option, const int value) {
    sqlite3_db_config(handle, option, value, nullptr);
}

/// A file that a stranger made may hold triggers, views and damaged cells: nothing of it runs code.
void harden(SQLite::Database& connection) {
    sqlite3* const handle = connection.getHandle();
    configure(handle, SQLITE_DBCONFIG_DEFENSIVE, 1);
    configure(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
    configure(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
    configure(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0);
    connection.exec("PRAGMA cell_size_check = ON");
    connection.exec("PRAGMA trusted_schema = OFF");
}

void checkWhereCheap(SQLite::Database& connection, const fs::path& file, const bool hadLog) {
    const std::uintmax_t size = sizeOf(file);
    if (size == 0 || size > (hadLog ? kCheckedAfterCrash : kCheckedAlways)) {
        return;
    }
    if (connection.execAndGet("PRAGMA quick_check(1)").getString() != "ok") {
        throw SQLite::Exception("quick_check", SQLITE_CORRUPT);
    }
}

/// Write-ahead log. Two that turn the same new file to it at once hold each a lock that the other
/// waits for: SQLite refuses one of them at once, without its usual patience, so that is given
/// here.
void keepALog(SQLite::Database& connection) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::milliseconds(kBusyMilliseconds);
    while (true) {
        try {
            connection.execAndGet("PRAGMA journal_mode = WAL");
            return;
        } catch (const SQLite::Exception& exception) {
            if ((exception.getErrorCode() & 0xFF) != SQLITE_BUSY || Clock::now() > end) {
                throw;
            }
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

void setUp(SQLite::Database& connection,
           const fs::path& file,
           const Access access,
           const bool hadLog) {
    harden(connection);
    connection.exec("PRAGMA foreign_keys = ON");
    connection.exec("PRAGMA temp_store = MEMORY");
    connection.exec("PRAGMA synchronous = FULL");
    if (access == Access::ReadOnly) {
        connection.exec("PRAGMA query_only = ON");
        connection.execAndGet("PRAGMA schema_version");  // the first look into the file
        return;
    }
    checkWhereCheap(connection, file, hadLog);
    keepALog(connection);
    connection.exec("PRAGMA cache_size = -8000");
    // Fewer, larger moves of the log into the file: an import of many small transactions waits for
    // the disk a fourth as often.
    connection.execAndGet("PRAGMA wal_autocheckpoint = 4000");
}

SQLite::Database openAs(const std::string& name,
                        const int flags,
                        const fs::path& file,
                        const Access access,
                        const bool hadLog) {
    SQLite::Database connection(name, flags | SQLite::OPEN_NOMUTEX, kBusyMilliseconds);
    setUp(connection, file, access, hadLog);
    return connection;
}

SQLite::Database openConnection(const fs::path& file, const Access access) {
    if (!isInMemory(file)) {
        std::error_code ignored;
        const fs::file_status status = fs::status(file, ignored);
        if (access == Access::ReadOnly && !fs::exists(status)) {
            throw Error(ErrorKind::NotFound,
                        fmt::format("There is no file {}; check the path.", file.string()));
        }
        if (fs::exists(status) && !fs::is_regular_file(status)) {
            throw Error(ErrorKind::Input,
                        fmt::format("{} is no file; choose another path.", file.string()));
        }
    }
    const bool hadLog = sizeOf(logOf(file)) > 0;
    try {
        // Also a reader opens for writing where it may, and is then held back by query_only: only
        // such a connection can tidy up the log when it is the last one to close.
        const int create = access == Access::ReadWrite ? SQLite::OPEN_CREATE : 0;
        return openAs(file.string(), SQLite::OPEN_READWRITE | create, file, access, hadLog);
    } catch (const SQLite::Exception& exception) {
        const int code = exception.getErrorCode() & 0xFF;
        const bool isWriteBarred = code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
        if (access == Access::ReadWrite || !isWriteBarred || hadLog) {
            throw errorOf(exception, file);
        }
    }
    try {
        return openAs(
            immutableAddress(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI, file, access, hadLog);
    } catch (const SQLite::Exception& exception) {
        throw errorOf(exception, file);
    }
}

}  // namespace

Prepared::~Prepared() {
    if (statement_) {
        statement_->tryReset();
        statement_->clearBindings();
        shelf_.push_back(std::move(statement_));
    }
}

Database::Database(const fs::path& file, const Access access)
    : file_(file), connection_(openConnection(file, access)) {
}

Prepared Database::prepare(const std::string& sql) {
    Prepared::Shelf& shelf = idle_[sql];
    if (shelf.empty()) {
        return {std::make_unique<SQLite::Statement>(connection_, sql), shelf};
    }
    std::unique_ptr<SQLite::Statement> statement = std::move(shelf.back());
    shelf.pop_back();
    return {std::move(statement), shelf};
}

void Database::expectManyWrites() {
    guarded(*this, [&] {
        connection_.exec("PRAGMA cache_size = -65536");
        connection_.exec("PRAGMA wal_autocheckpoint = 16000");
    });
}

Transaction::Transaction(Database& database) : database_(database) {
    guarded(database_, [&] { database_.connection().exec("BEGIN IMMEDIATE"); });
}

Transaction::~Transaction() {
    if (isOpen_) {
        // After a full disk SQLite has rolled back by itself and refuses: then all is done.
        database_.connection().tryExec("ROLLBACK");
    }
}

void Transaction::commit() {
    guarded(database_, [&] { database_.connection().exec("COMMIT"); });
    isOpen_ = false;
}

ReadTransaction::ReadTransaction(Database& database) : database_(database) {
    guarded(database_, [&] { database_.connection().exec("BEGIN DEFERRED"); });
}

ReadTransaction::~ReadTransaction() {
    database_.connection().tryExec("ROLLBACK");
}

Error errorOf(const SQLite::Exception& exception, const fs::path& file) {
    const std::string name = file.string();
    switch (exception.getErrorCode() & 0xFF) {
        case SQLITE_FULL:
            return {ErrorKind::Disk,
                    fmt::format("{} cannot be written because {}; make room and try again.",
                                name,
                                diskFullText(file))};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorKind::Locked,
                    fmt::format("{} is being written by another window or a running job; wait for "
                                "it to end or close it, then try again.",
                                name)};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {ErrorKind::Input,
                    fmt::format("{} is damaged or no database of Haberdash; restore a backup of "
                                "it, or import the catalog again into a new project.",
                                name)};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
        case SQLITE_AUTH:
            return {ErrorKind::Disk,
                    fmt::format("{} cannot be opened for this ({}); check the permissions of the "
                                "file and its folder.",
                                name,
                                exception.what())};
        case SQLITE_IOERR:
            return {
                ErrorKind::Disk,
                fmt::format(
                    "Reading or writing {} failed ({}); check the disk.", name, exception.what())};
        case SQLITE_NOMEM:
            return {ErrorKind::Unavailable,
                    fmt::format("Memory ran out while {} was used; close other programs and try "
                                "again.",
                                name)};
        default:
            return {ErrorKind::Input,
                    fmt::format("{} does not hold what it should ({}); restore a backup of it.",
                                name,
                                exception.what())};
    }
}

}  // namespace haberdash
