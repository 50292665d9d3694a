// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sessions/event_store.h"

#include "core/data/base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace haberdash {

namespace {

constexpr const char* kEventColumns =
    "shopper_id, item_id, kind, time, session_id, split, is_simulated";
constexpr const char* kShopperColumns = "id, key, name, persona_id, is_simulated, taste";
constexpr const char* kPersonaColumns = "id, key, name, description, taste";
constexpr const char* kSessionColumns = "id, shopper_id, started_at, is_simulated, detail";

Event eventFrom(SQLite::Statement& row) {
    const std::int64_t kind = row.getColumn(2).getInt64();
    const bool isKnown = kind >= 0 && kind <= raw(EventKind::Dislike);
    Event event{.shopper = ShopperId{row.getColumn(0).getInt64()},
                .item = ItemId{row.getColumn(1).getInt64()},
                .kind = isKnown ? static_cast<EventKind>(kind) : EventKind::View,
                .time = row.getColumn(3).getInt64(),
                .isSimulated = row.getColumn(6).getInt64() != 0};
    if (!row.isColumnNull(4)) {
        event.session = SessionId{row.getColumn(4).getInt64()};
    }
    const std::int64_t split = row.getColumn(5).getInt64();
    if (!row.isColumnNull(5) && split >= 0 && split <= raw(GivenSplit::Test)) {
        event.split = static_cast<GivenSplit>(split);
    }
    return event;
}

Shopper shopperFrom(SQLite::Statement& row) {
    Shopper shopper{.id = ShopperId{row.getColumn(0).getInt64()},
                    .key = row.getColumn(1).getString(),
                    .name = row.getColumn(2).getString(),
                    .isSimulated = row.getColumn(4).getInt64() != 0,
                    .taste = row.getColumn(5).getString()};
    if (!row.isColumnNull(3)) {
        shopper.persona = row.getColumn(3).getInt64();
    }
    return shopper;
}

using Weights = std::map<std::string, double>;

// What a taste (JSON) weighs; empty where it is not known or cannot be read.
Weights weightsIn(const std::string& taste) {
    const Json json = Json::parse(taste, nullptr, false);
    Weights weights;
    if (json.is_object() && json.contains("weights") && json["weights"].is_object()) {
        for (const auto& [facet, weight] : json["weights"].items()) {
            weights[facet] = weight.is_number() ? weight.get<double>() : 0.0;
        }
    }
    return weights;
}

double cosine(const Weights& a, const Weights& b) {
    const auto dot = [](const Weights& left, const Weights& right) {
        double sum = 0;
        for (const auto& [facet, weight] : left) {
            const auto found = right.find(facet);
            sum += found == right.end() ? 0.0 : weight * found->second;
        }
        return sum;
    };
    const double lengths = std::sqrt(dot(a, a) * dot(b, b));
    return lengths > 0 ? dot(a, b) / lengths : 0.0;
}

EventStore::SessionRow sessionFrom(SQLite::Statement& row) {
    return {.id = SessionId{row.getColumn(0).getInt64()},
            .shopper = ShopperId{row.getColumn(1).getInt64()},
            .startedAt = row.getColumn(2).getInt64(),
            .isSimulated = row.getColumn(3).getInt() != 0,
            .detail = row.getColumn(4).getString()};
}

Persona personaFrom(SQLite::Statement& row) {
    return {.id = row.getColumn(0).getInt64(),
            .key = row.getColumn(1).getString(),
            .name = row.getColumn(2).getString(),
            .description = row.getColumn(3).getString(),
            .taste = row.getColumn(4).getString()};
}

std::size_t countOf(Database& database, const char* const sql) {
    return guarded(database, [&] {
        Prepared select = database.prepare(sql);
        select->executeStep();
        return static_cast<std::size_t>(select->getColumn(0).getInt64());
    });
}

/// The words as the beginning in a LIKE pattern, none of its own letters having a meaning.
std::string beginning(const std::string_view words) {
    std::string pattern;
    for (const char letter : words) {
        if (letter == '%' || letter == '_' || letter == '\\') {
            pattern += '\\';
        }
        pattern += letter;
    }
    return pattern + '%';
}

}  // namespace

EventStore::EventStore(Database& database) : database_(database) {
}

ShopperId EventStore::shopperOf(const std::string& key, const bool isSimulated) {
    return guarded(database_, [&] {
        {
            Prepared select = database_.prepare("SELECT id FROM shoppers WHERE key = ?");
            select->bindNoCopy(1, key);
            if (select->executeStep()) {
                return ShopperId{select->getColumn(0).getInt64()};
            }
        }
        Prepared insert =
            database_.prepare("INSERT INTO shoppers (key, is_simulated) VALUES (?, ?)");
        insert->bindNoCopy(1, key);
        insert->bind(2, isSimulated ? 1 : 0);
        insert->exec();
        return ShopperId{database_.connection().getLastInsertRowid()};
    });
}

