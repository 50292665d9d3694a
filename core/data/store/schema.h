// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/store/database.h"

namespace haberdash {

/// Brings project.db to this version's schema, one transaction a step. Throws Error(NewerFile)
/// when the file is of a later version, which it leaves untouched.
void migrateProject(Database& database);

/// The same for thumbs.db.
void migrateThumbs(Database& database);

/// The schema version that this program writes to project.db.
int projectSchemaVersion() noexcept;

/// The same for thumbs.db.
int thumbsSchemaVersion() noexcept;

}  // namespace haberdash
