// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/service/replay_request.h"

#include "core/data/base/error.h"
#include "core/data/runs/run_store.h"
#include "core/data/sessions/sittings.h"
#include "core/learn/service/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace haberdash {

namespace {

constexpr std::size_t kMostEarlier = 1000;
constexpr std::size_t kMostShown = 200;  // events of a session
constexpr std::size_t kMostListed = 100;
constexpr std::size_t kMostDraws = 10'000;
constexpr std::size_t kMostSeed = 1'000'000'000;

std::vector<std::string> runsField(const Json& request) {
    const auto found = request.find("runs");
    std::vector<std::string> runs;
    if (found != request.end() && found->is_array()) {
        for (const Json& run : *found) {
            if (run.is_string()) {
                runs.push_back(run.get<std::string>());
            }
        }
    }
    if (runs.empty() || runs.size() > 2 || runs.size() != found->size()) {
        throw Error(ErrorKind::Input, "The field \"runs\" must be a list of one or two runs.");
    }
    return runs;
}

/// Numbers of events, from 1.
std::set<std::size_t> withoutField(const Json& request, const std::size_t events) {
    std::set<std::size_t> numbers;
    const Json listed = request.value("without", Json::array());
    const bool isList = listed.is_array();
    for (const Json& number : isList ? listed : Json::array()) {
        if (number.is_number_unsigned() && number >= 1 && number <= events) {
            numbers.insert(number.get<std::size_t>());
        }
    }
    if (!isList || std::ranges::any_of(listed, [&](const Json& number) {
            return !number.is_number_unsigned() || !numbers.contains(number.get<std::size_t>());
        })) {
        throw Error(ErrorKind::Input,
                    fmt::format("The field \"without\" must be a list of numbers of the session's "
                                "events, from 1 to {}.",
                                events));
    }
    return numbers;
}

ReplayClicks clicksField(const Json& request) {
    const Json fields = request.value("clicks", Json::object());
    if (!fields.is_object()) {
        throw Error(ErrorKind::Input, "The field \"clicks\" must be an object.");
    }
    ReplayClicks clicks;
    clicks.model.kind = clickKindFrom(optionalText(fields, "model").value_or("cascade"));
    clicks.model.decay = numberField(fields, "decay", clicks.model.decay, 0, 10);
    clicks.model.patience = shareField(fields, "patience", clicks.model.patience);
    clicks.model.persistence = shareField(fields, "persistence", clicks.model.persistence);
    clicks.wanted = shareField(fields, "p", clicks.wanted);
    clicks.other = shareField(fields, "p_other", clicks.other);
    clicks.draws = countField(fields, "draws", clicks.draws, kMostDraws);
    clicks.seed = countField(fields, "seed", clicks.seed, kMostSeed);
    return clicks;
}

std::vector<HistoryEvent> historyOf(const std::vector<Event>& events) {
    std::vector<HistoryEvent> history;
    for (const Event& event : events) {
        history.push_back({.item = event.item, .kind = event.kind, .time = event.time});
    }
    return history;
}

std::int64_t timeField(const Json& request, const char* name) {
    if (!request[name].is_number_integer()) {
        throw Error(ErrorKind::Input,
                    fmt::format("The field \"{}\" must be a time in Unix seconds.", name));
    }
    return request[name].get<std::int64_t>();
}

EventStore::SessionRow storedSession(const Json& id, const EventStore& events) {
    if (!id.is_number_integer()) {
        throw Error(ErrorKind::Input, "The field \"session\" must be the number of a session.");
    }
    const std::optional<EventStore::SessionRow> row =
        events.session(SessionId{id.get<std::int64_t>()});
    if (!row) {
        throw Error(ErrorKind::NotFound,
                    fmt::format("There is no session {} in this project.", id.dump()));
    }
    return *row;
}

/// The stored session with what its shopper did before, and the shopper.
void readStored(ReplayFields& fields, const EventStore::SessionRow& row, const EventStore& events) {
    fields.session = row.id;
    fields.startedAt = row.startedAt;
    fields.isSimulated = row.isSimulated;
    fields.shopper = events.shopper(row.shopper);
    fields.replay.earlier = historyOf(events.eventsBefore(row, kMostEarlier));
    fields.replay.session = historyOf(events.eventsOf(row));
}

/// What the shopper did before a time.
void readEarlier(ReplayFields& fields,
                 const Shopper& shopper,
                 const std::int64_t time,
                 const EventStore& events) {
    constexpr SessionId kNone{-1};
    fields.startedAt = time;
    fields.replay.earlier = historyOf(
        events.eventsBefore({.id = kNone, .shopper = shopper.id, .startedAt = time}, kMostEarlier));
}

/// The shopper's latest session, or sitting where none is stored.
void readLatest(ReplayFields& fields, const std::string& user, const EventStore& events) {
    const Shopper shopper = requireShopper(user, events);
    if (const auto row = events.latestSession(shopper.id)) {
        readStored(fields, *row, events);
        return;
    }
    const auto sittings = sittingsOf(events.latestEventsOf(shopper.id, kMostEarlier));
    if (sittings.empty()) {
        throw Error(ErrorKind::NotFound,
                    fmt::format("The shopper \"{}\" has no events to replay.", user));
    }
    fields.replay.session = historyOf(sittings.back());
    fields.isSimulated = sittings.back().front().isSimulated;
    readEarlier(fields, shopper, sittings.back().front().time, events);
}

/// Whose taste clicks: the session's shopper, or who the request names.
void readTaste(ReplayFields& fields, const Json& request, const EventStore& events) {
    std::optional<Shopper> clicker = fields.shopper;
    if (const std::optional<std::string> user = optionalText(request, "user")) {
        clicker = requireShopper(*user, events);
        if (!fields.session) {
            fields.shopper = clicker;
        }
    }
    if (const std::optional<std::string> key = optionalText(request, "persona")) {
        fields.taste = requirePersona(*key, events).taste;
    } else if (clicker) {
        fields.taste = clicker->taste;
    }
}

void takeOut(ReplayFields& fields, const std::set<std::size_t>& without) {
    std::vector<HistoryEvent> kept;
    for (std::size_t i = 0; i < fields.replay.session.size(); ++i) {
        if (!without.contains(i + 1)) {
            kept.push_back(fields.replay.session[i]);
            fields.numbers.push_back(i + 1);
        }
    }
    fields.replay.session = std::move(kept);
}

/// Of a very long session the end is shown again; what stands before it counts as earlier.
void keepEnd(ReplayFields& fields) {
    std::vector<HistoryEvent>& session = fields.replay.session;
    if (session.size() <= kMostShown) {
        return;
    }
    const auto surplus = static_cast<std::ptrdiff_t>(session.size() - kMostShown);
    fields.replay.earlier.insert(
        fields.replay.earlier.end(), session.begin(), session.begin() + surplus);
    session.erase(session.begin(), session.begin() + surplus);
    fields.numbers.erase(fields.numbers.begin(), fields.numbers.begin() + surplus);
}

Json toJson(const ReplayList& list,
            const std::string& run,
            const std::function<Json(ItemId)>& rowOf) {
    Json items = Json::array();
    for (const ScoredItem& scored : list.items) {
        Json row = rowOf(scored.item);
        if (!list.otherRanks.empty()) {
            row["other_rank"] = orNull(list.otherRanks[items.size()]);
        }
        row["rank"] = items.size() + 1;
        row["score"] = scored.score;
        items.push_back(std::move(row));
    }
    Json json = {{"run", run}, {"items", std::move(items)}, {"clicks", list.clicks}};
    if (list.liking) {
        json["liking"] = *list.liking;
    }
    json["rank"] = list.rank ? Json(*list.rank) : Json(nullptr);
    return json;
}

Json toJson(const ReplayStep& step,
            const ReplayFields& fields,
            const std::function<Json(ItemId)>& rowOf) {
    Json lists = Json::array();
    for (std::size_t model = 0; model < step.lists.size(); ++model) {
        lists.push_back(toJson(step.lists[model], fields.runs[model], rowOf));
    }
    Json json = {{"lists", std::move(lists)}};
    if (step.lists.size() == 2) {
        json["overlap"] = step.overlap;
        json["tau"] = orNull(step.tau);
    }
    return json;
}

/// Everything that decides the simulated clicks.
Json describe(const ReplayClicks& clicks) {
    Json json = toJson(clicks.model);
    json["model"] = json["clicks"];
    json.erase("clicks");
    json["simulated"] = true;
    json["attraction"] = clicks.taste ? "taste" : "session";
    if (!clicks.taste) {
        json["p"] = clicks.wanted;
        json["p_other"] = clicks.other;
    }
    json["draws"] = clicks.draws;
    json["seed"] = clicks.seed;
    return json;
}

}  // namespace

