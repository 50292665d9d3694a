// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/store/database.h"

namespace haberdash {

/// The schema version that this program writes to project.db.
int projectSchemaVersion() noexcept;

/// The version that a database's tables are of (PRAGMA user_version): 0 where there are none yet.
int schemaVersionOf(Database& database);

/// Brings project.db to this program's schema (or to an earlier `version`, as an older program
/// would have made it), one transaction a step. Throws Error(NewerFile) when the file is of a later
/// version than the program's, which it leaves untouched.
void migrateProject(Database& database, int version = projectSchemaVersion());

/// The same for thumbs.db.
void migrateThumbs(Database& database);

/// The schema version that this program writes to thumbs.db.
int thumbsSchemaVersion() noexcept;

}  // namespace haberdash
