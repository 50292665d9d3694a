// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/service/service.h"

#include "core/data/base/base64.h"
#include "core/data/base/clock.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/list_agreement.h"
#include "core/learn/image/picture_header.h"
#include "core/learn/image/pictures.h"
#include "core/learn/recommend/recommender.h"
#include "core/learn/service/replay_request.h"
#include "core/learn/service/request.h"
#include "core/learn/service/service_parts.h"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <mutex>
#include <new>
#include <utility>

namespace haberdash {

namespace {

using Clock = std::chrono::steady_clock;

// A picture that comes with a request is judged by its header before it costs anything.
constexpr std::uint64_t kMostPixels = 16'000'000;
constexpr int kPictureSide = 512;

Json failure(const Json& id, const ErrorKind kind, const std::string& sentence) {
    return {{"id", id}, {"ok", false}, {"error", {{"kind", wordOf(kind)}, {"message", sentence}}}};
}

cv::Mat sentPicture(const std::string& text) {
    const std::optional<std::string> bytes = fromBase64(text);
    if (!bytes) {
        throw Error(ErrorKind::Input, "The picture must be sent in base64.");
    }
    const std::optional<PictureHeader> header = readPictureHeader(*bytes);
    if (!header || header->width == 0 ||
        std::uint64_t{header->width} * header->height > kMostPixels) {
        throw Error(ErrorKind::Input,
                    "The picture must be a JPEG, PNG or WebP of at most 16 million pixels.");
    }
    return decodePicture(*bytes, "The picture", kPictureSide);
}

RecommendRequest wantedOf(const Json& request, const Audience& audience) {
    return {.history = audience.history,
            .shopper = audience.shopper,
            .k = countField(request, "k", 10, kMostResults),
            .excludeSeen = flagField(request, "exclude_seen", true)};
}

/// Those that the request sends along, else those of the run.
std::shared_ptr<const Merchandising> rulesFor(const Json& request, const LoadedRun& run) {
    if (!isGiven(request, "rules")) {
        return run.rules();
    }
    return std::make_shared<const Merchandising>(
        rulesFromJson(request["rules"]), run.catalog(), unixNow());
}

ReplayReport replayBy(const std::vector<std::shared_ptr<LoadedRun>>& runs,
                      const ReplayRequest& request) {
    if (runs.size() == 1 || runs[0] == runs[1]) {  // which may have one copy to lend
        const LoadedRun::Loan loan = runs[0]->lend();
        return replay(std::vector<Recommender*>(runs.size(), &*loan), request);
    }
    // Whichever is named first: two replays that each held one of the two would wait for ever.
    const bool isInOrder = std::less<>()(runs[0].get(), runs[1].get());
    const LoadedRun::Loan first = runs[isInOrder ? 0 : 1]->lend();
    const LoadedRun::Loan second = runs[isInOrder ? 1 : 0]->lend();
    return replay(isInOrder ? std::array{&*first, &*second} : std::array{&*second, &*first},
                  request);
}

}  // namespace

Json rowOf(const Item& item) {
    Json row = {{"id", item.sku}, {"title", item.title}};
    if (item.price) {
        row["price"] = *item.price;
    }
    if (item.pictureState == PictureState::Ok) {
        row["picture"] = item.pictureHash;
    }
    return row;
}

double tookSince(const std::chrono::steady_clock::time_point start) {
    const std::chrono::duration<double, std::milli> took = Clock::now() - start;
    return std::round(took.count() * 100) / 100;
}

// Products that came after the run was loaded cannot say anything to it yet.
Audience Service::Parts::audienceFor(const Json& request, const LoadedRun& run) {
    // Many products are looked up of what is sent along; shoppers may be asked for over a network.
    std::optional<ReadTransaction> together;
    if (isGiven(request, "history") || isGiven(request, "liked")) {
        together.emplace(project.database());
    }
    Audience audience = audienceOf(request, items, events, shoppers);
    together.reset();
    addLabels(audience, request);
    if (isGiven(request, "persona") && audience.history.empty()) {
        throw Error(
            ErrorKind::NotFound,
            fmt::format("The persona \"{}\" has neither a shopper nor a label yet; simulate "
                        "some shoppers, or label for it first.",
                        textField(request, "persona")));
    }
    std::erase_if(audience.history,
                  [&run](const HistoryEvent& event) { return run.product(event.item) == nullptr; });
    return audience;
}

// Whose labels a ranking heeds: all that is said for a persona, or what an annotator likes.
std::optional<Voice> Service::Parts::voiceOf(const Json& request) const {
    if (!flagField(request, "labels", true)) {
        return std::nullopt;
    }
    if (const auto name = optionalText(request, "labels_of")) {
        const std::optional<AnnotatorId> annotator = labelStore.findAnnotator(*name);
        return annotator ? std::optional(Voice{.annotator = annotator, .persona = {}})
                         : std::nullopt;
    }
    const std::optional<std::string> persona = optionalText(request, "persona");
    const std::string voice = persona ? *persona : optionalText(request, "labels_for").value_or("");
    return voice.empty() ? std::nullopt
                         : std::optional(Voice{.annotator = std::nullopt, .persona = voice});
}

// What was labelled counts at once, before any run has learned from it.
void Service::Parts::addLabels(Audience& audience, const Json& request) {
    const std::optional<Voice> voice = voiceOf(request);
    if (!voice) {
        return;
    }
    labels.catchUp(labelStore);
    const std::vector<std::string> without = textsField(request, "labels_without");
    for (const Said& said : saidBy(labels, *voice)) {
        if (std::ranges::find(without, said.sku) != without.end()) {
            continue;
        }
        if (const std::optional<ItemId> item = items.idOfSku(said.sku)) {
            audience.history.push_back({.item = *item, .kind = said.kind, .isSaid = true});
            ++audience.labels;
        }
    }
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

// Where a second run has the products of the first one's list.
Json Service::Parts::comparison(const Json& request,
                                const std::span<const ItemId> ranking,
                                const std::size_t k) {
    const std::shared_ptr<LoadedRun> run = shelf->run(project, textField(request, "against"));
    RecommendRequest wanted = wantedOf(request, audienceFor(request, *run));
    wanted.k = run->catalog().size();
    const RankedRows other = rankedRows(*run, wanted, *rulesFor(request, *run), 0, false);
    const ListAgreement agreement = agreementOf(ranking, other.items, k);
    Json ranks = Json::array();
    for (const std::optional<std::size_t>& rank : agreement.firstInSecond) {
        ranks.push_back(orNull(rank));
    }
    return {{"run", run->id()},
            {"overlap", agreement.overlap},
            {"tau", orNull(agreement.tau)},
            {"ranks", std::move(ranks)}};
}

RankedRows Service::Parts::rankedRows(LoadedRun& run,
                                      const RecommendRequest& wanted,
                                      const Merchandising& rules,
                                      const std::size_t shown,
                                      const bool isExplained) {
    // Calibration is that of shoppers' events: it says nothing of a taste that only labels tell.
    const bool isCalibrated =
        wanted.history.empty() || !std::ranges::all_of(wanted.history, &HistoryEvent::isSaid);
    LoadedRun::Loan recommender = run.lend();
    RankedRows ranked;
    for (const ScoredItem& scored : recommend(*recommender, wanted, rules)) {
        ranked.items.push_back(scored.item);
        if (ranked.items.size() > shown) {
            continue;
        }
        Json row = rowOf(*run.product(scored.item));
        row["rank"] = ranked.items.size();
        row["score"] = scored.score;
        if (scored.probability && isCalibrated) {
            ranked.hasProbability = true;
            row["probability"] = *scored.probability;
        }
        if (isExplained) {
            row["reasons"] = toJson(
                recommender->explain(wanted.history, scored.item, wanted.shopper), wanted.history);
        }
        ranked.rows.push_back(std::move(row));
    }
    return ranked;
}

Json Service::Parts::recommendations(const Json& request) {
    const std::shared_ptr<LoadedRun> run = shelf->run(project, textField(request, "run"));
    const Audience audience = audienceFor(request, *run);
    RecommendRequest wanted = wantedOf(request, audience);
    const std::size_t k = wanted.k;
    const bool isCompared = isGiven(request, "against");
    if (isCompared) {
        wanted.k = run->catalog().size();
    }
    const Clock::time_point start = Clock::now();  // the ranking, not the loading before the first
    RankedRows ranked =
        rankedRows(*run, wanted, *rulesFor(request, *run), k, flagField(request, "explain", false));
    Json result = {
        {"run", run->id()}, {"kind", run->kind()}, {"has_probability", ranked.hasProbability}};
    if (!audience.user.empty()) {
        result["user"] = audience.user;
    }
    if (audience.isNew) {
        result["is_new"] = true;
    }
    if (audience.isSimulated) {
        result["simulated"] = true;
    }
    if (audience.labels > 0) {
        result["labels"] = audience.labels;
    }
    if (!audience.unknown.empty()) {
        result["unknown"] = audience.unknown;
    }
    if (isCompared) {
        result["against"] = comparison(request, ranked.items, k);
    }
    result["candidates"] = run->catalog().size();
    result["took_ms"] = tookSince(start);
    result["items"] = std::move(ranked.rows);
    return result;
}

Json Service::Parts::explanation(const Json& request) {
    const std::shared_ptr<LoadedRun> run = shelf->run(project, textField(request, "run"));
    const std::string sku = textField(request, "item");
    const ItemId item = items.requireSku(sku);
    if (run->product(item) == nullptr) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("The product \"{}\" is not ranked yet; ask again soon.", sku));
    }
    const Audience audience = audienceFor(request, *run);
    Json result =
        toJson(run->lend()->explain(audience.history, item, audience.shopper), audience.history);
    if (!audience.unknown.empty()) {
        result["unknown"] = audience.unknown;
    }
    return result;
}

