// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/data/store/project.h"

#include <filesystem>
#include <string>
#include <vector>

namespace haberdash {

/// Copies a database through SQLite's backup API (safe while others write), checks the copy whole,
/// and only then gives it its name: an older file of that name is replaced by a good one or not
/// at all. Throws Error(Disk), or Error(Input) when the database itself is damaged.
void copyDatabase(Database& from, const std::filesystem::path& file, const Monitor& monitor);

/// copyDatabase() of project.db.
void backUp(Project& project, const std::filesystem::path& file, const Monitor& monitor);

/// Puts a checked backup in the place of project.db; what was there is kept beside it under the
/// returned name. Throws Error(Locked) while a window holds the project, Error(Input) when the
/// backup is damaged or no project, Error(NewerFile).
std::filesystem::path restoreBackup(const std::filesystem::path& projectFolder,
                                    const std::filesystem::path& backup,
                                    const Monitor& monitor);

/// What is wrong with a project, one sentence each: damage of the databases, pictures and features
/// and runs that cannot be read. Empty: nothing.
std::vector<std::string> checkProject(const std::filesystem::path& projectFolder,
                                      const Monitor& monitor);

}  // namespace haberdash
