// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "app/ctl/wrong_words.h"
#include "core/data/base/csv_writer.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"
#include "core/data/base/safetensors.h"
#include "core/data/catalog/item_store.h"
#include "core/data/catalog/skus_of.h"
#include "core/data/labels/label_files.h"
#include "core/data/runs/run_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/eval/evaluate.h"
#include "core/learn/eval/report.h"
#include "core/learn/export/export_model.h"
#include "core/learn/export/export_ranking.h"
#include "core/learn/export/npy.h"
#include "core/learn/features/feature_table.h"
#include "core/learn/postgres/export_postgres.h"
#include "core/learn/postgres/postgres.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace haberdash::ctl {

namespace {

using Put = std::function<void(std::string_view)>;

struct Words {
    std::string what;
    std::filesystem::path to;
    std::string format;
    std::vector<std::string> runs;
    std::size_t k = 10;
    std::string split = "validation";
    std::string modality = "image";
};

std::string numberText(const std::optional<double>& value) {
    return value ? toText(*value) : std::string();
}

Json toJson(const Item& item, const std::string& currency) {
    Json json = {{"id", item.sku},
                 {"title", item.title},
                 {"description", item.description},
                 {"department", item.department},
                 {"category", item.category},
                 {"colour", item.colour},
                 {"brand", item.brand},
                 {"gender", item.gender},
                 {"season", item.season},
                 {"usage", item.usage}};
    json["year"] = item.year ? Json(*item.year) : Json(nullptr);
    json["price"] = item.price ? Json(*item.price) : Json(nullptr);
    json["currency"] = item.price && !currency.empty() ? Json(currency) : Json(nullptr);
    json["image"] = item.picturePath;
    json["attributes"] = Json::parse(item.attributes, nullptr, false);
    return json;
}

/// What the shop asked before a reduction; empty where nobody told.
std::string listPriceOf(const Item& item) {
    const Json attributes = Json::parse(item.attributes, nullptr, false);
    const auto found = attributes.find("list_price");
    if (!attributes.is_object() || found == attributes.end()) {
        return {};
    }
    return found->is_string() ? found->get<std::string>() : found->dump();
}

std::vector<std::string> toCells(const Item& item, const std::string& currency) {
    return {item.sku,
            item.title,
            item.description,
            item.department,
            item.category,
            item.colour,
            item.brand,
            item.gender,
            item.season,
            item.usage,
            item.year ? fmt::format("{}", *item.year) : std::string(),
            numberText(item.price),
            listPriceOf(item),
            item.price ? currency : std::string(),
            item.picturePath};
}

std::size_t exportCatalog(Project& project, const std::string& format, const Put& put) {
    const std::string currency = project.setting("currency").value_or(std::string());
    if (format == "csv") {
        put(csvRow({"id",
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
                    "list_price",
                    "currency",
                    "image"}));
    }
    std::size_t rows = 0;
    ItemStore(project.database()).forEach([&](const Item& item) {
        put(format == "csv" ? csvRow(toCells(item, currency))
                            : toJson(item, currency).dump() + "\n");
        ++rows;
    });
    return rows;
}

std::size_t exportEvents(Project& project, const std::string& format, const Put& put) {
    std::map<std::int64_t, std::string> skus = skusOf(ItemStore(project.database()));
    const EventStore events(project.database());
    std::map<std::int64_t, std::string> shoppers;
    const auto keyOf = [&](const ShopperId id) -> const std::string& {
        std::string& key = shoppers[raw(id)];
        if (key.empty()) {
            key = events.shopper(id)->key;
        }
        return key;
    };
    if (format == "csv") {
        put(csvRow({"user", "item", "kind", "time", "simulated"}));
    }
    std::size_t rows = 0;
    events.forEach([&](const Event& event) {
        const std::string& user = keyOf(event.shopper);
        const std::string& item = skus[raw(event.item)];
        put(format == "csv" ? csvRow({user,
                                      item,
                                      wordOf(event.kind),
                                      fmt::format("{}", event.time),
                                      event.isSimulated ? "1" : "0"})
                            : Json{{"user", user},
                                   {"item", item},
                                   {"kind", wordOf(event.kind)},
                                   {"time", event.time},
                                   {"simulated", event.isSimulated}}
                                      .dump() +
                                  "\n");
        ++rows;
    });
    return rows;
}

/// Which product each row of a matrix is of; a product without features has none.
std::string featureCard(Project& project, const FeatureTable& features) {
    const std::map<std::int64_t, std::string> skus = skusOf(ItemStore(project.database()));
    Json ids = Json::array();
    for (const std::int64_t item : features.items) {
        ids.push_back(skus.at(item));
    }
    const Json card = {
        {"encoder", features.encoder}, {"fingerprint", features.fingerprint}, {"ids", ids}};
    return card.dump(2) + "\n";
}

std::size_t exportFeatures(Project& project, const Words& words) {
    const Modality modality = words.modality == "text" ? Modality::Text : Modality::Image;
    const std::optional<FeatureTable> features = loadFeatures(project, modality);
    if (!features) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("There are no {} features yet; compute them with haberdashctl "
                                "features {}.",
                                words.modality,
                                project.folder().string()));
    }
    if (words.format == "npy") {
        writeFileAtomically(words.to, [&](const Put& put) { putNpy(features->vectors, put); });
    } else {
        writeSafetensors(
            words.to,
            {{"vectors", viewOf(features->vectors)}, {"items", viewOf(features->items)}},
            {{"encoder", features->encoder}, {"fingerprint", features->fingerprint}});
    }
    writeFileAtomically(words.to.string() + ".json", featureCard(project, *features));
    return features->vectors.rows();
}

