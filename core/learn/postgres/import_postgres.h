// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/data/store/project.h"

#include <cstddef>
#include <string>

namespace haberdash {

/// What came back.
struct FetchReport {
    std::string place;  ///< host:port/database
    std::size_t shoppersAdded = 0;
    std::size_t sessionsAdded = 0;
    std::size_t eventsAdded = 0;
    std::size_t eventsUnchanged = 0;
    std::size_t eventsRejected = 0;  ///< of products that the project does not have
};

/// Brings events and visits that services stored in the database (serve --catalog) into the
/// project, in sessions that remember whose answers the shopper saw, as if the project had served
/// itself. A second time adds only what came since. Commits now and then; when cancelled, what was
/// written stays. Throws as Postgres and requireSharedSchema() do.
FetchReport importFromPostgres(Project& project,
                               const std::string& address,
                               const Monitor& monitor);

}  // namespace haberdash
