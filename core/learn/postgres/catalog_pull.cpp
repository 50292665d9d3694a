// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/postgres/catalog_pull.h"

#include "core/data/base/base64.h"
#include "core/data/base/clock.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"
#include "core/data/base/temporary_folder.h"
#include "core/data/catalog/item_store.h"
#include "core/data/labels/label_files.h"
#include "core/data/labels/label_store.h"
#include "core/learn/features/feature_file.h"
#include "core/learn/postgres/shared_schema.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace haberdash {

namespace {

namespace fs = std::filesystem;

constexpr const char* kFeatures =
    "SELECT item_id, hash, vector FROM haberdash.features WHERE modality = $1 AND encoder = $2 AND "
    "revision > $3 ORDER BY item_id";

// A row of kSharedItemColumns.
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

// It becomes a part of a file's name.
void requirePlain(const std::string& name) {
    if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos) {
        throw Error(
            ErrorKind::Input,
            fmt::format("The database names something \"{}\", which cannot be a file.", name));
    }
}

/// The rows of a stored table and changed ones, which come in order of product, in one table.
class Merge {
  public:
    Merge(FeatureTable head, const HashedTable* const old, const std::size_t rows)
        : old_(old), rows_(rows) {
        result_.table = std::move(head);
        result_.table.items.reserve(rows);
        result_.hashes.reserve(rows);
    }

    void add(const std::int64_t item, std::string hash, const std::string_view vector) {
        copyBelow(item);
        next_ += hasNext() && old_->table.items[next_] == item ? 1 : 0;
        cell_.clear();
        appendSharedVector(cell_, vector);
        put(item, std::move(hash), cell_);
    }

    HashedTable finish() {
        copyBelow(std::numeric_limits<std::int64_t>::max());
        result_.table.vectors = Matrix(result_.hashes.size(), dimension_, std::move(values_));
        return std::move(result_);
    }

  private:
    bool hasNext() const { return old_ != nullptr && next_ < old_->hashes.size(); }

    void copyBelow(const std::int64_t item) {
        for (; hasNext() && old_->table.items[next_] < item; ++next_) {
            put(old_->table.items[next_], old_->hashes[next_], old_->table.vectors.row(next_));
        }
    }

    void put(const std::int64_t item, std::string hash, const std::span<const float> vector) {
        if (result_.hashes.empty()) {
            dimension_ = vector.size();
            values_.reserve(rows_ * dimension_);
        }
        if (vector.size() != dimension_) {
            throw Error(ErrorKind::Model,
                        fmt::format("The vectors of \"{}\" in the database differ in length; "
                                    "compute the features again and export them.",
                                    result_.table.encoder));
        }
        result_.table.items.push_back(item);
        result_.hashes.push_back(std::move(hash));
        values_.insert(values_.end(), vector.begin(), vector.end());
    }

    const HashedTable* old_;
    std::size_t rows_;  ///< that it will be, or nearly
    HashedTable result_;
    std::vector<float> values_;
    std::vector<float> cell_;
    std::size_t dimension_ = 0;
    std::size_t next_ = 0;  ///< row of `old`
};

/// One pull, table by table.
class Reader {
  public:
    Reader(Project& copy, Postgres& server, const std::int64_t since, const Monitor& monitor)
        : copy_(copy), server_(server), since_(since), monitor_(monitor) {}

    void settings() {
        server_.forEach("SELECT key, value FROM haberdash.settings", [&](const Postgres::Row& row) {
            copy_.setSetting(row.at(0).value_or(""), row.at(1).value_or(""));
        });
    }

    void items();
    void labels();
    void features();
    void files();

  private:
    std::optional<HashedTable> stored(const FeatureTable& head) const;
    HashedTable merged(const FeatureTable& head, const HashedTable* old, std::size_t rows);
    void feature(const FeatureTable& head, std::size_t rows, bool isChanged);

    Project& copy_;
    Postgres& server_;
    std::int64_t since_;
    const Monitor& monitor_;
};

// Under a new import, by which whoever has loaded the catalog sees that it moved.
void Reader::items() {
    ItemStore items(copy_.database());
    Transaction transaction(copy_.database());
    std::size_t done = 0;
    const auto take = [&](const Postgres::Row& row) {
        items.putWithId(itemFrom(row));
        monitor_.step("products", ++done, 0);
    };
    server_.forEach(fmt::format("SELECT {} FROM haberdash.items WHERE revision > $1 OR $1 = 0 "
                                "ORDER BY id",
                                fmt::join(kSharedItemColumns, ", ")),
                    take,
                    {cellOf(since_)});
    items.addImport(server_.place(), "postgresql", "", unixNow());
    transaction.commit();
}

