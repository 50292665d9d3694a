// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/service/service.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/catalog/item_store.h"
#include "core/data/runs/run_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/features/similar.h"
#include "core/learn/image/pictures.h"
#include "core/learn/recommend/recommender.h"
#include "core/learn/service/request.h"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <new>

namespace haberdash {

namespace {

using Clock = std::chrono::steady_clock;
using FileTime = std::filesystem::file_time_type;

constexpr std::size_t kMostResults = 10'000;

double millisecondsSince(const Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// What a cached thing was made from: it is made again when any of these moved.
using Stamp = std::map<std::string, FileTime>;

void addStamp(Stamp& stamp, const std::filesystem::path& file) {
    std::error_code failure;
    const FileTime time = std::filesystem::last_write_time(file, failure);
    if (!failure) {
        stamp[file.string()] = time;
    }
}

Json failure(const Json& id, const ErrorKind kind, const std::string& sentence) {
    return {{"id", id}, {"ok", false}, {"error", {{"kind", wordOf(kind)}, {"message", sentence}}}};
}

}  // namespace

struct Service::Parts {
    explicit Parts(const std::filesystem::path& folder)
        : project(Project::open(folder, Access::ReadOnly)),
          items(project.database()),
          events(project.database()),
          runs(project.runsFolder()) {}

    Json dispatch(const Json& request);
    Json state();
    Json recommendations(const Json& request);
    Json explanation(const Json& request);
    Json similar(const Json& request);

    Recommender& recommenderOf(const std::string& run);
    SimilarSearch& similarSearch();
    Stamp catalogStamp();
    Json toJson(const Explanation& explanation, const std::vector<HistoryEvent>& history) const;
    RecommendRequest requestOf(const Json& request, const Audience& audience) const;

    struct Loaded {
        Stamp stamp;
        std::unique_ptr<Recommender> recommender;
    };

