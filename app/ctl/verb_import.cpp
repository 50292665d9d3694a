// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "app/ctl/wrong_words.h"
#include "core/data/catalog/item_store.h"
#include "core/data/import/columns.h"
#include "core/data/import/import.h"
#include "core/learn/image/pictures.h"
#include "core/learn/postgres/import_postgres.h"
#include "core/learn/postgres/postgres.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace haberdash::ctl {

namespace {

struct Words {
    ImportOptions options;
    std::vector<std::string> maps;
    bool isWithoutPictures = false;
};

void readMaps(Words& words) {
    for (const std::string& map : words.maps) {
        const std::size_t equals = map.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == map.size()) {
            throw WrongWords(fmt::format("--map takes FIELD=COLUMN, not \"{}\".", map));
        }
        const std::string field = map.substr(0, equals);
        if (!fieldFrom(field)) {
            throw WrongWords(fmt::format(
                "There is no field \"{}\" to map a column to; try id, title or price.", field));
        }
        words.options.columns[field] = map.substr(equals + 1);
    }
}

/// Counts the pictures that this import found by what came of them, now or in an earlier call.
void addPictures(Json& result,
                 Project& project,
                 const std::vector<ItemId>& pictured,
                 const PictureReport& pictures) {
    const ItemStore items(project.database());
    std::size_t corrupt = 0;
    std::size_t unsupported = 0;
    std::size_t lost = 0;
    for (const ItemId id : pictured) {
        const PictureState state = items.item(id).pictureState;
        corrupt += state == PictureState::Corrupt ? 1 : 0;
        unsupported += state == PictureState::Unsupported ? 1 : 0;
        lost += state == PictureState::Missing ? 1 : 0;
    }
    result["images_ok"] = pictured.size() - corrupt - unsupported - lost;
    result["images_missing"] = result["images_missing"].get<std::size_t>() + lost;
    result["images_corrupt"] = corrupt + unsupported;
    result["images_unsupported"] = unsupported;
    result["images_read"] = pictures.read;
    result["images_repeated"] = pictures.reused;
    result["images_per_second"] = pictures.picturesPerSecond;
    result["image_problems"] = pictures.problems;
}

Json preview(const std::filesystem::path& folder,
             const ImportOptions& options,
             const Monitor& monitor) {
    if (!std::filesystem::exists(folder)) {
        return toJson(previewImport(nullptr, options, monitor));
    }
    Project project = Project::open(folder, Access::ReadOnly);
    return toJson(previewImport(&project, options, monitor));
}

/// Which of the file's columns was taken for what: a guess that is wrong has to be seen.
std::string columnsForPeople(const Json& result) {
    const Json columns = result.value("columns", Json::object());
    std::vector<std::string> pairs;
    for (const auto& [field, column] : columns.items()) {
        pairs.push_back(fmt::format("{}={}", field, column.get<std::string>()));
    }
    return pairs.empty() ? std::string()
                         : fmt::format("Columns: {}. Others are given by --map FIELD=COLUMN.\n",
                                       fmt::join(pairs, ", "));
}

/// The first rows that were repaired, rejected or taken without a value, each with its reason.
std::string problemsForPeople(const Json& result) {
    constexpr std::size_t kMostShown = 5;
    const Json problems = result.value("problems", Json::array());
    std::string text;
    for (std::size_t i = 0; i < std::min(kMostShown, problems.size()); ++i) {
        text += fmt::format(
            "{} row {}: {}\n",
            std::filesystem::path(problems[i]["file"].get<std::string>()).filename().string(),
            problems[i]["row"].get<std::size_t>(),
            problems[i]["reason"].get<std::string>());
    }
    if (problems.size() > kMostShown) {
        text += fmt::format("… and {} more, which --json lists.\n", problems.size() - kMostShown);
    }
    return text;
}

