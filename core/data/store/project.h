// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/file_lock.h"
#include "core/data/store/database.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace haberdash {

/// A project folder `name.hab`:
///   project.db               catalog, shoppers, personas, events, labels, settings
///   project.lock             held by the window that works on the project
///   thumbs.db                one row a picture: thumbnail and preview as JPEG
///   pictures/                pictures that the program itself made (the sample project)
///   features/<encoder>.safetensors
///   runs/<id>/               see RunStore
///   backups/                 copies of project.db, and before each change of the schema one
///
/// The object is one connection: make one per thread.
class Project {
  public:
    /// Makes a new folder, or fills an empty one. Throws Error(Input) when something is already
    /// there, Error(Disk).
    static Project create(const std::filesystem::path& folder);

    /// Opens; an older schema is brought up to date first, after a checked copy to
    /// backups/project-before-schema-N.db. Throws Error(NotFound) where there is no project,
    /// Error(NewerFile) for one of a newer version (left untouched), Error(Input) for a damaged
    /// one. ReadWrite also removes what killed writers left behind.
    static Project open(const std::filesystem::path& folder, Access access);

    /// open() where there is a project, create() where there is nothing.
    static Project openOrCreate(const std::filesystem::path& folder);

    const std::filesystem::path& folder() const noexcept { return folder_; }

    /// The folder's name without ".hab".
    std::string name() const;

    Access access() const noexcept { return access_; }

    Database& database() noexcept { return *database_; }

    std::filesystem::path thumbsFile() const { return folder_ / "thumbs.db"; }

    std::filesystem::path picturesFolder() const { return folder_ / "pictures"; }

    std::filesystem::path featuresFolder() const { return folder_ / "features"; }

    std::filesystem::path runsFolder() const { return folder_ / "runs"; }

    /// A setting of the project ("features.text" = "use", "currency" = "INR", ...).
    std::optional<std::string> setting(const std::string& key);
    void setSetting(const std::string& key, const std::string& value);

  private:
    Project(std::filesystem::path folder, Access access, std::unique_ptr<Database> database);

    std::filesystem::path folder_;
    Access access_;
    std::unique_ptr<Database> database_;
};

/// What the one window that writes a project holds (project.lock). Empty when another has it, and
/// where the folder cannot be written.
std::optional<FileLock> acquireWindowLock(const std::filesystem::path& projectFolder);
bool isWindowLockHeld(const std::filesystem::path& projectFolder);

}  // namespace haberdash