    Project project;
    ItemStore items;
    EventStore events;
    RunStore runs;
    // A person compares two or three runs; older ones give their memory back.
    static constexpr std::size_t kMostRecommenders = 4;
    std::map<std::string, Loaded> recommenders;
    std::vector<std::string> recentRuns;  ///< latest used last
    std::optional<SimilarSearch> search;
};

// Products added after a model was loaded are ranked too: the count and the features tell.
Stamp Service::Parts::catalogStamp() {
    Stamp stamp;
    std::error_code ignored;
    for (const auto& entry :
         std::filesystem::directory_iterator(project.featuresFolder(), ignored)) {
        addStamp(stamp, entry.path());
    }
    stamp["items"] = FileTime(FileTime::duration(static_cast<FileTime::rep>(items.count())));
    return stamp;
}

Recommender& Service::Parts::recommenderOf(const std::string& run) {
    Stamp stamp = catalogStamp();
    addStamp(stamp, runs.modelFile(run));
    Loaded& cached = recommenders[run];
    if (!cached.recommender || cached.stamp != stamp) {
        try {
            cached.recommender = loadRecommender(project, run);
        } catch (...) {
            recommenders.erase(run);
            throw;
        }
        cached.stamp = std::move(stamp);
    }
    std::erase(recentRuns, run);
    recentRuns.push_back(run);
    if (recentRuns.size() > kMostRecommenders) {
        recommenders.erase(recentRuns.front());
        recentRuns.erase(recentRuns.begin());
    }
    return *recommenders.at(run).recommender;
}

SimilarSearch& Service::Parts::similarSearch() {
    if (!search || search->fingerprint() != SimilarSearch::fingerprintOf(project)) {
        search = SimilarSearch::load(project);
    }
    return *search;
}

Json Service::Parts::state() {
    Json runIds = Json::array();
    for (const Run& run : runs.all()) {
        runIds.push_back(run.id);
    }
    const auto encoder = [&](const char* key) {
        const std::optional<std::string> name = project.setting(key);
        return name ? Json(*name) : Json(nullptr);
    };
    return {
        {"project", project.name()},
        {"products", items.count()},
        {"pictures", items.picturesInState(PictureState::Ok).size()},
        {"events", events.eventCount()},
        {"shoppers", events.shopperCount()},
        {"runs", runIds},
        {"encoders", {{"text", encoder("features.text")}, {"image", encoder("features.image")}}}};
}

RecommendRequest Service::Parts::requestOf(const Json& request, const Audience& audience) const {
    return {.history = audience.history,
            .shopper = audience.shopper,
            .k = countField(request, "k", 10, kMostResults),
            .excludeSeen = flagField(request, "exclude_seen", true)};
}

Json Service::Parts::toJson(const Explanation& explanation,
                            const std::vector<HistoryEvent>& history) const {
    Json modalities = Json::object();
    const auto add = [&](const char* name, const std::optional<double>& value) {
        if (value) {
            modalities[name] = *value;
        }
    };
    add("text", explanation.text);
    add("image", explanation.image);
    add("facts", explanation.facts);
    add("history", explanation.history);
    Json eventReasons = Json::array();
    for (const EventReason& reason : explanation.events) {
        const HistoryEvent& event = history.at(reason.event);
        eventReasons.push_back({{"id", items.item(event.item).sku},
                                {"kind", wordOf(event.kind)},
                                {"event", reason.event},
                                {"drop", reason.drop}});
    }
    Json json = {{"score", explanation.score},
                 {"base", explanation.base},
                 {"modalities", modalities},
                 {"events", eventReasons}};
    if (explanation.nearest) {
        json["nearest"] = items.item(*explanation.nearest).sku;
    }
    return json;
}

Json Service::Parts::recommendations(const Json& request) {
    const Clock::time_point start = Clock::now();
    const std::string run = textField(request, "run");
    const Audience audience = audienceOf(request, items, events);
    const RecommendRequest wanted = requestOf(request, audience);
    const bool isExplained = flagField(request, "explain", false);
    Recommender& recommender = recommenderOf(run);
    Json ranked = Json::array();
    bool hasProbability = false;
    for (const ScoredItem& scored : recommend(recommender, wanted)) {
        const Item item = items.item(scored.item);
        Json row = {{"id", item.sku},
                    {"rank", ranked.size() + 1},
                    {"score", scored.score},
                    {"title", item.title}};
        if (scored.probability) {
            hasProbability = true;
            row["probability"] = *scored.probability;
        }
        if (isExplained) {
            row["reasons"] =
                toJson(recommender.explain(wanted.history, scored.item, wanted.shopper),
                       wanted.history);
        }
        ranked.push_back(std::move(row));
    }
    Json result = {{"run", run}, {"kind", runs.run(run).kind}, {"has_probability", hasProbability}};
    if (!audience.user.empty()) {
        result["user"] = audience.user;
    }
    result["candidates"] = recommender.items().size();
    result["took_ms"] = std::round(millisecondsSince(start) * 100) / 100;
    result["items"] = std::move(ranked);
    return result;
}

Json Service::Parts::explanation(const Json& request) {
    const std::string run = textField(request, "run");
    const ItemId item = items.requireSku(textField(request, "item"));
    const Audience audience = audienceOf(request, items, events);
    return toJson(recommenderOf(run).explain(audience.history, item, audience.shopper),
                  audience.history);
}

Json Service::Parts::similar(const Json& request) {
    const Clock::time_point start = Clock::now();
    const std::optional<std::string> sku = optionalText(request, "item");
    const std::optional<std::string> text = optionalText(request, "text");
    const std::optional<std::string> image = optionalText(request, "image");
    if (int{sku.has_value()} + int{text.has_value()} + int{image.has_value()} != 1) {
        throw Error(ErrorKind::Input,
                    "A request names exactly one of \"item\", \"text\" and \"image\".");
    }
    const double mix = shareField(request, "mix", 0.5);
    const std::size_t k = countField(request, "k", 20, kMostResults);
    SimilarSearch& nearest = similarSearch();
    std::vector<SimilarItem> found;
    if (sku) {
        found = nearest.toItem(items.requireSku(*sku), mix, k);
    } else if (text) {
        found = nearest.toText(project, *text, mix, k);
    } else {
        found = nearest.toPicture(decodePicture(readFile(*image), *image), mix, k);
    }
    Json rows = Json::array();
    for (const SimilarItem& near : found) {
        const Item item = items.item(near.item);
        rows.push_back({{"id", item.sku}, {"similarity", near.similarity}, {"title", item.title}});
    }
    return {{"took_ms", std::round(millisecondsSince(start) * 100) / 100},
            {"mix", mix},
            {"items", std::move(rows)}};
}

Json Service::Parts::dispatch(const Json& request) {
    struct Operation {
        const char* name;
        Json (Parts::*run)(const Json&);
    };

    static constexpr std::array kOperations{Operation{"recommend", &Parts::recommendations},
                                            Operation{"explain", &Parts::explanation},
                                            Operation{"similar", &Parts::similar}};
    const std::string op = textField(request, "op");
    if (op == "state") {
        return state();
    }
    for (const Operation& operation : kOperations) {
        if (op == operation.name) {
            return (this->*operation.run)(request);
        }
    }
    throw Error(ErrorKind::Input,
                fmt::format("There is no operation \"{}\"; there are state, recommend, explain and "
                            "similar.",
                            op));
}

Service::Service(const std::filesystem::path& projectFolder)
    : parts_(std::make_unique<Parts>(projectFolder)) {
}

Service::~Service() = default;

Json Service::answer(const Json& request) noexcept {
    Json id;
    try {
        if (!request.is_object()) {
            throw Error(ErrorKind::Input, "A request is one JSON object.");
        }
        id = request.value("id", Json());
        return {{"id", id}, {"ok", true}, {"result", parts_->dispatch(request)}};
    } catch (const Error& error) {
        return failure(id, error.kind(), error.what());
    } catch (const SQLite::Exception& exception) {
        return failure(id, ErrorKind::Disk, errorOf(exception, parts_->project.folder()).what());
    } catch (const std::bad_alloc&) {
        return failure(id, ErrorKind::Disk, "Memory ran out; close other programs and ask again.");
    } catch (const std::exception& exception) {
        return failure(id, ErrorKind::Model, exception.what());
    }
}

}  // namespace haberdash