ModelFormat modelFormatOf(const std::string& format) {
    return format == "onnx"  ? ModelFormat::Onnx
           : format == "npy" ? ModelFormat::Npy
                             : ModelFormat::Safetensors;
}

std::size_t exportRanking(Project& project,
                          const Words& words,
                          const Put& put,
                          const Monitor& monitor) {
    const bool isCsv = words.format == "csv";
    if (isCsv) {
        put(csvRow({"user", "rank", "item", "score", "probability"}));
    }
    const auto write = [&](const RankedRow& row) {
        if (isCsv) {
            put(csvRow({row.user,
                        fmt::format("{}", row.rank),
                        row.item,
                        toText(row.score),
                        numberText(row.probability)}));
            return;
        }
        Json json = {
            {"user", row.user}, {"rank", row.rank}, {"item", row.item}, {"score", row.score}};
        if (row.probability) {
            json["probability"] = *row.probability;
        }
        put(json.dump() + "\n");
    };
    return forEachRanking(project, words.runs.front(), words.k, write, monitor);
}

std::size_t exportReport(Project& project, const Words& words, const Monitor& monitor) {
    const Json evaluation = evaluate(project, words.runs, {.split = words.split}, monitor);
    const RunStore store(project.runsFolder());
    std::vector<Run> runs;
    std::ranges::transform(
        words.runs, std::back_inserter(runs), [&](const std::string& id) { return store.run(id); });
    writeFileAtomically(words.to,
                        words.format == "pdf" ? reportPdf(project.name(), evaluation, runs)
                                              : reportPage(project.name(), evaluation, runs));
    return evaluation["runs"].size();
}

std::string formatOf(const Words& words) {
    static const std::map<std::string, std::vector<std::string>> kFormats{
        {"catalog", {"csv", "jsonl"}},
        {"events", {"csv", "jsonl"}},
        {"labels", {"csv", "jsonl"}},
        {"features", {"safetensors", "npy"}},
        {"model", {"safetensors", "onnx", "npy"}},
        {"ranking", {"csv", "jsonl"}},
        {"report", {"html", "pdf"}}};
    const std::vector<std::string>& allowed = kFormats.at(words.what);
    const std::string extension = words.to.extension().string();
    const std::string format = !words.format.empty()  ? words.format
                               : extension.size() > 1 ? extension.substr(1)
                                                      : allowed.front();
    if (std::ranges::find(allowed, format) == allowed.end()) {
        throw WrongWords(fmt::format(
            "What is exported as {} is written as {}, not as {}; end the file's name so, or name "
            "one with --format.",
            words.what,
            fmt::join(allowed, " or "),
            format));
    }
    return format;
}