ShopperId EventStore::putShopper(const Shopper& shopper) {
    return guarded(database_, [&] {
        Prepared put = database_.prepare(
            "INSERT INTO shoppers (key, name, persona_id, is_simulated, taste) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET name = excluded.name, "
            "persona_id = excluded.persona_id, is_simulated = excluded.is_simulated, "
            "taste = excluded.taste RETURNING id");
        put->bind(1, shopper.key);
        put->bind(2, shopper.name);
        if (shopper.persona) {
            put->bind(3, *shopper.persona);
        }
        put->bind(4, shopper.isSimulated ? 1 : 0);
        put->bind(5, shopper.taste);
        put->executeStep();
        return ShopperId{put->getColumn(0).getInt64()};
    });
}

std::int64_t EventStore::putPersona(const Persona& persona) {
    return guarded(database_, [&] {
        Prepared put = database_.prepare(
            "INSERT INTO personas (key, name, description, taste) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET name = excluded.name, "
            "description = excluded.description, taste = excluded.taste RETURNING id");
        put->bind(1, persona.key);
        put->bind(2, persona.name);
        put->bind(3, persona.description);
        put->bind(4, persona.taste);
        put->executeStep();
        return std::int64_t{put->getColumn(0).getInt64()};
    });
}

SessionId EventStore::addSession(const ShopperId shopper,
                                 const std::int64_t startedAt,
                                 const bool isSimulated,
                                 const std::string& detail) {
    return guarded(database_, [&] {
        Prepared insert = database_.prepare(
            "INSERT INTO sessions (shopper_id, started_at, is_simulated, detail) "
            "VALUES (?, ?, ?, ?)");
        insert->bind(1, raw(shopper));
        insert->bind(2, startedAt);
        insert->bind(3, isSimulated ? 1 : 0);
        insert->bind(4, detail);
        insert->exec();
        return SessionId{database_.connection().getLastInsertRowid()};
    });
}

