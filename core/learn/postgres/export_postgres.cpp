// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/postgres/export_postgres.h"

#include "core/data/base/base64.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"
#include "core/data/catalog/item_store.h"
#include "core/data/labels/label_json.h"
#include "core/data/labels/label_store.h"
#include "core/data/runs/run_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/features/extract.h"
#include "core/learn/features/feature_file.h"
#include "core/learn/model/scorer.h"
#include "core/learn/postgres/shared_schema.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <string_view>
#include <utility>

namespace haberdash {

namespace {

namespace fs = std::filesystem;

using Row = Postgres::Row;
using Put = std::function<void(const Row&)>;

// Any number: whoever exports waits for another who does.
constexpr const char* kLock = "SELECT pg_advisory_xact_lock(7403286)";

/// The setting, of a project and of a database, that tells whose catalog it is.
constexpr const char* kIdentity = "project.identity";

Error foreignCatalog(const Postgres& server) {
    return {ErrorKind::Input,
            fmt::format("The database at {} holds the catalog of another project; give this one a "
                        "database of its own.",
                        server.place())};
}

// Drawn at the first export; copies of the project have the same.
std::string identityOf(Project& project) {
    if (const std::optional<std::string> known = project.setting(kIdentity)) {
        return *known;
    }
    std::random_device random;
    const std::string drawn =
        fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
    project.setSetting(kIdentity, drawn);
    return drawn;
}

void requireOwn(Project& project, Postgres& server) {
    const std::string identity = identityOf(project);
    const std::optional<std::string> there = sharedSetting(server, kIdentity);
    if (there && *there != identity) {
        throw foreignCatalog(server);
    }
    if (!there) {
        setSharedSetting(server, kIdentity, identity);
    }
}

/// One table after the other: rows go to a temporary table of the same form first, and then those
/// that are new or differ to where others see them.
class Writer {
  public:
    Writer(Project& project, Postgres& server, const std::int64_t revision, const Monitor& monitor)
        : project_(project),
          server_(server),
          revision_(cellOf(revision)),
          vectorType_(sharedVectorType(server)),
          monitor_(monitor) {}

    std::size_t settings();
    std::size_t items();
    std::size_t shoppers();
    std::size_t events();
    std::size_t labels();
    std::size_t features();
    std::size_t vectors(const std::string& run);

  private:
    void copy(const std::string& table,
              const std::string& columns,
              const std::function<void(const Put&)>& produce) {
        server_.run(
            fmt::format("CREATE TEMPORARY TABLE new_rows ON COMMIT DROP AS SELECT {} FROM "
                        "haberdash.{} WITH NO DATA",
                        columns,
                        table));
        server_.copyIn("COPY new_rows FROM STDIN", [&](const Put& put) {
            std::size_t rows = 0;
            produce([&](const Row& row) {
                put(row);
                if (++rows % 1000 == 0) {
                    monitor_.step(table, rows, 0);
                }
            });
        });
    }

    std::size_t take(const std::string& insert) {
        const std::size_t changed = server_.run(insert).changed;
        server_.run("DROP TABLE new_rows");
        return changed;
    }

    std::size_t table(const fs::path& file, Modality modality);
    std::size_t file(const fs::path& file);

