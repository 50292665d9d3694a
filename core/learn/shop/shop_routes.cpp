// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/clock.h"
#include "core/data/base/numbers.h"
#include "core/data/runs/run_store.h"
#include "core/learn/service/request.h"
#include "core/learn/shop/shop_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace haberdash {

namespace {

constexpr std::size_t kMostRanked = 200;
constexpr std::size_t kMostListed = 200;
constexpr std::size_t kMostEvents = 100;
constexpr std::size_t kMostExplained = 20;  // each takes as long as a ranking

Json toJson(const Item& item, const bool isWhole) {
    Json json = {{"id", item.sku}, {"title", item.title}};
    if (isWhole) {
        json["description"] = item.description;
    }
    for (const auto& [name, value] : std::array<std::pair<const char*, const std::string*>, 7>{
             std::pair{"department", &item.department},
             {"category", &item.category},
             {"colour", &item.colour},
             {"brand", &item.brand},
             {"gender", &item.gender},
             {"season", &item.season},
             {"usage", &item.usage}}) {
        if (!value->empty()) {
            json[name] = *value;
        }
    }
    if (item.price) {
        json["price"] = *item.price;
    }
    if (item.year) {
        json["year"] = *item.year;
    }
    if (item.pictureState == PictureState::Ok) {
        json["picture"] = item.pictureHash;
    }
    return json;
}

// A product that only services know which read the catalog later is no reason to lose an event.
ItemId productOf(Worker& worker, const std::string& sku) {
    if (worker.shoppers && !worker.items.idOfSku(sku)) {
        if (const std::optional<ItemId> id = worker.shoppers->product(sku)) {
            return *id;
        }
    }
    return worker.items.requireSku(sku);
}

IncomingEvent eventFrom(const Json& json, Worker& worker) {
    if (!json.is_object()) {
        throw Error(ErrorKind::Input, "An event is {\"user\", \"item\", \"kind\", \"time\"}.");
    }
    refuseOtherFields(json, {"user", "item", "kind", "time"});
    const std::optional<EventKind> kind = eventKindFrom(textField(json, "kind"));
    if (!kind) {
        throw Error(ErrorKind::Input,
                    "The field \"kind\" must be view, cart, purchase, like or dislike.");
    }
    IncomingEvent event{.user = keyField(json, "user"),
                        .item = productOf(worker, textField(json, "item")),
                        .kind = *kind,
                        .time = unixNow(),
                        .served = {}};
    if (const auto time = json.find("time"); time != json.end() && !time->is_null()) {
        if (!time->is_number_integer() || time->get<std::int64_t>() < 0 ||
            time->get<std::int64_t>() > event.time + 86'400) {
            throw Error(ErrorKind::Input,
                        "The field \"time\" must be Unix seconds, at most a day ahead.");
        }
        event.time = time->get<std::int64_t>();
    }
    return event;
}

std::size_t countQuery(const HttpRequest& request,
                       const std::string_view name,
                       const std::size_t fallback,
                       const std::size_t most) {
    const std::optional<std::string> text = request.queryValue(name);
    if (!text) {
        return fallback;
    }
    const std::optional<std::int64_t> number = parseInteger(*text);
    if (!number || *number < 0 || *number > static_cast<std::int64_t>(most)) {
        throw Error(ErrorKind::Input,
                    fmt::format("\"{}\" must be a whole number from 0 to {}.", name, most));
    }
    return static_cast<std::size_t>(*number);
}

bool isInCategory(const Item& item, const std::optional<std::string>& category) {
    return !category || item.category == *category;
}

// The window's engine takes more; what a shop sends is checked to the letter.
void refuseOtherHistory(const Json& body) {
    if (const auto history = body.find("history"); history != body.end() && history->is_array()) {
        for (const Json& entry : *history) {
            if (entry.is_object()) {
                refuseOtherFields(entry, {"id", "kind", "time"});
            }
        }
    }
}

// The service's request of what a shop asks. A shop knows shoppers and products that are not known
// here yet, or no more: they are no error.
Json askedOf(Json body, const char* const op, const std::string& run) {
    body.erase("session");
    body["op"] = op;
    body["run"] = run;
    body["allow_new"] = true;
    body["allow_unknown"] = true;
    return body;
}

}  // namespace