std::string forPeople(const Json& result, const bool isDryRun) {
    const auto number = [&](const char* key) {
        return fmt::format("{}", result.value(key, std::size_t{0}));
    };
    const auto done = [&](const char* what, const char* past, const char* infinitive) {
        return fmt::format("{} {}{}", what, isDryRun ? "to " : "", isDryRun ? infinitive : past);
    };
    std::string text = table({{"format", result.value("format", std::string())},
                              {done("products", "added", "add"), number("products_added")},
                              {done("products", "updated", "update"), number("products_updated")},
                              {"products unchanged", number("products_unchanged")},
                              {done("events", "added", "add"), number("events_added")},
                              {"rows repaired", number("rows_repaired")},
                              {"rows rejected", number("rows_rejected")},
                              {"values left out", number("values_refused")},
                              {"pictures read", number("images_ok")},
                              {"pictures missing", number("images_missing")},
                              {"pictures corrupt", number("images_corrupt")}});
    text += columnsForPeople(result) + problemsForPeople(result);
    const std::string rejects = result.value("rejects_file", std::string());
    if (!rejects.empty()) {
        text +=
            fmt::format("The rejected rows are in {}: mend them and import that file.\n", rejects);
    }
    return text;
}

bool isFromServer(const Words& words) {
    return std::ranges::any_of(words.options.from, [](const std::filesystem::path& from) {
        return isPostgresAddress(from.string());
    });
}

void importFromServer(const std::filesystem::path& folder, const Words& words, Context& context) {
    const ImportOptions& options = words.options;
    if (options.from.size() != 1 || options.format != "auto" || options.dryRun ||
        !options.images.empty() || !options.events.empty() || !words.maps.empty()) {
        throw WrongWords(
            "An import from PostgreSQL brings back what services stored there: give it alone, "
            "without files, --format, --map, --images, --events and --dry-run.");
    }
    Project project = Project::open(folder, Access::ReadWrite);
    const FetchReport report =
        importFromPostgres(project, options.from.front().string(), context.monitor);
    Json result = toJson(ImportReport{.format = "postgresql",
                                      .eventsAdded = report.eventsAdded,
                                      .eventsUnchanged = report.eventsUnchanged,
                                      .eventsRejected = report.eventsRejected});
    result["place"] = report.place;
    result["shoppers_added"] = report.shoppersAdded;
    result["sessions_added"] = report.sessionsAdded;
    std::string text = fmt::format("{}: {} events, {} sessions and {} shoppers added\n",
                                   report.place,
                                   report.eventsAdded,
                                   report.sessionsAdded,
                                   report.shoppersAdded);
    if (report.eventsRejected > 0) {
        text += fmt::format(
            "{} events are of products that this project does not have, and were left out.\n",
            report.eventsRejected);
    }
    context.print(result, text);
}

}  // namespace

RunVerb declareImport(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<Words>();
    app.add_option("--from",
                   words->options.from,
                   "Files or folders; or postgresql://USER@HOST/DATABASE: what services that share "
                   "it stored there (serve --catalog)")
        ->required();
    app.add_option("--format", words->options.format, "Layout of the files")
        ->check(CLI::IsMember(
            {"auto", "kaggle-fashion", "hm", "amazon-reviews", "inter", "csv", "jsonl"}))
        ->capture_default_str();
    app.add_option("--map", words->maps, "FIELD=COLUMN: where a field stands in the file");
    app.add_option("--images", words->options.images, "Folder of pictures");
    app.add_option("--events", words->options.events, "Further file of events");
    app.add_flag("--dry-run", words->options.dryRun, "Look, and write nothing");
    app.add_flag("--no-pictures", words->isWithoutPictures, "Leave the pictures unread for now");
    return [folder, words](Context& context) {
        if (isFromServer(*words)) {
            importFromServer(*folder, *words, context);
            return;
        }
        readMaps(*words);
        Json result;
        if (words->options.dryRun) {
            result = preview(*folder, words->options, context.monitor);
        } else {
            checkImport(words->options);
            Project project = Project::openOrCreate(*folder);
            const ImportReport report = importCatalog(project, words->options, context.monitor);
            result = toJson(report);
            if (!words->isWithoutPictures) {
                const PictureReport pictures = readPictures(project, context.monitor);
                addPictures(result, project, report.pictured, pictures);
            }
        }
        context.print(result, forPeople(result, words->options.dryRun));
    };
}

}  // namespace haberdash::ctl
