// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/postgres/shared_catalog.h"

#include "core/data/base/error.h"
#include "core/learn/postgres/catalog_pull.h"

#include <fmt/format.h>

namespace haberdash {

namespace {

namespace fs = std::filesystem;

constexpr const char* kFolderPrefix = "haberdash-catalog-";
constexpr const char* kLockName = "service.lock";

// Latest first within the limit, then oldest first; a shopper without events is one row of NULLs.
constexpr const char* kHistory =
    "SELECT s.project_id, e.item_id, e.kind, e.time FROM haberdash.shoppers s LEFT JOIN LATERAL "
    "(SELECT id, item_id, kind, time FROM haberdash.events WHERE shopper_id = s.id ORDER BY time "
    "DESC, id DESC LIMIT 1000) e ON true WHERE s.key = $1 ORDER BY e.time, e.id";

// Folders of programs that were killed. One without a lock is just being made.
void removeForgotten(const fs::path& own) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(own.parent_path(), ignored)) {
        const fs::path lock = entry.path() / kLockName;
        if (entry.path().filename().string().starts_with(kFolderPrefix) && entry.path() != own &&
            fs::exists(lock, ignored) && !FileLock::isHeld(lock)) {
            fs::remove_all(entry.path(), ignored);  // of the links, not of what they show
        }
    }
}

const fs::path& existingFolder(const fs::path& project) {
    if (!fs::is_directory(project)) {
        throw Error(ErrorKind::NotFound,
                    fmt::format("There is no folder {}; name one with the project's runs and its "
                                "thumbs.db.",
                                project.string()));
    }
    return project;
}

// What is no matter of the database stands beside the copy as it is.
void showFilesOf(const fs::path& project, const Project& copy) {
    for (const fs::path& file : {copy.runsFolder(), copy.thumbsFile()}) {
        fs::remove_all(file);
        // Where nothing is yet, something may come.
        fs::create_symlink(project / file.filename(), file);
    }
}

}  // namespace

SharedCatalog::SharedCatalog(const fs::path& project,
                             const std::string& address,
                             const Monitor& monitor)
    : address_(address), root_(kFolderPrefix), server_(address, Postgres::Use::Requests) {
    requireSharedSchema(server_);
    const fs::path original = fs::canonical(existingFolder(project));
    folder_ = root_ / original.filename();
    if (std::optional<FileLock> lock = FileLock::acquire(root_ / kLockName)) {
        lock_.emplace(*std::move(lock));
    }
    removeForgotten(root_.path());
    {
        Project copy = Project::create(folder_);
        copy.database().expectManyWrites();
        Postgres reader(address);
        state_ = pullCatalog(copy, reader, 0, monitor);
        showFilesOf(original, copy);
    }
}

void SharedCatalog::update(const Monitor& monitor) {
    const SharedState now = sharedState(server_);
    if (now == state_) {
        return;
    }
    if (now.origin != state_.origin || now.revision < state_.revision) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("The tables at {} were made anew, or are those of a backup; start "
                                "the service again.",
                                server_.place()));
    }
    Project copy = Project::open(folder_, Access::ReadWrite);
    Postgres reader(address_);
    requireSharedSchema(reader);
    state_ = pullCatalog(copy, reader, state_.revision, monitor);
}

SharedShoppers::SharedShoppers(const std::string& address)
    : server_(address, Postgres::Use::Requests) {
}

std::optional<Audience> SharedShoppers::find(const std::string& user) {
    const auto rows = server_.read(kHistory, {user}).rows;
    if (rows.empty()) {
        return std::nullopt;
    }
    Audience audience{.user = user};
    if (rows.front().at(0)) {
        audience.shopper = ShopperId{integerIn(rows.front().at(0))};
    }
    for (const Postgres::Row& row : rows) {
        if (row.at(1)) {
            audience.history.push_back({.item = ItemId{integerIn(row.at(1))},
                                        .kind = static_cast<EventKind>(integerIn(row.at(2))),
                                        .time = integerIn(row.at(3))});
        }
    }
    return audience;
}

std::optional<ItemId> SharedShoppers::product(const std::string& sku) {
    const auto rows = server_.read("SELECT id FROM haberdash.items WHERE sku = $1", {sku}).rows;
    return rows.empty() ? std::nullopt : std::optional(ItemId{integerIn(rows[0].at(0))});
}

SharedShoppers::Counts SharedShoppers::counts() {
    const auto row = server_
                         .read(
                             "SELECT (SELECT count(*) FROM haberdash.shoppers), (SELECT count(*) "
                             "FROM haberdash.events)")
                         .rows.at(0);
    return {.shoppers = integerIn(row.at(0)), .events = integerIn(row.at(1))};
}

std::string SharedShoppers::place() const {
    return server_.place();
}

void SharedShoppers::check() {
    const auto row = server_
                         .read(
                             "SELECT has_table_privilege('haberdash.events', 'INSERT') AND "
                             "current_setting('transaction_read_only') = 'off'")
                         .rows.at(0);
    if (row.at(0) != "t") {
        throw Error(ErrorKind::Unavailable, "The database takes no events.");
    }
}

}  // namespace haberdash