// What the service refuses becomes an Error again, so that there is one place that gives statuses.
Json Shop::Parts::ask(Worker& worker, const Json& wanted) {
    Json answer = worker.service.answer(wanted);
    if (answer.value("ok", false)) {
        return std::move(answer["result"]);
    }
    const std::string kind = answer["error"].value("kind", "");
    const std::string message = answer["error"].value("message", "");
    for (const ErrorKind known : {ErrorKind::Input,
                                  ErrorKind::NotFound,
                                  ErrorKind::NewerFile,
                                  ErrorKind::Locked,
                                  ErrorKind::Disk,
                                  ErrorKind::Model,
                                  ErrorKind::Unavailable}) {
        if (kind == wordOf(known)) {
            throw Error(known, message);
        }
    }
    throw Error(ErrorKind::Model, message);
}

// "session" stands for a shopper who is not signed in. A run can be asked for by name only when it
// is one of those that serve: others would have to be loaded.
ServedBy Shop::Parts::servedFor(const Json& body) const {
    const TrafficRecord record = trafficNow();
    const std::optional<std::string> user = optionalKey(body, "user");
    const std::optional<std::string> session = optionalKey(body, "session");
    const std::optional<std::string> run = optionalText(body, "run");
    if (!run) {
        return servedBy(record, user ? *user : session.value_or(""));
    }
    if (*run == record.now.run) {
        return {.run = record.now.run, .arm = "champion", .experiment = {}};
    }
    if (*run == record.now.challenger) {
        return {.run = record.now.challenger, .arm = "challenger", .experiment = {}};
    }
    throw Error(ErrorKind::NotFound, fmt::format("The run \"{}\" does not serve now.", *run));
}

HttpResponse Shop::Parts::recommend(Worker& worker, const HttpRequest& request) {
    Json body = bodyOf(
        request, {"user", "history", "liked", "session", "run", "k", "exclude_seen", "explain"});
    refuseOtherHistory(body);
    requireOneOf(body, {"user", "history", "liked"});
    ServedBy served = servedFor(body);
    countField(body, "k", 10, flagField(body, "explain", false) ? kMostExplained : kMostRanked);
    Json result = ask(worker, askedOf(std::move(body), "recommend", served.run));
    result["arm"] = served.arm;
    const std::string user = result.value("user", "");
    // A run that was asked for by name says nothing of the shopper's arm.
    if (!user.empty() && !served.experiment.empty()) {
        events->noteVisit({.user = user, .served = std::move(served), .time = unixNow()});
    }
    return jsonResponse(result);
}

HttpResponse Shop::Parts::similar(Worker& worker, const HttpRequest& request) {
    Json body = bodyOf(request, {"item", "text", "image", "mix", "k"});
    requireOneOf(body, {"item", "text", "image"});
    countField(body, "k", 20, kMostRanked);
    body["op"] = "similar";
    // A picture comes as its bytes; a path on this machine is nobody's business.
    if (body.contains("image")) {
        body["image_base64"] = std::move(body["image"]);
        body.erase("image");
    }
    body["run"] = trafficNow().now.run;  // whose rules hide
    return jsonResponse(ask(worker, body));
}

HttpResponse Shop::Parts::explain(Worker& worker, const HttpRequest& request) {
    Json body = bodyOf(request, {"item", "user", "history", "liked", "session", "run"});
    refuseOtherHistory(body);
    requireOneOf(body, {"user", "history", "liked"});
    const ServedBy served = servedFor(body);
    Json result = ask(worker, askedOf(std::move(body), "explain", served.run));
    result["run"] = served.run;
    result["arm"] = served.arm;
    return jsonResponse(result);
}

