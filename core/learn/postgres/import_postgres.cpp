// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/postgres/import_postgres.h"

#include "core/data/catalog/item_store.h"
#include "core/data/sessions/event_store.h"
#include "core/data/sessions/served_by.h"
#include "core/data/sessions/sittings.h"
#include "core/learn/postgres/postgres.h"
#include "core/learn/postgres/shared_schema.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace haberdash {

namespace {

constexpr std::size_t kRowsOfATransaction = 1000;
constexpr std::size_t kMostSessions = 100'000;  // of a shopper

// A service does not know how many equal events there are; from here on each has its number, under
// which a project knows it again, and exports it without a second row.
constexpr const char* kNumber =
    "UPDATE haberdash.events e SET occurrence = n.occurrence FROM (SELECT f.id, coalesce((SELECT "
    "max(o.occurrence) + 1 FROM haberdash.events o WHERE o.shopper_id = f.shopper_id AND o.time = "
    "f.time AND o.item_id = f.item_id AND o.kind = f.kind), 0) + row_number() OVER (PARTITION BY "
    "f.shopper_id, f.time, f.item_id, f.kind ORDER BY f.id) - 1 AS occurrence FROM "
    "haberdash.events f WHERE f.occurrence IS NULL) n WHERE e.id = n.id";

// Of each shopper by time; a visit has no product.
constexpr const char* kServed =
    "SELECT s.key, a.time, a.run, a.arm, a.experiment, i.sku, a.kind, a.occurrence FROM (SELECT "
    "id, shopper_id, time, run, arm, experiment, item_id, kind, occurrence FROM haberdash.events "
    "WHERE run <> '' AND occurrence IS NOT NULL UNION ALL SELECT 0, shopper_id, time, run, arm, "
    "experiment, NULL, NULL, NULL FROM haberdash.visits) a JOIN haberdash.shoppers s ON s.id = "
    "a.shopper_id LEFT JOIN haberdash.items i ON i.id = a.item_id ORDER BY a.shopper_id, a.time, "
    "a.id";

/// Takes what happened, shopper by shopper, oldest first.
class Taker {
  public:
    Taker(Project& project, FetchReport& report)
        : items_(project.database()), events_(project.database()), report_(report) {}

    void take(const Postgres::Row& row) {
        const std::int64_t time = integerIn(row.at(1));
        beginShopper(row.at(0).value_or(""));
        reachSession({row.at(2).value_or(""), row.at(3).value_or(""), row.at(4).value_or("")},
                     time);
        if (!row.at(5)) {
            return;
        }
        const std::optional<ItemId> item = items_.idOfSku(*row.at(5));
        if (!item) {
            ++report_.eventsRejected;
            return;
        }
        const bool isNew = events_.add({.shopper = shopper_,
                                        .item = *item,
                                        .kind = static_cast<EventKind>(integerIn(row.at(6))),
                                        .time = time,
                                        .session = session_},
                                       integerIn(row.at(7)));
        ++(isNew ? report_.eventsAdded : report_.eventsUnchanged);
    }

  private:
    void beginShopper(const std::string& key) {
        if (key_ == key) {
            return;
        }
        report_.shoppersAdded += events_.shopper(key) ? 0 : 1;
        shopper_ = events_.shopperOf(key, false);
        key_ = key;
        detail_.clear();
        sessions_.clear();
        for (const EventStore::SessionSize& known : events_.sessionsOf(shopper_, kMostSessions)) {
            sessions_.emplace(std::pair(known.session.startedAt, known.session.detail),
                              known.session.id);
        }
    }

    // The same events make the same sessions, so that a second time finds those of the first.
    void reachSession(const ServedBy& served, const std::int64_t time) {
        const std::string detail = detailOf(served);
        if (detail != detail_ || time > latest_ + kSessionPause) {
            const auto [place, isNew] = sessions_.try_emplace(std::pair(time, detail));
            if (isNew) {
                place->second = events_.addSession(shopper_, time, false, detail);
                ++report_.sessionsAdded;
            }
            session_ = place->second;
            detail_ = detail;
        }
        latest_ = time;
    }

    ItemStore items_;
    EventStore events_;
    FetchReport& report_;
    std::optional<std::string> key_;
    ShopperId shopper_{};
    std::map<std::pair<std::int64_t, std::string>, SessionId> sessions_;  ///< of the shopper
    SessionId session_{};
    std::string detail_;
    std::int64_t latest_ = 0;
};

}  // namespace

FetchReport importFromPostgres(Project& project,
                               const std::string& address,
                               const Monitor& monitor) {
    Postgres server(address);
    requireSharedSchema(server);
    server.run(kNumber);
    FetchReport report{.place = server.place()};
    Taker taker(project, report);
    std::optional<Transaction> transaction(std::in_place, project.database());
    std::size_t rows = 0;
    server.forEach(kServed, [&](const Postgres::Row& row) {
        taker.take(row);
        if (++rows % kRowsOfATransaction == 0) {
            transaction->commit();
            monitor.step("events", rows, 0);
            transaction.emplace(project.database());
        }
    });
    transaction->commit();
    return report;
}

}  // namespace haberdash
