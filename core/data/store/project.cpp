// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/store/project.h"

#include "core/data/base/files.h"
#include "core/data/store/backup.h"
#include "core/data/store/immutable_address.h"
#include "core/data/store/schema.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <system_error>
#include <utility>

namespace haberdash {

namespace fs = std::filesystem;

namespace {

constexpr const char* kDatabaseName = "project.db";
constexpr const char* kWindowLock = "project.lock";

fs::path plainFolder(const fs::path& folder) {
    fs::path plain = fs::absolute(folder).lexically_normal();
    return plain.has_filename() ? plain : plain.parent_path();
}

bool hasLog(fs::path file) {
    std::error_code failure;
    const std::uintmax_t size = fs::file_size(file += "-wal", failure);
    return !failure && size > 0;
}

/// PRAGMA user_version. Where no log can hold a later one it is read so that looking leaves no
/// trace beside a file that may be refused. Through SQLite even so: a process that closes a file by
/// itself gives up all its locks on it (fcntl), those of its open connections too.
int storedVersion(const fs::path& file) {
    if (hasLog(file)) {
        Database database(file, Access::ReadOnly);
        return schemaVersionOf(database);
    }
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) {
        return 0;
    }
    try {
        SQLite::Database head(immutableAddress(file),
                              SQLite::OPEN_READONLY | SQLite::OPEN_URI | SQLite::OPEN_NOMUTEX);
        return head.execAndGet("PRAGMA user_version").getInt();
    } catch (const SQLite::Exception&) {
        return 0;  // whatever it is, opening it as a database will say so
    }
}

void refuseNewer(const fs::path& file, const int version, const int known) {
    if (version > known) {
        throw Error(ErrorKind::NewerFile,
                    fmt::format("{} was written by a newer version of Haberdash (schema {}, this "
                                "program knows {}); open it with that version.",
                                file.string(),
                                version,
                                known));
    }
}

/// A database that has tables but was never given a version is some other program's.
void refuseForeign(Database& database) {
    const std::int64_t tables = guarded(database, [&] {
        return database.connection().execAndGet("SELECT count(*) FROM sqlite_schema").getInt64();
    });
    if (tables > 0) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is no database of Haberdash; choose another folder.",
                                database.file().string()));
    }
}

void openThumbs(const fs::path& file) {
    std::error_code ignored;
    const int version = fs::exists(file, ignored) ? storedVersion(file) : 0;
    refuseNewer(file, version, thumbsSchemaVersion());
    if (version < thumbsSchemaVersion()) {
        Database thumbs(file, Access::ReadWrite);
        migrateThumbs(thumbs);
    }
}

void tidy(const Project& project) {
    removeStaleTemporaries(project.folder());
    removeStaleTemporaries(project.featuresFolder());
    removeStaleTemporaries(project.picturesFolder());
    std::error_code failure;
    for (fs::directory_iterator run(project.runsFolder(), failure), end; !failure && run != end;
         run.increment(failure)) {
        removeStaleTemporaries(run->path());
    }
}

bool isNothing(const fs::path& folder) {
    std::error_code failure;
    const fs::file_status status = fs::status(folder, failure);
    return !fs::exists(status) || (fs::is_directory(status) && fs::is_empty(folder, failure));
}

/// Holds `file` as soon as nobody else does; empty where it cannot be written.
std::optional<FileLock> waitForTurn(const fs::path& file) {
    constexpr auto kPatience = std::chrono::minutes(5);
    std::optional<FileLock> lock = FileLock::acquireWithin(file, kPatience);
    if (lock || !FileLock::isHeld(file)) {
        return lock;
    }
    throw Error(ErrorKind::Locked,
                fmt::format("{} is being brought up to date by another process; try again when it "
                            "is done.",
                            file.parent_path().string()));
}

/// Of several that open an older project at once one copies and migrates, and the others wait.
void bringUpToDate(Database& database, const fs::path& folder) {
    if (schemaVersionOf(database) == projectSchemaVersion()) {
        return;
    }
    const std::optional<FileLock> turn = waitForTurn(folder / "migration.lock");
    if (const int from = schemaVersionOf(database); from > 0 && from < projectSchemaVersion()) {
        copyDatabase(
            database,
            folder / "backups" / fmt::format("project-before-schema-{}.db", projectSchemaVersion()),
            Monitor());
    }
    migrateProject(database);
}

}  // namespace

Project::Project(fs::path folder, const Access access, std::unique_ptr<Database> database)
    : folder_(std::move(folder)), access_(access), database_(std::move(database)) {
}

Project Project::create(const fs::path& folder) {
    const fs::path plain = plainFolder(folder);
    if (!isNothing(plain)) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is already there and not empty; choose another name for the "
                                "new project.",
                                plain.string()));
    }
    std::error_code failure;
    fs::create_directories(plain, failure);
    if (failure) {
        throw Error(ErrorKind::Disk,
                    fmt::format("The folder {} cannot be made ({}); choose a place in which you "
                                "may write.",
                                plain.string(),
                                failure.message()));
    }
    auto database = std::make_unique<Database>(plain / kDatabaseName, Access::ReadWrite);
    migrateProject(*database);
    Project project(plain, Access::ReadWrite, std::move(database));
    openThumbs(project.thumbsFile());
    return project;
}

Project Project::open(const fs::path& folder, const Access access) {
    const fs::path plain = plainFolder(folder);
    const fs::path file = plain / kDatabaseName;
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        throw Error(ErrorKind::NotFound,
                    fmt::format("There is no project in {}; choose a folder that holds a {}.",
                                plain.string(),
                                kDatabaseName));
    }
    const int version = storedVersion(file);
    refuseNewer(file, version, projectSchemaVersion());
    if (access == Access::ReadOnly && version < projectSchemaVersion()) {
        open(folder, Access::ReadWrite);
    }
    auto database = std::make_unique<Database>(file, access);
    if (version <= 0) {
        refuseForeign(*database);
    }
    if (access == Access::ReadOnly) {
        return {plain, access, std::move(database)};
    }
    bringUpToDate(*database, plain);
    Project project(plain, access, std::move(database));
    openThumbs(project.thumbsFile());
    tidy(project);
    return project;
}

Project Project::openOrCreate(const fs::path& folder) {
    return isNothing(plainFolder(folder)) ? create(folder) : open(folder, Access::ReadWrite);
}

std::string Project::name() const {
    return folder_.extension() == ".hab" ? folder_.stem().string() : folder_.filename().string();
}

std::optional<std::string> Project::setting(const std::string& key) {
    return guarded(*database_, [&]() -> std::optional<std::string> {
        Prepared select = database_->prepare("SELECT value FROM settings WHERE key = ?");
        select->bind(1, key);
        if (!select->executeStep()) {
            return std::nullopt;
        }
        return select->getColumn(0).getString();
    });
}

void Project::setSetting(const std::string& key, const std::string& value) {
    guarded(*database_, [&] {
        Prepared put = database_->prepare(
            "INSERT INTO settings (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value");
        put->bind(1, key);
        put->bind(2, value);
        put->exec();
    });
}

std::optional<FileLock> acquireWindowLock(const fs::path& projectFolder) {
    return FileLock::acquire(projectFolder / kWindowLock);
}

bool isWindowLockHeld(const fs::path& projectFolder) {
    return FileLock::isHeld(projectFolder / kWindowLock);
}

}  // namespace haberdash
