// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/catalog/thumb_store.h"

#include <cstdint>

namespace haberdash {

namespace {

std::string blobOf(Database& database, const char* const sql, const std::string& hash) {
    return guarded(database, [&] {
        Prepared select = database.prepare(sql);
        select->bind(1, hash);
        return select->executeStep() ? select->getColumn(0).getString() : std::string();
    });
}

}  // namespace

ThumbStore::ThumbStore(Database& database) : database_(database) {
}

bool ThumbStore::has(const std::string& hash) const {
    return guarded(database_, [&] {
        Prepared select = database_.prepare("SELECT 1 FROM pictures WHERE hash = ?");
        select->bind(1, hash);
        return select->executeStep();
    });
}

void ThumbStore::put(const StoredPicture& picture) {
    guarded(database_, [&] {
        Prepared insert = database_.prepare(
            "INSERT OR REPLACE INTO pictures (hash, width, height, thumb, preview) "
            "VALUES (?, ?, ?, ?, ?)");
        insert->bind(1, picture.hash);
        insert->bind(2, picture.width);
        insert->bind(3, picture.height);
        insert->bindNoCopy(4, picture.thumb.data(), static_cast<int>(picture.thumb.size()));
        if (!picture.preview.empty()) {
            insert->bindNoCopy(5, picture.preview.data(), static_cast<int>(picture.preview.size()));
        }
        insert->exec();
    });
}

std::string ThumbStore::thumb(const std::string& hash) const {
    return blobOf(database_, "SELECT thumb FROM pictures WHERE hash = ?", hash);
}

std::string ThumbStore::preview(const std::string& hash) const {
    return blobOf(database_, "SELECT ifnull(preview, thumb) FROM pictures WHERE hash = ?", hash);
}

std::optional<ThumbStore::Size> ThumbStore::originalSize(const std::string& hash) const {
    return guarded(database_, [&]() -> std::optional<Size> {
        Prepared select = database_.prepare("SELECT width, height FROM pictures WHERE hash = ?");
        select->bind(1, hash);
        if (!select->executeStep()) {
            return std::nullopt;
        }
        return Size{.width = select->getColumn(0).getInt(),
                    .height = select->getColumn(1).getInt()};
    });
}

}  // namespace haberdash