ReplayFields replayFieldsOf(const Json& request, const ItemStore& items, const EventStore& events) {
    const bool isStored = request.contains("session");
    const bool isSent = request.contains("history");
    const std::optional<std::string> user = optionalText(request, "user");
    if (!isStored && !isSent && !user) {
        throw Error(ErrorKind::Input,
                    "A replay names a \"session\" or a \"user\", whose latest session it is, or "
                    "sends a \"history\" along.");
    }
    ReplayFields fields{.runs = runsField(request)};
    if (isStored) {
        readStored(fields, storedSession(request["session"], events), events);
    } else if (!isSent) {
        readLatest(fields, *user, events);
    }
    if (isSent) {
        fields.replay.session = historyField(request["history"], items);
    }
    readTaste(fields, request, events);
    if (!isStored && isSent && fields.shopper && request.contains("before")) {
        readEarlier(fields, *fields.shopper, timeField(request, "before"), events);
    }
    fields.replay.k = countField(request, "k", fields.replay.k, kMostListed);
    fields.replay.clicks = clicksField(request);
    takeOut(fields, withoutField(request, fields.replay.session.size()));
    keepEnd(fields);
    return fields;
}

namespace {

// Simulated shoppers and events that are imported later are of times that a run may have learned
// from.
bool isStoredLater(const ReplayFields& fields, const Json& runData) {
    const auto newest = runData.find("newest");
    if (!runData.is_object() || newest == runData.end() || !newest->is_object()) {
        return false;
    }
    const auto isAfter = [&](const char* what, const std::int64_t id) {
        const auto last = newest->find(what);
        return last != newest->end() && last->is_number_integer() && id > last->get<std::int64_t>();
    };
    return (fields.session && isAfter("session", raw(*fields.session))) ||
           (fields.shopper && isAfter("shopper", raw(fields.shopper->id)));
}

// A run learns from real shoppers or from simulated ones, never from both.
bool isOfOtherShoppers(const ReplayFields& fields, const Json& runData) {
    const std::optional<bool> simulated = simulatedIn(runData);
    return fields.startedAt != 0 && simulated && *simulated != fields.isSimulated;
}

}  // namespace