HttpResponse Shop::Parts::state(Worker& worker) {
    Json result = ask(worker, {{"op", "state"}});
    if (worker.shoppers) {
        const SharedShoppers::Counts counts = worker.shoppers->counts();
        result["shoppers"] = counts.shoppers;
        result["events"] = counts.events;
    }
    const Traffic now = trafficNow().now;
    const ProductIntake::Figures intake = products->figures();
    const EventIntake::Figures taken = events->figures();
    result["traffic"] = haberdash::toJson(now);
    const std::string behind = trafficProblemNow();
    result["traffic_problem"] = behind.empty() ? Json(nullptr) : Json(withoutPlaces(behind));
    result["ranked_products"] = shelf->run(worker.project, now.run)->catalog().size();
    result["products_waiting"] = intake.waiting;
    result["refresh_seconds"] = intake.refreshSeconds;
    result["refresh_problem"] =
        intake.problem.empty() ? Json(nullptr) : Json(withoutPlaces(intake.problem));
    result["events_taken"] = taken.events;
    return jsonResponse(result);
}

// All events or none: the shop may send the same again after a refusal.
void Shop::Parts::takeEvents(Worker& worker, const HttpRequest& request, HttpRespond respond) {
    const Json body = bodyOf(request, {"user", "item", "kind", "time", "events"});
    std::vector<IncomingEvent> incoming;
    if (body.contains("events")) {
        if (body.size() != 1 || !body["events"].is_array() || body["events"].empty() ||
            body["events"].size() > kMostEvents) {
            throw Error(ErrorKind::Input,
                        "The field \"events\" must be a list of 1 to 100 events.");
        }
        for (const Json& event : body["events"]) {
            try {
                incoming.push_back(eventFrom(event, worker));
            } catch (const Error& error) {
                throw Error(
                    error.kind(),
                    fmt::format("Event {} of the list: {}", incoming.size() + 1, error.what()));
            }
        }
    } else {
        incoming.push_back(eventFrom(body, worker));
    }
    const TrafficRecord record = trafficNow();
    Json arms = Json::array();
    for (IncomingEvent& event : incoming) {
        event.served = servedBy(record, event.user);
        arms.push_back(event.served.arm);
    }
    const std::size_t count = incoming.size();
    events->add(std::move(incoming),
                [this, count, arms = std::move(arms), respond = std::move(respond)](
                    const std::optional<Error>& failure) {
                    respond(failure ? errorResponse(*failure)
                                    : jsonResponse({{"stored", count}, {"arms", arms}}));
                });
}

HttpResponse Shop::Parts::listProducts(Worker& worker, const HttpRequest& request) {
    const std::size_t limit = countQuery(request, "limit", 24, kMostListed);
    const std::size_t offset = countQuery(request, "offset", 0, 10'000'000);
    const std::optional<std::string> words = request.queryValue("search");
    const std::optional<std::string> category = request.queryValue("category");
    Json rows = Json::array();
    std::size_t total = 0;
    const auto see = [&](const Item& item) {
        if (isInCategory(item, category)) {
            if (total >= offset && rows.size() < limit) {
                rows.push_back(toJson(item, false));
            }
            ++total;
        }
    };
    const auto run = shelf->run(worker.project, trafficNow().now.run);
    if (words && !words->empty()) {
        for (const ItemId id : worker.items.search(*words, kMostListed * 10)) {
            see(worker.items.item(id));
        }
    } else {
        std::ranges::for_each(run->catalog(), see);
    }
    Json result = {{"total", total}, {"products", std::move(rows)}};
    if (offset == 0) {
        result["categories"] = run->categories();
    }
    return jsonResponse(result);
}

HttpResponse Shop::Parts::product(Worker& worker, const std::string& sku) {
    return jsonResponse(toJson(worker.items.item(worker.items.requireSku(sku)), true));
}