// Products that the rules of a run show to nobody, ascending.
std::vector<ItemId> Service::Parts::hiddenBy(const std::optional<std::string>& run) {
    std::vector<ItemId> hidden;
    if (run) {
        const std::shared_ptr<LoadedRun> loaded = shelf->run(project, *run);
        const std::shared_ptr<const Merchandising> rules = loaded->rules();
        for (const std::uint32_t row : rules->hidden()) {
            hidden.push_back(loaded->catalog()[row].id);
        }
    }
    return hidden;
}

Json Service::Parts::similar(const Json& request) {
    const Clock::time_point start = Clock::now();
    const std::optional<std::string> sku = optionalText(request, "item");
    const std::optional<std::string> text = optionalText(request, "text");
    const std::optional<std::string> image = optionalText(request, "image");
    const std::optional<std::string> sent = optionalText(request, "image_base64");
    requireOneOf(request, {"item", "text", "image", "image_base64"});
    const double mix = shareField(request, "mix", 0.5);
    const std::size_t k = countField(request, "k", 20, kMostResults);
    const std::vector<ItemId> hidden = hiddenBy(optionalText(request, "run"));
    const std::size_t enough = k + hidden.size();
    const std::shared_ptr<SharedSearch> nearest = shelf->search(project);
    std::vector<SimilarItem> found;
    if (sku) {
        found = nearest->search.toItem(items.requireSku(*sku), mix, enough);
    } else if (text) {
        const std::lock_guard lock(nearest->encoding);
        found = nearest->search.toText(project, *text, mix, enough);
    } else {
        const cv::Mat picture = sent ? sentPicture(*sent) : decodePicture(readFile(*image), *image);
        const std::lock_guard lock(nearest->encoding);
        found = nearest->search.toPicture(picture, mix, enough);
    }
    std::erase_if(found, [&hidden](const SimilarItem& near) {
        return std::ranges::binary_search(hidden, near.item);
    });
    found.resize(std::min(found.size(), k));
    Json rows = Json::array();
    for (const SimilarItem& near : found) {
        Json row = rowOf(items.item(near.item));
        row["similarity"] = near.similarity;
        rows.push_back(std::move(row));
    }
    return {{"took_ms", tookSince(start)}, {"mix", mix}, {"items", std::move(rows)}};
}