    Project& project_;
    Postgres& server_;
    std::string revision_;    ///< of this export
    std::string vectorType_;  ///< see sharedVectorType()
    const Monitor& monitor_;
};

// Which encoders the project uses: what a service needs to know to search by words or pictures.
std::size_t Writer::settings() {
    std::size_t changed = 0;
    for (const char* const key : {"features.text", "features.image", "currency"}) {
        if (const std::optional<std::string> value = project_.setting(key)) {
            changed += setSharedSetting(server_, key, *value) ? 1 : 0;
        }
    }
    return changed;
}

std::size_t Writer::items() {
    copy("items", fmt::format("{}", fmt::join(kSharedItemColumns, ", ")), [&](const Put& put) {
        ItemStore(project_.database()).forEach([&](const Item& item) {
            put({cellOf(raw(item.id)),
                 item.sku,
                 item.title,
                 item.description,
                 item.department,
                 item.category,
                 item.colour,
                 item.brand,
                 item.gender,
                 item.season,
                 item.usage,
                 item.year ? Postgres::Cell(cellOf(*item.year)) : Postgres::Cell(),
                 item.price ? Postgres::Cell(toText(*item.price)) : Postgres::Cell(),
                 item.attributes,
                 cellOf(raw(item.pictureState)),
                 item.pictureHash,
                 item.textHash,
                 cellOf(item.importedAt)});
        });
    });
    const auto foreign = server_.run(
        "(SELECT 1 FROM new_rows n JOIN haberdash.items i ON i.id = n.id AND i.sku <> n.sku LIMIT "
        "1) UNION ALL (SELECT 1 FROM new_rows n JOIN haberdash.items i ON i.sku = n.sku AND i.id "
        "<> n.id LIMIT 1)");
    if (!foreign.rows.empty()) {
        throw foreignCatalog(server_);
    }
    // A product that is as it was keeps its row, so that a second export writes nothing.
    std::string changes;
    std::vector<std::string> ours;
    std::vector<std::string> theirs;
    for (const char* const column : kSharedItemColumns) {
        ours.push_back(fmt::format("n.{}", column));
        theirs.push_back(fmt::format("i.{}", column));
        // Its keys are the same: naming them would lock the row against events that point to it.
        if (std::string_view(column) != "id" && std::string_view(column) != "sku") {
            changes += fmt::format("{} = EXCLUDED.{}, ", column, column);
        }
    }
    return take(fmt::format(
        "INSERT INTO haberdash.items ({}, revision) SELECT n.*, {} FROM new_rows n LEFT JOIN "
        "haberdash.items i ON i.id = n.id WHERE i.id IS NULL OR ROW ({}) IS DISTINCT FROM ROW ({}) "
        "ON CONFLICT (id) DO UPDATE SET {}revision = EXCLUDED.revision",
        fmt::join(kSharedItemColumns, ", "),
        revision_,
        fmt::join(ours, ", "),
        fmt::join(theirs, ", "),
        changes));
}

std::size_t Writer::shoppers() {
    copy("shoppers", "key, project_id, name, is_simulated", [&](const Put& put) {
        const EventStore store(project_.database());
        for (const auto& row : store.findShoppers("", store.shopperCount())) {
            put({row.shopper.key,
                 cellOf(raw(row.shopper.id)),
                 row.shopper.name,
                 row.shopper.isSimulated ? "t" : "f"});
        }
    });
    return take(
        "INSERT INTO haberdash.shoppers AS old (key, project_id, name, is_simulated) SELECT * FROM "
        "new_rows ORDER BY key ON CONFLICT (key) DO UPDATE SET project_id = EXCLUDED.project_id, "
        "name = "
        "EXCLUDED.name, is_simulated = EXCLUDED.is_simulated WHERE (old.project_id, old.name, "
        "old.is_simulated) IS DISTINCT FROM (EXCLUDED.project_id, EXCLUDED.name, "
        "EXCLUDED.is_simulated)");
}

std::size_t Writer::events() {
    copy(
        "events", "shopper_id, item_id, kind, time, occurrence, is_simulated", [&](const Put& put) {
            std::pair<std::int64_t, std::int64_t> at{-1, -1};  // shopper and time
            std::map<std::pair<std::int64_t, int>, int> equals;
            EventStore(project_.database()).forEach([&](const Event& event) {
                const std::pair now{raw(event.shopper), event.time};
                if (now != at) {
                    equals.clear();
                    at = now;
                }
                const int kind = static_cast<int>(event.kind);
                const int occurrence = equals[{raw(event.item), kind}]++;
                put({cellOf(raw(event.shopper)),
                     cellOf(raw(event.item)),
                     cellOf(kind),
                     cellOf(event.time),
                     cellOf(occurrence),
                     event.isSimulated ? "t" : "f"});
            });
        });
    return take(
        "INSERT INTO haberdash.events (shopper_id, item_id, kind, time, occurrence, is_simulated) "
        "SELECT s.id, n.item_id, n.kind, n.time, n.occurrence, n.is_simulated FROM new_rows n JOIN "
        "haberdash.shoppers s ON s.project_id = n.shopper_id ORDER BY s.id, n.time ON CONFLICT DO "
        "NOTHING");
}

std::size_t Writer::labels() {
    const LabelStore store(project_.database());
    std::map<AnnotatorId, std::string> names;
    for (const Annotator& annotator : store.annotators()) {
        names[annotator.id] = annotator.name;
    }
    copy("labels", "hash, entry", [&](const Put& put) {
        store.forEachAfter(0, [&](const LabelEvent& event) {
            const Json entry = toJson(event, names[event.annotator]);
            put({event.hash, entry.dump(-1, ' ', false, Json::error_handler_t::replace)});
        });
    });
    return take("INSERT INTO haberdash.labels SELECT * FROM new_rows ON CONFLICT DO NOTHING");
}

// One encoder's vectors. A product that came while this export runs has to wait for the next. Those
// of products that have lost their text or picture go.
std::size_t Writer::table(const fs::path& file, const Modality modality) {
    const HashedTable stored = readFeatureFile(file, modality);
    const FeatureTable& table = stored.table;
    const std::vector<Postgres::Cell> key{wordOf(modality), table.encoder};
    copy("features", "item_id, hash, vector", [&](const Put& put) {
        for (std::size_t row = 0; row < table.items.size(); ++row) {
            put({cellOf(table.items[row]),
                 stored.hashes[row],
                 sharedVector(table.vectors.row(row), vectorType_)});
        }
    });
    std::size_t changed =
        server_
            .run(
                "INSERT INTO haberdash.encoders AS old VALUES ($1, $2, $3) ON CONFLICT (modality, "
                "encoder) DO UPDATE SET fingerprint = $3 WHERE old.fingerprint <> $3",
                {key[0], key[1], table.fingerprint})
            .changed;
    changed += server_
                   .run(
                       "DELETE FROM haberdash.features f WHERE modality = $1 AND encoder = $2 AND "
                       "NOT EXISTS (SELECT 1 FROM new_rows n WHERE n.item_id = f.item_id)",
                       key)
                   .changed;
    changed += server_
                   .run(fmt::format("INSERT INTO haberdash.features AS old SELECT $1, $2, "
                                    "n.*, {} FROM new_rows n JOIN haberdash.items i ON i.id = "
                                    "n.item_id ON CONFLICT (modality, encoder, "
                                    "item_id) DO UPDATE SET hash = EXCLUDED.hash, vector = "
                                    "EXCLUDED.vector, revision = EXCLUDED.revision WHERE "
                                    "(old.hash, old.vector) IS DISTINCT FROM (EXCLUDED.hash, "
                                    "EXCLUDED.vector)",
                                    revision_),
                        key)
                   .changed;
    server_.run("DROP TABLE new_rows");
    return changed;
}

std::size_t Writer::file(const fs::path& file) {
    return server_
        .run(fmt::format("INSERT INTO haberdash.files AS old VALUES ($1, decode($2, 'base64'), {}) "
                         "ON CONFLICT (name) DO UPDATE SET content = EXCLUDED.content, revision = "
                         "EXCLUDED.revision WHERE old.content <> EXCLUDED.content",
                         revision_),
             {file.filename().string(), toBase64(readFile(file))})
        .changed;
}

std::size_t Writer::features() {
    std::size_t changed = 0;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(project_.featuresFolder(), ignored)) {
        if (entry.path().extension() == ".safetensors") {
            const std::optional<Modality> modality = modalityOfFile(entry.path());
            changed += modality ? table(entry.path(), *modality) : file(entry.path());
        }
    }
    return changed;
}

std::size_t Writer::vectors(const std::string& run) {
    const RunStore runs(project_.runsFolder());
    runs.run(run);  // says so when there is none
    std::vector<ItemId> items;
    for (const ItemStore::Key& key : ItemStore(project_.database()).keys()) {
        items.push_back(key.id);
    }
    const auto scorer = makeScorer(project_, items, readModel(runs.modelFile(run)));
    const ItemForm form = scorer->itemForm();
    if (form.vectors == nullptr) {
        throw Error(ErrorKind::Input, fmt::format("The run {} keeps no vectors of products.", run));
    }
    copy("vectors", "run, item_id, vector, bias", [&](const Put& put) {
        for (std::size_t row = 0; row < items.size(); ++row) {
            put({run,
                 cellOf(raw(items[row])),
                 sharedVector(form.vectors->row(row), vectorType_),
                 form.bias.empty() ? Postgres::Cell()
                                   : Postgres::Cell(fmt::format("{}", form.bias[row]))});
        }
    });
    return take(
        "INSERT INTO haberdash.vectors AS old SELECT n.* FROM new_rows n JOIN haberdash.items i ON "
        "i.id = n.item_id ON CONFLICT (run, item_id) DO "
        "UPDATE SET vector = EXCLUDED.vector, bias = EXCLUDED.bias WHERE (old.vector, old.bias) IS "
        "DISTINCT FROM (EXCLUDED.vector, EXCLUDED.bias)");
}

}  // namespace