std::optional<bool> hasLearnedFrom(const ReplayFields& fields, const Json& runData) {
    if (isStoredLater(fields, runData) || isOfOtherShoppers(fields, runData)) {
        return false;
    }
    const auto cuts = runData.find("cuts");
    const bool hasCut = runData.is_object() && cuts != runData.end() && cuts->is_array() &&
                        !cuts->empty() && cuts->front().is_number_integer();
    if (fields.startedAt == 0 || !hasCut) {
        return std::nullopt;
    }
    return fields.startedAt < cuts->front().get<std::int64_t>();
}

void keepKnown(ReplayFields& fields, const std::function<bool(ItemId)>& isKnown) {
    std::erase_if(fields.replay.earlier,
                  [&](const HistoryEvent& event) { return !isKnown(event.item); });
    std::vector<HistoryEvent> session;
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < fields.numbers.size(); ++i) {
        if (isKnown(fields.replay.session[i].item)) {
            session.push_back(fields.replay.session[i]);
            numbers.push_back(fields.numbers[i]);
        }
    }
    fields.replay.session = std::move(session);
    fields.numbers = std::move(numbers);
}

Json toJson(const ReplayReport& report,
            const ReplayFields& fields,
            const std::function<Json(ItemId)>& rowOf) {
    Json steps = Json::array();
    for (std::size_t i = 0; i < fields.numbers.size(); ++i) {
        const HistoryEvent& event = fields.replay.session[i];
        Json step = toJson(report.steps[i], fields, rowOf);
        step["event"] = fields.numbers[i];
        step["id"] = rowOf(event.item)["id"];
        step["kind"] = wordOf(event.kind);
        step["time"] = event.time;
        step["seen"] = report.steps[i].isSeen;
        steps.push_back(std::move(step));
    }
    const ReplayStep& last = report.steps.back();
    Json clicks = Json::array();
    for (std::size_t model = 0; model < report.clicks.size(); ++model) {
        Json each = toJson(report.clicks[model]);
        each["run"] = fields.runs[model];
        each["reciprocal_rank"] =
            report.reciprocalRanks.empty() ? Json() : Json(report.reciprocalRanks[model]);
        if (!report.likings.empty()) {
            each["liking"] = report.likings[model];
        }
        clicks.push_back(std::move(each));
    }
    Json result = {{"runs", fields.runs},
                   {"k", fields.replay.k},
                   {"simulated", fields.isSimulated},
                   {"earlier", fields.replay.earlier.size()},
                   {"clicks", describe(fields.replay.clicks)},
                   {"steps", std::move(steps)},
                   {"end", toJson(last, fields, rowOf)},
                   {"overlap", fields.runs.size() == 2 ? Json(last.overlap) : Json(nullptr)},
                   {"tau", orNull(last.tau)},
                   {"simulated_clicks", std::move(clicks)}};
    if (report.advantage) {
        result["advantage"] = toJson(*report.advantage);
    }
    if (fields.session) {
        result["session"] = raw(*fields.session);
    }
    if (fields.shopper) {
        result["user"] = fields.shopper->key;
    }
    return result;
}

}  // namespace haberdash
