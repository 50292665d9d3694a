// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/postgres/postgres.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// Version of the tables in the schema "haberdash" of a PostgreSQL database, which holds one
/// project's catalog, shoppers, events, labels and vectors for many machines:
///
///   items      the catalog under the project's ids; revision: that of the export that changed it
///   shoppers   by key; project_id is the project's id of those that came from there
///   events     occurrence numbers equal events; NULL for what a service took and no project has
///   visits     whom a service answered while two runs were compared
///   settings   the encoders, who answers whom (see core/learn/shop/traffic.h), the revision,
///              which grows with each export that changed what services read, and the origin
///   labels     the log's entries as JSON, by hash
///   encoders   those that the catalog was encoded with, and their fingerprints
///   features   their vectors of products, with the hash of the text or picture; revision as above
///   files      what else the features need (the fit of TF-IDF), by name
///   vectors    of each run that was exported
///   similar(run, sku, k)   the nearest by cosine, exact
///
/// Vectors are real[], or pgvector's type where it was installed when the tables were made.
inline constexpr int kSharedSchemaVersion = 3;

/// The columns of `items` that hold a product, in the order in which they are written and read.
inline constexpr std::array kSharedItemColumns{"id",
                                               "sku",
                                               "title",
                                               "description",
                                               "department",
                                               "category",
                                               "colour",
                                               "brand",
                                               "gender",
                                               "season",
                                               "usage",
                                               "year",
                                               "price",
                                               "attributes",
                                               "picture_state",
                                               "picture_hash",
                                               "text_hash",
                                               "imported_at"};

/// Makes the tables where they are missing, and brings older ones up to date. Inside a transaction.
/// Throws Error(NewerFile).
void makeSharedSchema(Postgres& server);

/// Throws Error(NotFound) where nothing was exported to, Error(Unavailable) where the tables are
/// older, Error(NewerFile).
void requireSharedSchema(Postgres& server);

/// A row of `settings`.
std::optional<std::string> sharedSetting(Postgres& server, const std::string& key);

/// True where it was another one.
bool setSharedSetting(Postgres& server, const std::string& key, const std::string& value);

/// What the tables hold for services to read.
struct SharedState {
    std::string origin;         ///< drawn when the tables were made
    std::int64_t revision = 0;  ///< 0 before the first export that counts them

    bool operator==(const SharedState&) const = default;
};

SharedState sharedState(Postgres& server);
void setSharedRevision(Postgres& server, std::int64_t revision);

/// What a vector is stored as: what the table says; before there is one, "vector" where pgvector is
/// installed, else "real[]".
std::string sharedVectorType(Postgres& server);

/// A vector as a cell of that type. Every float comes back as it was.
std::string sharedVector(std::span<const float> vector, const std::string& type);

/// The numbers of such a cell, of either type. Throws Error(Model).
void appendSharedVector(std::vector<float>& values, std::string_view text);

}  // namespace haberdash