Json Service::Parts::replayed(const Json& request) {
    ReplayFields fields = replayFieldsOf(request, items, events);
    std::vector<std::shared_ptr<LoadedRun>> runsAsked;
    for (const std::string& id : fields.runs) {
        runsAsked.push_back(shelf->run(project, id));
    }
    const Clock::time_point start = Clock::now();
    keepKnown(fields, [&](const ItemId item) {
        return std::ranges::all_of(runsAsked,
                                   [&](const auto& run) { return run->product(item) != nullptr; });
    });
    if (!fields.taste.empty()) {
        fields.replay.clicks.taste = tasteOf(fields.taste);
    }
    const ReplayReport report = replayBy(runsAsked, fields.replay);
    Json result = haberdash::toJson(report, fields, [&](const ItemId item) {
        const Item* const product = runsAsked.front()->product(item);
        return rowOf(product ? *product : *runsAsked.back()->product(item));
    });
    for (const std::string& id : fields.runs) {
        const std::optional<bool> knows = hasLearnedFrom(fields, runs.run(id).data);
        result["learned"].push_back(knows ? Json(*knows) : Json(nullptr));
    }
    result["took_ms"] = tookSince(start);
    return result;
}

Json Service::Parts::dispatch(const Json& request) {
    struct Operation {
        const char* name;
        Json (Parts::*run)(const Json&);
    };

    static constexpr std::array kOperations{Operation{"recommend", &Parts::recommendations},
                                            Operation{"explain", &Parts::explanation},
                                            Operation{"similar", &Parts::similar},
                                            Operation{"next", &Parts::questions},
                                            Operation{"replay", &Parts::replayed},
                                            Operation{"taste", &Parts::liked},
                                            Operation{"rule_cost", &Parts::costOfRules}};
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
                fmt::format("There is no operation \"{}\"; there are state, recommend, explain, "
                            "similar, next, replay, taste and rule_cost.",
                            op));
}

Service::Service(const std::filesystem::path& projectFolder)
    : Service(projectFolder, std::make_shared<Shelf>(1, Shelf::Freshness::EveryRequest)) {
}

Service::Service(const std::filesystem::path& projectFolder, std::shared_ptr<Shelf> shelf)
    : parts_(std::make_unique<Parts>(projectFolder, std::move(shelf))) {
}

void Service::setShoppers(KnownShoppers shoppers) {
    parts_->shoppers = std::move(shoppers);
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
