// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/store/project.h"
#include "core/learn/postgres/postgres.h"
#include "core/learn/service/request.h"

#include <filesystem>
#include <string>

namespace haberdash {

/// A project whose catalog is the one at a PostgreSQL database, as it is now, under the same ids;
/// its runs, features and pictures are those of `project`. It lies in a temporary folder that goes
/// with the object: nothing that has to be kept is written there.
class SharedCatalog {
  public:
    /// Throws Error(NotFound) where nothing was exported to, and as Postgres and Project::open()
    /// do.
    SharedCatalog(const std::filesystem::path& project, const std::string& address);
    ~SharedCatalog();
    SharedCatalog(const SharedCatalog&) = delete;
    SharedCatalog& operator=(const SharedCatalog&) = delete;

    const std::filesystem::path& folder() const noexcept { return folder_; }

  private:
    std::filesystem::path folder_;
};

/// A source of shoppers' histories for Service: what is committed in the database when it is
/// asked. One thread at a time; connects again when the connection was lost.
KnownShoppers sharedShoppers(const std::string& address);

}  // namespace haberdash
