// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/base/monitor.h"
#include "core/data/store/project.h"

#include <string>
#include <vector>

namespace haberdash {

/// Writes the catalog, shoppers, events, labels and features to a PostgreSQL database (see
/// shared_schema.h), and of `runs` the products' vectors, in one transaction: others see all of it
/// or nothing. A
/// second time adds and changes only what differs; what services stored there meanwhile stays. One
/// database holds one project, which is given an identity at its first export.
///
/// -> {"place", "rows" (added or changed in all), "products", "shoppers", "events", "labels",
///     "features", "vectors"}, each the number of rows that were added or changed, and
///     "without_features", of how many products the text or picture is not encoded yet. Throws
///     Error(Unavailable,
/// Input) as Postgres does, Error(NewerFile), and as makeScorer() does.
Json exportToPostgres(Project& project,
                      const std::string& address,
                      const std::vector<std::string>& runs,
                      const Monitor& monitor);

}  // namespace haberdash
