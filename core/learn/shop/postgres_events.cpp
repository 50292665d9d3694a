// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/postgres_events.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace haberdash {

namespace {

// In the order of their keys, so that two services never wait for each other.
constexpr const char* kShoppers =
    "INSERT INTO haberdash.shoppers (key) SELECT DISTINCT u FROM unnest($1::text[]) u WHERE NOT "
    "EXISTS (SELECT 1 FROM haberdash.shoppers WHERE key = u) ORDER BY u ON CONFLICT DO NOTHING";

constexpr const char* kEvents =
    "INSERT INTO haberdash.events (shopper_id, item_id, kind, time, run, arm, experiment) SELECT "
    "s.id, n.item, n.kind, n.time, n.run, n.arm, n.experiment FROM unnest($1::text[], "
    "$2::bigint[], $3::smallint[], $4::bigint[], $5::text[], $6::text[], $7::text[]) WITH "
    "ORDINALITY AS n (key, item, kind, time, run, arm, experiment, place) JOIN haberdash.shoppers "
    "s ON s.key = n.key ORDER BY n.place";

constexpr const char* kVisits =
    "INSERT INTO haberdash.visits (shopper_id, run, arm, experiment, time) SELECT s.id, n.run, "
    "n.arm, n.experiment, n.time FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], "
    "$5::bigint[]) AS n (key, run, arm, experiment, time) JOIN haberdash.shoppers s ON "
    "s.key = n.key";

template <class Entry, class Value>
std::string arrayOf(const std::vector<Entry>& entries, const Value& value) {
    std::vector<std::string> texts;
    for (const Entry& entry : entries) {
        texts.push_back(fmt::format("{}", value(entry)));
    }
    return postgresArray(texts);
}

}  // namespace

void PostgresEvents::write(const std::vector<IncomingEvent>& events,
                           const std::vector<ServedVisit>& visits) {
    const std::string eventUsers = arrayOf(events, [](const auto& event) { return event.user; });
    const std::string visitors = arrayOf(visits, [](const auto& visit) { return visit.user; });
    std::vector<std::string> users;
    std::ranges::transform(
        events, std::back_inserter(users), [](const auto& event) { return event.user; });
    std::ranges::transform(
        visits, std::back_inserter(users), [](const auto& visit) { return visit.user; });
    PostgresTransaction transaction(server_);
    // In one statement, which sorts them: two of them in another order each would wait for ever.
    server_.run(kShoppers, {postgresArray(users)});
    if (!visits.empty()) {
        server_.run(kVisits,
                    {visitors,
                     arrayOf(visits, [](const auto& visit) { return visit.served.run; }),
                     arrayOf(visits, [](const auto& visit) { return visit.served.arm; }),
                     arrayOf(visits, [](const auto& visit) { return visit.served.experiment; }),
                     arrayOf(visits, [](const auto& visit) { return visit.time; })});
    }
    if (!events.empty()) {
        server_.run(kEvents,
                    {eventUsers,
                     arrayOf(events, [](const auto& event) { return raw(event.item); }),
                     arrayOf(events, [](const auto& event) { return raw(event.kind); }),
                     arrayOf(events, [](const auto& event) { return event.time; }),
                     arrayOf(events, [](const auto& event) { return event.served.run; }),
                     arrayOf(events, [](const auto& event) { return event.served.arm; }),
                     arrayOf(events, [](const auto& event) { return event.served.experiment; })});
    }
    transaction.commit();
}

}  // namespace haberdash