HttpResponse Shop::Parts::picture(Worker& worker,
                                  const HttpRequest& request,
                                  const std::string& sku) {
    const std::string size = request.queryValue("size").value_or("thumb");
    if (size != "thumb" && size != "preview") {
        throw Error(ErrorKind::Input, "\"size\" must be thumb or preview.");
    }
    const Item item = worker.items.item(worker.items.requireSku(sku));
    std::string bytes;
    if (Database* const database = worker.thumbs(); database && !item.pictureHash.empty()) {
        const ThumbStore thumbs(*database);
        bytes =
            size == "preview" ? thumbs.preview(item.pictureHash) : thumbs.thumb(item.pictureHash);
    }
    if (bytes.empty()) {
        throw Error(ErrorKind::NotFound, fmt::format("There is no picture of \"{}\".", sku));
    }
    HttpResponse response{.type = "image/jpeg", .body = std::move(bytes)};
    // Under its own hash it never changes.
    response.headers.emplace_back("Cache-Control",
                                  request.queryValue("v") == item.pictureHash
                                      ? "private, max-age=31536000, immutable"
                                      : "private, max-age=300");
    return response;
}

HttpResponse Shop::Parts::putProducts(const HttpRequest& request) {
    if (shared) {
        throw Error(ErrorKind::Input,
                    "Products come into a shared catalog with haberdashctl export PROJECT --to "
                    "postgresql://…; services take them over as soon as they are there.");
    }
    const ProductIntake::Report report = products->put(bodyOf(request, {"products"}));
    return jsonResponse({{"added", report.added},
                         {"updated", report.updated},
                         {"unchanged", report.unchanged},
                         {"waiting", products->figures().waiting}});
}

HttpResponse Shop::Parts::metricsText() {
    const EventIntake::Figures taken = events->figures();
    const ProductIntake::Figures intake = products->figures();
    const HttpFigures figures = network ? network() : HttpFigures{};
    std::string text;
    const auto add = [&text](const char* const name,
                             const char* const type,
                             const char* const help,
                             const auto value) {
        fmt::format_to(std::back_inserter(text),
                       "# HELP haberdash_{0} {2}\n# TYPE haberdash_{0} {1}\nhaberdash_{0} {3}\n",
                       name,
                       type,
                       help,
                       value);
    };
    add("connections", "gauge", "Connections that are open.", figures.connections);
    add("connections_accepted_total", "counter", "Connections ever.", figures.accepted);
    add("connections_turned_away_total",
        "counter",
        "Connections closed at once because there were too many.",
        figures.turnedAway);
    add("requests_refused_total",
        "counter",
        "Requests not let in: token, host, origin, size or form.",
        figures.refused);
    add("requests_timed_out_total", "counter", "Requests that came too slowly.", figures.timedOut);
    add("events_stored_total", "counter", "Events on the disk.", taken.events);
    add("event_transactions_total", "counter", "Writes that they took.", taken.transactions);
    add("events_waiting", "gauge", "Events not on the disk yet.", taken.waiting);
    add("products_waiting",
        "gauge",
        "Changes of products that are not ranked yet.",
        intake.waiting);
    add("refresh_seconds", "gauge", "Time of the last refresh.", intake.refreshSeconds);
    add("refresh_failed",
        "gauge",
        "1 where products or rules cannot be brought up to date; /v1/state says why.",
        intake.problem.empty() ? 0 : 1);
    add("traffic_failed",
        "gauge",
        "1 where other services answer with runs that this one cannot use; /v1/state says why.",
        trafficProblemNow().empty() ? 0 : 1);
    add("runs_loaded_total", "counter", "Times that a run was loaded.", shelf->generation());
    add("challenger_share",
        "gauge",
        "Share of the shoppers whom the challenger answers.",
        trafficNow().now.share);
    add("resident_bytes", "gauge", "Memory of the process.", residentBytes());
    add("start_time_seconds", "gauge", "When the service began, Unix seconds.", startedAt);
    const Traffic now = trafficNow().now;
    fmt::format_to(std::back_inserter(text),
                   "# HELP haberdash_serving_info The runs that answer.\n"
                   "# TYPE haberdash_serving_info gauge\n"
                   "haberdash_serving_info{{run=\"{}\",challenger=\"{}\"}} 1\n",
                   now.run,
                   now.challenger);
    return {.type = "text/plain; version=0.0.4; charset=utf-8", .body = metrics.text(text)};
}

}  // namespace haberdash
