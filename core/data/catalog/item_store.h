// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/item.h"
#include "core/data/store/database.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

enum class UpsertResult { Added, Updated, Unchanged };

/// A picture to be read: what readPictures() works on.
struct PendingPicture {
    ItemId id{};
    std::string path;
};

/// That of a stored number; None for one that is no state.
PictureState pictureStateFrom(std::int64_t number);

/// The tables `items`, `items_fts` and `imports`.
class ItemStore {
  public:
    /// Borrows the connection for its life.
    explicit ItemStore(Database& database);

    /// Adds or updates by sku; sets item.id. Unchanged when every column equals what is stored
    /// (a picture that was read stays read when its path is the same). Call inside a Transaction.
    UpsertResult upsert(Item& item);

    /// Adds a product under the id that it has elsewhere, or replaces the one of that id. Call
    /// inside a Transaction.
    void putWithId(const Item& item);

    /// Throws Error(NotFound) that names the id.
    Item item(ItemId id) const;
    std::optional<ItemId> idOfSku(std::string_view sku) const;

    /// Throws Error(NotFound) that names the sku.
    ItemId requireSku(std::string_view sku) const;
    std::size_t count() const;

    /// Grows as imports begin and end: as long as it is the same, so are the products.
    std::int64_t revision() const;

    /// All products in order of id.
    void forEach(const std::function<void(const Item&)>& visit) const;

    /// Of all products, in order of id.
    struct Key {
        ItemId id{};
        std::string sku;
    };

    std::vector<Key> keys() const;

    /// Products whose title, description or facts hold words that begin with every word of `words`
    /// (case and accents ignored), best first (bm25; where more than 15,000 match, those that match
    /// in the title first, by id). Any text is safe: it is quoted.
    std::vector<ItemId> search(std::string_view words, std::size_t limit) const;

    std::vector<PendingPicture> picturesInState(PictureState state) const;
    void setPicture(ItemId id, PictureState state, const std::string& hash);

    /// A row of `imports`; returns its id.
    std::int64_t addImport(const std::string& path,
                           const std::string& format,
                           const std::string& digest,
                           std::int64_t time);
    void setImportReport(std::int64_t importId, const std::string& report);

    /// Of an import that wrote no product.
    void removeImport(std::int64_t importId);

    /// "path, row N, imported DATE" facts of one product's origin.
    struct Origin {
        std::string path;
        std::string format;
        std::int64_t row = 0;
        std::int64_t importedAt = 0;
    };

    std::optional<Origin> origin(ItemId id) const;

  private:
    Database& database_;
};

}  // namespace haberdash
