// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/postgres/postgres.h"

namespace haberdash {

/// Version of the tables in the schema "haberdash" of a PostgreSQL database, which holds one
/// project's catalog, shoppers, events, labels and vectors for many machines:
///
///   items      the catalog under the project's ids
///   shoppers   by key; project_id is the project's id of those that came from there
///   events     occurrence numbers equal events; NULL for what a service took and no project has
///   visits     whom a service answered while two runs were compared
///   settings   the encoders, and who answers whom (see core/learn/shop/traffic.h)
///   labels     the log's entries as JSON, by hash
///   vectors    of each run that was exported: real[], or pgvector's type where it is installed
///   similar(run, sku, k)   the nearest by cosine, exact
inline constexpr int kSharedSchemaVersion = 2;

/// Makes the tables where they are missing, and brings older ones up to date. Inside a transaction.
/// Throws Error(NewerFile).
void makeSharedSchema(Postgres& server);

/// Throws Error(NotFound) where nothing was exported to, Error(Unavailable) where the tables are
/// older, Error(NewerFile).
void requireSharedSchema(Postgres& server);

/// What a vector is stored as: what the table says; before there is one, "vector" where pgvector is
/// installed, else "real[]".
std::string sharedVectorType(Postgres& server);

}  // namespace haberdash