std::size_t exportRows(Project& project, const Words& words, const Monitor& monitor) {
    if (words.what == "features") {
        return exportFeatures(project, words);
    }
    if (words.what == "model") {
        return exportModel(project, words.runs.front(), modelFormatOf(words.format), words.to).rows;
    }
    if (words.what == "report") {
        return exportReport(project, words, monitor);
    }
    if (words.what == "labels") {
        const LabelFormat format =
            words.format == "csv" ? LabelFormat::Csv : LabelFormat::JsonLines;
        return exportLabels(LabelStore(project.database()), words.to, format, monitor);
    }
    std::size_t rows = 0;
    writeFileAtomically(words.to, [&](const Put& put) {
        rows = words.what == "catalog"   ? exportCatalog(project, words.format, put)
               : words.what == "ranking" ? exportRanking(project, words, put, monitor)
                                         : exportEvents(project, words.format, put);
    });
    return rows;
}

std::string withoutFeatures(const std::size_t products) {
    return products == 0
               ? ""
               : fmt::format(
                     ".\n{} products are not encoded yet, and are ranked without what they "
                     "look like or say: run haberdashctl features, then export again",
                     products);
}

void exportToServer(const std::filesystem::path& folder, const Words& words, Context& context) {
    if (!words.what.empty() || !words.format.empty()) {
        throw WrongWords(
            "An export to PostgreSQL holds everything: leave --what and --format out.");
    }
    Project project = Project::open(folder, Access::ReadWrite);
    Json result = exportToPostgres(project, words.to.string(), words.runs, context.monitor);
    result["path"] = result["place"];
    context.print(result,
                  fmt::format("{}: {} products, {} shoppers, {} events, {} labels, {} features and "
                              "{} vectors of runs added or changed{}",
                              result["place"].get<std::string>(),
                              result["products"].get<std::size_t>(),
                              result["shoppers"].get<std::size_t>(),
                              result["events"].get<std::size_t>(),
                              result["labels"].get<std::size_t>(),
                              result["features"].get<std::size_t>(),
                              result["vectors"].get<std::size_t>(),
                              withoutFeatures(result["without_features"].get<std::size_t>())));
}

void checkRuns(const Words& words) {
    if (words.what.empty()) {
        throw WrongWords("An export to a file needs --what; see export --help.");
    }
    const bool needsOne = words.what == "model" || words.what == "ranking";
    if ((needsOne && words.runs.size() != 1) || (words.what == "report" && words.runs.empty())) {
        throw WrongWords(
            fmt::format("Exporting a {} needs {}--run RUN.", words.what, needsOne ? "one " : ""));
    }
}

}  // namespace

RunVerb declareExport(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<Words>();
    app.add_option("--what", words->what, "What to write out; not for PostgreSQL")
        ->check(CLI::IsMember(
            {"catalog", "events", "labels", "features", "model", "ranking", "report"}));
    app.add_option(
           "--to",
           words->to,
           "The file to write; or postgresql://USER@HOST/DATABASE, which takes the catalog, "
           "shoppers, events, labels and features, and the products' vectors of each --run")
        ->required();
    app.add_option("--format",
                   words->format,
                   "csv, jsonl, safetensors, npy, onnx, html or pdf; without it the file's ending "
                   "tells. A model as onnx is two files, the scorer and NAME.items.onnx; beside "
                   "each model lies its card, NAME.json");
    app.add_option(
        "--run", words->runs, "The run, of a model, a ranking or a report; a report takes several");
    app.add_option("--k", words->k, "Of a ranking: products for each shopper")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    app.add_option("--split", words->split, "Of a report: which held-out part")
        ->check(CLI::IsMember({"validation", "test"}))
        ->capture_default_str();
    app.add_option("--modality", words->modality, "Of features: text or image")
        ->check(CLI::IsMember({"text", "image"}))
        ->capture_default_str();
    return [folder, words](Context& context) {
        if (isPostgresAddress(words->to.string())) {
            exportToServer(*folder, *words, context);
            return;
        }
        checkRuns(*words);
        words->format = formatOf(*words);
        // A look at the test shoppers is noted in the run.
        const Access access = words->what == "report" ? Access::ReadWrite : Access::ReadOnly;
        Project project = Project::open(*folder, access);
        const std::size_t rows = exportRows(project, *words, context.monitor);
        context.print({{"path", words->to.string()}, {"rows", rows}},
                      fmt::format("Wrote {} rows to {}\n{}",
                                  rows,
                                  words->to.string(),
                                  words->what == "ranking" ? unappliedRules(*folder) : ""));
    };
}

}  // namespace haberdash::ctl
