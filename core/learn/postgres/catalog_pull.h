// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/data/store/project.h"
#include "core/learn/postgres/shared_schema.h"

#include <cstdint>

namespace haberdash {

/// Brings what was exported to the database after the revision `since` (0: everything) into
/// `copy`, a project of the same ids: settings, catalog, labels, features. Everything comes from
/// one state of the database. -> that state. When it throws, `copy` may hold a
/// part, and the same call again completes it. Throws as Postgres does, Error(Disk, Model), and
/// Cancelled.
SharedState pullCatalog(Project& copy,
                        Postgres& server,
                        std::int64_t since,
                        const Monitor& monitor);

}  // namespace haberdash