bool EventStore::add(const Event& event, const std::int64_t occurrence) {
    return guarded(database_, [&] {
        Prepared insert = database_.prepare(
            "INSERT INTO events (shopper_id, item_id, kind, time, occurrence, session_id, split, "
            "is_simulated) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
        insert->bind(1, raw(event.shopper));
        insert->bind(2, raw(event.item));
        insert->bind(3, raw(event.kind));
        insert->bind(4, event.time);
        insert->bind(5, occurrence);
        if (event.session) {
            insert->bind(6, raw(*event.session));
        }
        if (event.split) {
            insert->bind(7, raw(*event.split));
        }
        insert->bind(8, event.isSimulated ? 1 : 0);
        return insert->exec() > 0;
    });
}

void EventStore::append(const Event& event) {
    const std::int64_t occurrence = guarded(database_, [&] {
        Prepared select = database_.prepare(
            "SELECT coalesce(max(occurrence) + 1, 0) FROM events "
            "WHERE shopper_id = ? AND time = ? AND item_id = ? AND kind = ?");
        select->bind(1, raw(event.shopper));
        select->bind(2, event.time);
        select->bind(3, raw(event.item));
        select->bind(4, raw(event.kind));
        select->executeStep();
        return std::int64_t{select->getColumn(0).getInt64()};
    });
    add(event, occurrence);
}

void EventStore::removePersona(const std::int64_t id) {
    guarded(database_, [&] {
        Prepared remove = database_.prepare(
            "DELETE FROM personas WHERE id = ?1 "
            "AND NOT EXISTS (SELECT 1 FROM shoppers WHERE persona_id = ?1)");
        remove->bind(1, id);
        remove->exec();
    });
}

std::size_t EventStore::removeSimulated(const std::string_view prefix, const std::size_t most) {
    return guarded(database_, [&] {
        std::vector<std::int64_t> ids;
        {
            Prepared select = database_.prepare(
                "SELECT id FROM shoppers WHERE is_simulated = 1 "
                "AND substr(key, 1, length(?1)) = ?1 ORDER BY id DESC LIMIT ?2");
            select->bind(1, std::string(prefix));
            select->bind(2, static_cast<std::int64_t>(most));
            while (select->executeStep()) {
                ids.push_back(select->getColumn(0).getInt64());
            }
        }
        for (const std::int64_t id : ids) {
            for (const char* const sql : {"DELETE FROM events WHERE shopper_id = ?",
                                          "DELETE FROM sessions WHERE shopper_id = ?",
                                          "DELETE FROM shoppers WHERE id = ?"}) {
                Prepared remove = database_.prepare(sql);
                remove->bind(1, id);
                remove->exec();
            }
        }
        return ids.size();
    });
}

std::optional<EventStore::SessionRow> EventStore::latestSession(const ShopperId shopper) const {
    return guarded(database_, [&]() -> std::optional<SessionRow> {
        Prepared select =
            database_.prepare(fmt::format("SELECT {} FROM sessions WHERE shopper_id = ? "
                                          "ORDER BY started_at DESC, id DESC LIMIT 1",
                                          kSessionColumns));
        select->bind(1, raw(shopper));
        return select->executeStep() ? std::optional(sessionFrom(*select)) : std::nullopt;
    });
}

std::optional<EventStore::SessionRow> EventStore::session(const SessionId id) const {
    return guarded(database_, [&]() -> std::optional<SessionRow> {
        Prepared select =
            database_.prepare(fmt::format("SELECT {} FROM sessions WHERE id = ?", kSessionColumns));
        select->bind(1, raw(id));
        return select->executeStep() ? std::optional(sessionFrom(*select)) : std::nullopt;
    });
}

std::vector<EventStore::SessionSize> EventStore::sessionsOf(const ShopperId shopper,
                                                            const std::size_t most) const {
    return guarded(database_, [&] {
        std::vector<SessionSize> sessions;
        Prepared select = database_.prepare(fmt::format(
            "SELECT {}, (SELECT count(*) FROM events WHERE events.shopper_id = sessions.shopper_id "
            "AND events.session_id = sessions.id) FROM sessions WHERE shopper_id = ? "
            "ORDER BY started_at DESC, id DESC LIMIT ?",
            kSessionColumns));
        select->bind(1, raw(shopper));
        select->bind(2, static_cast<std::int64_t>(most));
        while (select->executeStep()) {
            sessions.push_back(
                {sessionFrom(*select), static_cast<std::size_t>(select->getColumn(5).getInt64())});
        }
        return sessions;
    });
}

std::vector<Event> EventStore::eventsOf(const SessionRow& session) const {
    return guarded(database_, [&] {
        std::vector<Event> events;
        // By the shopper first, whose events have an index.
        Prepared select = database_.prepare(fmt::format(
            "SELECT {} FROM events WHERE shopper_id = ? AND session_id = ? ORDER BY time, id",
            kEventColumns));
        select->bind(1, raw(session.shopper));
        select->bind(2, raw(session.id));
        while (select->executeStep()) {
            events.push_back(eventFrom(*select));
        }
        return events;
    });
}

std::vector<Event> EventStore::eventsBefore(const SessionRow& session,
                                            const std::size_t most) const {
    return guarded(database_, [&] {
        std::vector<Event> events;
        Prepared select = database_.prepare(fmt::format(
            "SELECT {} FROM events WHERE shopper_id = ? AND time < ? AND session_id IS NOT ? "
            "ORDER BY time DESC, id DESC LIMIT ?",
            kEventColumns));
        select->bind(1, raw(session.shopper));
        select->bind(2, session.startedAt);
        select->bind(3, raw(session.id));
        select->bind(4, static_cast<std::int64_t>(most));
        while (select->executeStep()) {
            events.push_back(eventFrom(*select));
        }
        std::ranges::reverse(events);
        return events;
    });
}

void EventStore::forEachSession(const std::function<void(const SessionRow&)>& visit) const {
    guarded(database_, [&] {
        Prepared select = database_.prepare(fmt::format(
            "SELECT {} FROM sessions WHERE is_simulated = 0 ORDER BY id", kSessionColumns));
        while (select->executeStep()) {
            visit(sessionFrom(*select));
        }
    });
}

void EventStore::forEachShownList(
    const std::function<void(const SessionRow&, const ShownList&)>& visit) const {
    guarded(database_, [&] {
        Prepared select =
            database_.prepare(fmt::format("SELECT {} FROM sessions WHERE detail LIKE '%\"lists\"%' "
                                          "ORDER BY shopper_id, started_at, id",
                                          kSessionColumns));
        while (select->executeStep()) {
            const SessionRow session = sessionFrom(*select);
            for (const ShownList& list : shownListsIn(session.detail)) {
                visit(session, list);
            }
        }
    });
}

std::size_t EventStore::eventCount() const {
    return countOf(database_, "SELECT count(*) FROM events");
}

std::size_t EventStore::shopperCount() const {
    return countOf(database_, "SELECT count(*) FROM shoppers");
}

std::size_t EventStore::simulatedShopperCount() const {
    return countOf(database_, "SELECT count(*) FROM shoppers WHERE is_simulated = 1");
}

void EventStore::forEach(const std::function<void(const Event&)>& visit) const {
    guarded(database_, [&] {
        Prepared select = database_.prepare(
            fmt::format("SELECT {} FROM events ORDER BY shopper_id, time, id", kEventColumns));
        while (select->executeStep()) {
            visit(eventFrom(*select));
        }
    });
}

std::vector<Event> EventStore::eventsOf(const ShopperId shopper) const {
    return guarded(database_, [&] {
        std::vector<Event> events;
        Prepared select = database_.prepare(fmt::format(
            "SELECT {} FROM events WHERE shopper_id = ? ORDER BY time, id", kEventColumns));
        select->bind(1, raw(shopper));
        while (select->executeStep()) {
            events.push_back(eventFrom(*select));
        }
        return events;
    });
}

std::vector<Event> EventStore::latestEventsOf(const ShopperId shopper,
                                              const std::size_t most) const {
    return guarded(database_, [&] {
        std::vector<Event> events;
        Prepared select = database_.prepare(fmt::format(
            "SELECT {} FROM events WHERE shopper_id = ? ORDER BY time DESC, id DESC LIMIT ?",
            kEventColumns));
        select->bind(1, raw(shopper));
        select->bind(2, static_cast<std::int64_t>(most));
        while (select->executeStep()) {
            events.push_back(eventFrom(*select));
        }
        std::ranges::reverse(events);
        return events;
    });
}

std::optional<Shopper> EventStore::shopper(const std::string_view key) const {
    return guarded(database_, [&]() -> std::optional<Shopper> {
        Prepared select = database_.prepare(
            fmt::format("SELECT {} FROM shoppers WHERE key = ?", kShopperColumns));
        select->bind(1, std::string(key));
        return select->executeStep() ? std::optional(shopperFrom(*select)) : std::nullopt;
    });
}

std::optional<Shopper> EventStore::shopper(const ShopperId id) const {
    return guarded(database_, [&]() -> std::optional<Shopper> {
        Prepared select =
            database_.prepare(fmt::format("SELECT {} FROM shoppers WHERE id = ?", kShopperColumns));
        select->bind(1, raw(id));
        return select->executeStep() ? std::optional(shopperFrom(*select)) : std::nullopt;
    });
}

std::vector<Persona> EventStore::personas() const {
    return guarded(database_, [&] {
        std::vector<Persona> personas;
        Prepared select =
            database_.prepare(fmt::format("SELECT {} FROM personas ORDER BY id", kPersonaColumns));
        while (select->executeStep()) {
            personas.push_back(personaFrom(*select));
        }
        return personas;
    });
}

std::optional<Persona> EventStore::persona(const std::string_view key) const {
    return guarded(database_, [&]() -> std::optional<Persona> {
        Prepared select = database_.prepare(
            fmt::format("SELECT {} FROM personas WHERE key = ?", kPersonaColumns));
        select->bind(1, std::string(key));
        return select->executeStep() ? std::optional(personaFrom(*select)) : std::nullopt;
    });
}

std::optional<Shopper> EventStore::typicalShopperOf(const Persona& persona) const {
    return guarded(database_, [&]() -> std::optional<Shopper> {
        Prepared select = database_.prepare(fmt::format(
            "SELECT {}, (SELECT count(*) FROM events WHERE shopper_id = shoppers.id) AS "
            "number FROM shoppers WHERE persona_id = ?1 AND substr(key, 1, instr(key, '-')) = "
            "(SELECT substr(key, 1, instr(key, '-')) FROM shoppers WHERE persona_id = ?1 "
            "ORDER BY id LIMIT 1) ORDER BY number DESC, id",
            kShopperColumns));
        select->bind(1, persona.id);
        const Weights wanted = weightsIn(persona.taste);
        std::optional<Shopper> typical;
        std::int64_t most = 0;
        double best = 0;
        while (select->executeStep()) {
            const std::int64_t number = select->getColumn(6).getInt64();
            most = std::max(most, number);
            if (2 * number < most) {
                break;
            }
            Shopper shopper = shopperFrom(*select);
            const double likeness = cosine(wanted, weightsIn(shopper.taste));
            if (!typical || likeness > best) {
                best = likeness;
                typical = std::move(shopper);
            }
        }
        return typical;
    });
}

std::vector<EventStore::ShopperRow> EventStore::findShoppers(const std::string_view words,
                                                             const std::size_t limit) const {
    return guarded(database_, [&] {
        std::vector<ShopperRow> rows;
        Prepared select = database_.prepare(fmt::format(
            "SELECT {}, (SELECT count(*) FROM events WHERE shopper_id = shoppers.id) AS number "
            "FROM shoppers WHERE key LIKE ?1 ESCAPE '\\' OR name LIKE ?1 ESCAPE '\\' "
            "ORDER BY number DESC, id LIMIT ?2",
            kShopperColumns));
        select->bind(1, beginning(words));
        select->bind(2, static_cast<std::int64_t>(limit));
        while (select->executeStep()) {
            rows.push_back(
                {shopperFrom(*select), static_cast<std::size_t>(select->getColumn(6).getInt64())});
        }
        return rows;
    });
}

}  // namespace haberdash
