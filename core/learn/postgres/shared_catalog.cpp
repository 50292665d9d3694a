// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/postgres/shared_catalog.h"

#include "core/data/base/numbers.h"
#include "core/data/catalog/item_store.h"
#include "core/learn/postgres/shared_schema.h"

namespace haberdash {

namespace {

namespace fs = std::filesystem;

constexpr const char* kFolderPrefix = "haberdash-catalog-";
constexpr const char* kLockName = "service.lock";

constexpr const char* kItems =
    "SELECT id, sku, title, description, department, category, colour, brand, gender, season, "
    "usage, year, price, attributes, picture_state, picture_hash, text_hash, imported_at "
    "FROM haberdash.items ORDER BY id";

// Latest first within the limit, then oldest first; a shopper without events is one row of NULLs.
constexpr const char* kHistory =
    "SELECT s.project_id, e.item_id, e.kind, e.time FROM haberdash.shoppers s LEFT JOIN LATERAL "
    "(SELECT id, item_id, kind, time FROM haberdash.events WHERE shopper_id = s.id ORDER BY time "
    "DESC, id DESC LIMIT 1000) e ON true WHERE s.key = $1 ORDER BY e.time, e.id";

Item itemFrom(const Postgres::Row& row) {
    const auto text = [&row](const std::size_t column) { return row.at(column).value_or(""); };
    Item item{.id = ItemId{integerIn(row.at(0))},
              .sku = text(1),
              .title = text(2),
              .description = text(3),
              .department = text(4),
              .category = text(5),
              .colour = text(6),
              .brand = text(7),
              .gender = text(8),
              .season = text(9),
              .usage = text(10),
              .attributes = text(13),
              .pictureState = pictureStateFrom(integerIn(row.at(14))),
              .pictureHash = text(15),
              .textHash = text(16),
              .importedAt = integerIn(row.at(17))};
    if (row.at(11)) {
        item.year = integerIn(row.at(11));
    }
    if (row.at(12)) {
        item.price = parseDecimal(*row.at(12));
    }
    return item;
}

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

void fill(const fs::path& folder, Postgres& server) {
    Project copy = Project::create(folder);
    server.forEach("SELECT key, value FROM haberdash.settings", [&](const Postgres::Row& row) {
        copy.setSetting(row.at(0).value_or(""), row.at(1).value_or(""));
    });
    copy.database().expectManyWrites();
    ItemStore items(copy.database());
    Transaction transaction(copy.database());
    server.forEach(kItems, [&](const Postgres::Row& row) { items.addWithId(itemFrom(row)); });
    transaction.commit();
}

}  // namespace

SharedCatalog::SharedCatalog(const fs::path& project, const std::string& address)
    : root_(kFolderPrefix) {
    Postgres server(address);
    requireSharedSchema(server);
    const Project original = Project::open(project, Access::ReadOnly);
    folder_ = root_ / original.folder().filename().string();
    if (std::optional<FileLock> lock = FileLock::acquire(root_ / kLockName)) {
        lock_.emplace(*std::move(lock));
    }
    removeForgotten(root_.path());
    fill(folder_, server);
    for (const fs::path& shared :
         {original.featuresFolder(), original.runsFolder(), original.thumbsFile()}) {
        const fs::path link = folder_ / shared.filename();
        if (fs::exists(shared)) {
            fs::remove_all(link);
            fs::create_symlink(fs::absolute(shared), link);
        }
    }
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
    server_.read("SELECT 1");
}

}  // namespace haberdash