// The log only grows: as many as are here are here already.
void Reader::labels() {
    LabelStore store(copy_.database());
    const auto count = server_.run("SELECT count(*) FROM haberdash.labels").rows.at(0);
    if (integerIn(count.at(0)) == store.newest()) {
        return;
    }
    std::string lines;
    server_.forEach("SELECT entry FROM haberdash.labels ORDER BY (entry->>'seq')::bigint, hash",
                    [&](const Postgres::Row& row) { lines += row.at(0).value_or("") + '\n'; });
    const TemporaryFolder place;
    writeFileAtomically(place / "labels.jsonl", lines);
    importLabels(store,
                 place / "labels.jsonl",
                 {.hasProduct = [](const std::string&) { return true; },
                  .personaKey = [](const std::string& word) { return std::optional(word); }},
                 monitor_);
}

// nullopt: nothing of it is of use.
std::optional<HashedTable> Reader::stored(const FeatureTable& head) const {
    const fs::path file = featureFile(copy_, head.modality, head.encoder);
    if (since_ == 0 || !fs::exists(file)) {
        return std::nullopt;
    }
    HashedTable table = readFeatureFile(file, head.modality);
    return table.table.fingerprint == head.fingerprint ? std::optional(std::move(table))
                                                       : std::nullopt;
}

HashedTable Reader::merged(const FeatureTable& head,
                           const HashedTable* const old,
                           const std::size_t rows) {
    Merge merge(head, old, rows);
    std::size_t done = 0;
    const auto take = [&](const Postgres::Row& row) {
        merge.add(integerIn(row.at(0)), row.at(1).value_or(""), row.at(2).value_or(""));
        monitor_.step("features", ++done, 0);
    };
    const std::int64_t since = old == nullptr ? 0 : since_;
    server_.forEach(kFeatures, take, {wordOf(head.modality), head.encoder, cellOf(since)});
    return merge.finish();
}

// `rows`: how many there are. Where the changes do not lead to as many, a product has lost its
// picture, and all are read again.
void Reader::feature(const FeatureTable& head, const std::size_t rows, const bool isChanged) {
    const std::optional<HashedTable> old = stored(head);
    if (old && !isChanged && old->hashes.size() == rows) {
        return;
    }
    HashedTable table = merged(head, old ? &*old : nullptr, rows);
    if (table.hashes.size() != rows) {
        table = merged(head, nullptr, rows);
    }
    writeFeatureFile(featureFile(copy_, head.modality, head.encoder), table);
}

void Reader::features() {
    const auto encoders =
        server_
            .run(
                "SELECT e.modality, e.encoder, e.fingerprint, (SELECT count(*) FROM "
                "haberdash.features f WHERE f.modality = e.modality AND f.encoder = e.encoder), "
                "EXISTS (SELECT 1 FROM haberdash.features f WHERE f.modality = e.modality AND "
                "f.encoder = e.encoder AND f.revision > $1) FROM haberdash.encoders e",
                {cellOf(since_)})
            .rows;
    for (const Postgres::Row& row : encoders) {
        requirePlain(row.at(1).value_or(""));
        feature({.encoder = row.at(1).value_or(""),
                 .fingerprint = row.at(2).value_or(""),
                 .modality = row.at(0) == wordOf(Modality::Text) ? Modality::Text : Modality::Image,
                 .items = {},
                 .vectors = {}},
                static_cast<std::size_t>(integerIn(row.at(3))),
                row.at(4) == "t");
    }
}

void Reader::files() {
    const auto take = [this](const Postgres::Row& row) {
        const std::string name = row.at(0).value_or("");
        requirePlain(name);
        writeFileAtomically(copy_.featuresFolder() / name,
                            fromBase64(row.at(1).value_or("")).value_or(""));
    };
    server_.forEach(
        "SELECT name, replace(encode(content, 'base64'), E'\\n', '') FROM haberdash.files WHERE "
        "revision > $1",
        take,
        {cellOf(since_)});
}

}  // namespace

SharedState pullCatalog(Project& copy,
                        Postgres& server,
                        const std::int64_t since,
                        const Monitor& monitor) {
    PostgresTransaction snapshot(server);
    server.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const SharedState state = sharedState(server);
    Reader reader(copy, server, since, monitor);
    reader.settings();
    reader.labels();
    reader.files();
    reader.features();
    reader.items();
    return state;
}

}  // namespace haberdash