Json exportToPostgres(Project& project,
                      const std::string& address,
                      const std::vector<std::string>& runs,
                      const Monitor& monitor) {
    Postgres server(address);
    PostgresTransaction transaction(server);
    server.run(kLock);
    makeSharedSchema(server);
    requireOwn(project, server);
    const std::int64_t revision = sharedState(server).revision + 1;
    Writer writer(project, server, revision, monitor);
    std::size_t products = 0;
    std::size_t shoppers = 0;
    std::size_t events = 0;
    std::size_t labels = 0;
    {
        const ReadTransaction same(project.database());  // no event of a product that came later
        products = writer.items();
        shoppers = writer.shoppers();
        events = writer.events();
        labels = writer.labels();
    }
    const std::size_t features = writer.features();
    std::size_t vectors = 0;
    for (const std::string& run : runs) {
        vectors += writer.vectors(run);
    }
    const std::size_t settings = writer.settings();
    if (settings + products + labels + features > 0) {
        setSharedRevision(server, revision);
    }
    transaction.commit();
    return {{"place", server.place()},
            {"rows", settings + products + shoppers + events + labels + features + vectors},
            {"products", products},
            {"shoppers", shoppers},
            {"events", events},
            {"labels", labels},
            {"features", features},
            {"vectors", vectors},
            {"without_features",
             std::max(missingFeatures(project, Modality::Text),
                      missingFeatures(project, Modality::Image))}};
}

}  // namespace haberdash
