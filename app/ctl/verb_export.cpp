// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "core/data/base/csv_writer.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"
#include "core/data/base/safetensors.h"
#include "core/data/catalog/item_store.h"
#include "core/data/labels/label_files.h"
#include "core/data/runs/run_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/features/feature_table.h"

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
    std::string run;
    std::string modality = "image";
};

std::string numberText(const std::optional<double>& value) {
    return value ? toText(*value) : std::string();
}

Json toJson(const Item& item) {
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
    json["image"] = item.picturePath;
    json["attributes"] = Json::parse(item.attributes, nullptr, false);
    return json;
}

std::vector<std::string> toCells(const Item& item) {
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
            item.picturePath};
}

std::size_t exportCatalog(Project& project, const std::string& format, const Put& put) {
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
                    "image"}));
    }
    std::size_t rows = 0;
    ItemStore(project.database()).forEach([&](const Item& item) {
        put(format == "csv" ? csvRow(toCells(item)) : toJson(item).dump() + "\n");
        ++rows;
    });
    return rows;
}

std::size_t exportEvents(Project& project, const std::string& format, const Put& put) {
    std::map<std::int64_t, std::string> skus;
    ItemStore(project.database()).forEach([&](const Item& item) { skus[raw(item.id)] = item.sku; });
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

// NumPy's format 1.0: magic, version, header length, a Python literal padded to 64 bytes, raw data.
void putNpy(const Matrix& matrix, const Put& put) {
    std::string header =
        fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, {}), }}",
                    matrix.rows(),
                    matrix.cols());
    constexpr std::size_t kPrefix = 10;
    header.append(63 - (kPrefix + header.size()) % 64, ' ');
    header += '\n';
    const auto size = static_cast<std::uint16_t>(header.size());
    std::string prefix("\x93NUMPY\x01\x00", 8);
    prefix += static_cast<char>(size & 0xFFU);
    prefix += static_cast<char>(size >> 8U);
    put(prefix);
    put(header);
    put({reinterpret_cast<const char*>(matrix.data()),
         matrix.rows() * matrix.cols() * sizeof(float)});
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
    return features->vectors.rows();
}

std::size_t exportModel(Project& project, const Words& words) {
    const RunStore runs(project.runsFolder());
    const Run run = runs.run(words.run);
    writeFileAtomically(words.to, readFile(runs.modelFile(run.id)));
    writeFileAtomically(words.to.string() + ".json", haberdash::toJson(run).dump(2) + "\n");
    return 1;
}

std::string formatOf(const Words& words) {
    static const std::map<std::string, std::vector<std::string>> kFormats{
        {"catalog", {"csv", "jsonl"}},
        {"events", {"csv", "jsonl"}},
        {"labels", {"csv", "jsonl"}},
        {"features", {"safetensors", "npy"}},
        {"model", {"safetensors"}}};
    const std::vector<std::string>& allowed = kFormats.at(words.what);
    if (words.format.empty()) {
        const std::string extension = words.to.extension().string();
        const bool isKnown = extension.size() > 1 &&
                             std::ranges::find(allowed, extension.substr(1)) != allowed.end();
        return isKnown ? extension.substr(1) : allowed.front();
    }
    if (std::ranges::find(allowed, words.format) == allowed.end()) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is written as {}, not as {}.",
                                words.what,
                                fmt::join(allowed, " or "),
                                words.format));
    }
    return words.format;
}

std::size_t exportRows(Project& project, const Words& words, const Monitor& monitor) {
    if (words.what == "features") {
        return exportFeatures(project, words);
    }
    if (words.what == "model") {
        return exportModel(project, words);
    }
    if (words.what == "labels") {
        const LabelFormat format =
            words.format == "csv" ? LabelFormat::Csv : LabelFormat::JsonLines;
        return exportLabels(LabelStore(project.database()), words.to, format, monitor);
    }
    std::size_t rows = 0;
    writeFileAtomically(words.to, [&](const Put& put) {
        rows = words.what == "catalog" ? exportCatalog(project, words.format, put)
                                       : exportEvents(project, words.format, put);
    });
    return rows;
}

}  // namespace

RunVerb declareExport(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<Words>();
    app.add_option("--what", words->what, "What to write out")
        ->required()
        ->check(CLI::IsMember({"catalog", "events", "labels", "features", "model"}));
    app.add_option("--to", words->to, "The file to write")->required();
    app.add_option("--format",
                   words->format,
                   "csv, jsonl, safetensors or npy; without it the file's ending tells");
    app.add_option("--run", words->run, "The run, of a model");
    app.add_option("--modality", words->modality, "Of features: text or image")
        ->check(CLI::IsMember({"text", "image"}))
        ->capture_default_str();
    return [folder, words](Context& context) {
        if (words->what == "model" && words->run.empty()) {
            throw Error(ErrorKind::Input, "Exporting a model needs --run RUN.");
        }
        words->format = formatOf(*words);
        Project project = Project::open(*folder, Access::ReadOnly);
        const std::size_t rows = exportRows(project, *words, context.monitor);
        context.print({{"path", words->to.string()}, {"rows", rows}},
                      fmt::format("Wrote {} rows to {}", rows, words->to.string()));
    };
}

}  // namespace haberdash::ctl
