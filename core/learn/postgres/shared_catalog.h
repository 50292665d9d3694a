// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/file_lock.h"
#include "core/data/base/ids.h"
#include "core/data/base/monitor.h"
#include "core/data/base/temporary_folder.h"
#include "core/data/store/project.h"
#include "core/learn/postgres/postgres.h"
#include "core/learn/postgres/shared_schema.h"
#include "core/learn/service/request.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace haberdash {

/// A project whose catalog, labels and features are those at a PostgreSQL database, under the same
/// ids; its runs and pictures (thumbs.db) are those in the folder `project`. It lies in a temporary
/// folder that goes with the object, or with the next one when the program was killed: nothing that
/// has to be kept is written there.
class SharedCatalog {
  public:
    /// Throws Error(NotFound) where nothing was exported to and where there is no such folder,
    /// Cancelled, and as Postgres does.
    SharedCatalog(const std::filesystem::path& project,
                  const std::string& address,
                  const Monitor& monitor);

    const std::filesystem::path& folder() const noexcept { return folder_; }

    /// Brings what was exported since into the folder. One thread at a time. Throws as Postgres
    /// does, and Cancelled; the next call tries again. Throws Error(Unavailable) once the tables
    /// are others, or older, than those that the folder was made from: another object is due.
    void update(const Monitor& monitor);

  private:
    std::string address_;
    TemporaryFolder root_;  ///< holds the lock and the project
    std::filesystem::path folder_;
    std::optional<FileLock> lock_;
    Postgres server_;    ///< asked whether there is something new
    SharedState state_;  ///< that the folder holds
};

/// Shoppers and what they did: what is committed in the database when it is asked. One thread at a
/// time; connects again when the connection was lost. Throws as Postgres does.
class SharedShoppers {
  public:
    explicit SharedShoppers(const std::string& address);

    /// A shopper's latest thousand events; nullopt: not known.
    std::optional<Audience> find(const std::string& user);

    /// A product of the catalog as the database has it now; nullopt: not known there either.
    std::optional<ItemId> product(const std::string& sku);

    struct Counts {
        std::int64_t shoppers = 0;
        std::int64_t events = 0;
    };

    Counts counts();

    /// Throws when the database does not answer, or would take no event.
    void check();

    /// host:port/database.
    std::string place() const;

  private:
    Postgres server_;
};

}  // namespace haberdash
