// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/store/backup.h"

#include "core/data/base/error.h"
#include "core/data/base/safetensors.h"
#include "core/data/store/schema.h"

#include <SQLiteCpp/Backup.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <ctime>

namespace haberdash {

namespace {

constexpr int kPagesAStep = 256;

// First sentence of SQLite's own full check; empty when the file is sound.
std::string damageOf(Database& database) {
    try {
        const std::string word =
            database.connection().execAndGet("PRAGMA integrity_check(1)").getString();
        return word == "ok" ? std::string() : word;
    } catch (const SQLite::Exception& exception) {
        return exception.what();
    }
}

void copyPages(Database& from, Database& to, const Monitor& monitor) {
    SQLite::Backup backup(to.connection(), from.connection());
    while (backup.executeStep(kPagesAStep) != SQLITE_DONE) {
        const int total = backup.getTotalPageCount();
        const int done = total - backup.getRemainingPageCount();
        monitor.step("backup", static_cast<std::size_t>(done), static_cast<std::size_t>(total));
    }
}

void removeWithCompanions(const std::filesystem::path& file) {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
        std::filesystem::remove(file.string() + suffix, ignored);
    }
}

void checkFeatures(const Project& project, std::vector<std::string>& problems) {
    if (!std::filesystem::is_directory(project.featuresFolder())) {
        return;
    }
    for (const auto& entry : std::filesystem::directory_iterator(project.featuresFolder())) {
        if (entry.path().extension() != ".safetensors") {
            continue;
        }
        try {
            Safetensors::open(entry.path());
        } catch (const Error& error) {
            problems.push_back(error.what());
        }
    }
}

void checkRuns(const Project& project, std::vector<std::string>& problems) {
    if (!std::filesystem::is_directory(project.runsFolder())) {
        return;
    }
    for (const auto& entry : std::filesystem::directory_iterator(project.runsFolder())) {
        if (!entry.is_directory()) {
            continue;  // comparisons of runs lie beside them
        }
        try {
            const Json run = Json::parse(readFile(entry.path() / "run.json"), nullptr, false);
            if (!run.is_object()) {
                problems.push_back(
                    fmt::format("{} is not a run's record; delete the folder or "
                                "restore it from a copy.",
                                (entry.path() / "run.json").string()));
            }
            if (const auto model = entry.path() / "model.safetensors";
                std::filesystem::exists(model)) {
                Safetensors::open(model);
            }
        } catch (const Error& error) {
            problems.push_back(error.what());
        }
    }
}

}  // namespace

namespace {

/// Leaving WAL mode takes the database for oneself alone: it fails while anybody is connected, and
/// leaves one whole file. A damaged database cannot tell, and is put aside as it is.
void refuseWhileInUse(const std::filesystem::path& database) {
    try {
        SQLite::Database alone(database, SQLite::OPEN_READWRITE, 0);
        alone.exec("PRAGMA journal_mode = DELETE");
    } catch (const SQLite::Exception& exception) {
        if (exception.getErrorCode() == SQLITE_BUSY || exception.getErrorCode() == SQLITE_LOCKED) {
            throw Error(ErrorKind::Locked,
                        fmt::format("{} is in use by another program (a service, an import, a "
                                    "training); end it and restore again.",
                                    database.string()));
        }
    }
}

}  // namespace

void copyDatabase(Database& from, const std::filesystem::path& file, const Monitor& monitor) {
    std::error_code failure;
    const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
    std::filesystem::create_directories(folder, failure);
    const std::filesystem::path temporary = file.string() + ".unfinished";
    removeWithCompanions(temporary);
    try {
        guarded(from, [&] {
            Database copy(temporary, Access::ReadWrite);
            copyPages(from, copy, monitor);
            if (const std::string damage = damageOf(copy); !damage.empty()) {
                throw Error(ErrorKind::Input,
                            fmt::format("{} is damaged ({}), so that no copy was made of it; "
                                        "restore an earlier backup.",
                                        from.file().string(),
                                        damage));
            }
            copy.connection().exec("PRAGMA journal_mode = DELETE");
        });
        std::filesystem::rename(temporary, file, failure);
    } catch (...) {
        removeWithCompanions(temporary);
        throw;
    }
    removeWithCompanions(temporary);
    if (failure) {
        throw Error(ErrorKind::Disk,
                    fmt::format("The copy {} cannot be put in its place ({}); check the folder's "
                                "permissions.",
                                file.string(),
                                failure.message()));
    }
}

void backUp(Project& project, const std::filesystem::path& file, const Monitor& monitor) {
    copyDatabase(project.database(), file, monitor);
}

std::filesystem::path restoreBackup(const std::filesystem::path& projectFolder,
                                    const std::filesystem::path& backup,
                                    const Monitor& monitor) {
    const auto lock = acquireWindowLock(projectFolder);
    if (!lock && !isWindowLockHeld(projectFolder)) {
        throw Error(ErrorKind::Disk,
                    fmt::format("{} cannot be written, so that nothing is restored; check that it "
                                "is there and its permissions.",
                                projectFolder.string()));
    }
    if (!lock) {
        throw Error(ErrorKind::Locked,
                    fmt::format("{} is open in a window; close it and restore again.",
                                projectFolder.string()));
    }
    const std::filesystem::path target = projectFolder / "project.db";
    const std::filesystem::path fresh = projectFolder / "project-restored.db";
    {
        Database source(backup, Access::ReadOnly);
        const int version = schemaVersionOf(source);
        if (version < 1) {
            throw Error(ErrorKind::Input,
                        fmt::format("{} is no backup of a project.", backup.string()));
        }
        if (version > projectSchemaVersion()) {
            throw Error(ErrorKind::NewerFile,
                        fmt::format("{} was written by a newer version of Haberdash; restore it "
                                    "with that version.",
                                    backup.string()));
        }
        copyDatabase(source, fresh, monitor);
    }
    const std::filesystem::path kept =
        projectFolder / fmt::format("project-before-restore-{}.db", std::time(nullptr));
    if (std::filesystem::exists(target)) {
        refuseWhileInUse(target);
        for (const char* suffix : {"-wal", "-shm"}) {
            if (std::filesystem::exists(target.string() + suffix)) {
                std::filesystem::rename(target.string() + suffix, kept.string() + suffix);
            }
        }
        std::filesystem::rename(target, kept);
    }
    std::filesystem::rename(fresh, target);
    return kept;
}

std::vector<std::string> checkProject(const std::filesystem::path& projectFolder,
                                      const Monitor& monitor) {
    std::vector<std::string> problems;
    Project project = Project::open(projectFolder, Access::ReadOnly);
    monitor.step("database", 0, 4);
    if (const std::string damage = damageOf(project.database()); !damage.empty()) {
        problems.push_back(fmt::format("project.db is damaged ({}); restore a backup.", damage));
    }
    monitor.step("pictures", 1, 4);
    if (std::filesystem::exists(project.thumbsFile())) {
        Database thumbs(project.thumbsFile(), Access::ReadOnly);
        if (const std::string damage = damageOf(thumbs); !damage.empty()) {
            problems.push_back(fmt::format(
                "thumbs.db is damaged ({}); delete it and import the pictures again.", damage));
        }
    }
    monitor.step("features", 2, 4);
    checkFeatures(project, problems);
    monitor.step("runs", 3, 4);
    checkRuns(project, problems);
    return problems;
}

}  // namespace haberdash
