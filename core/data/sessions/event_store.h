// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sessions/event.h"
#include "core/data/sessions/shown_list.h"
#include "core/data/store/database.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// The tables `shoppers`, `personas`, `sessions` and `events`.
class EventStore {
  public:
    /// Borrows the connection for its life.
    explicit EventStore(Database& database);

    /// The shopper of that key, made when new. Call inside a Transaction.
    ShopperId shopperOf(const std::string& key, bool isSimulated);

    /// Inserts or replaces all columns by key; returns the id.
    ShopperId putShopper(const Shopper& shopper);
    std::int64_t putPersona(const Persona& persona);
    SessionId addSession(ShopperId shopper,
                         std::int64_t startedAt,
                         bool isSimulated,
                         const std::string& detail);

    /// The n-th equal event (same shopper, time, product and kind) has occurrence n, from 0; false
    /// when it is already stored. Call inside a Transaction.
    bool add(const Event& event, std::int64_t occurrence);

    /// Adds the event as one more of its equals, however many there are. Call inside a Transaction.
    void append(const Event& event);

    /// Takes the persona out, unless a shopper was drawn around it.
    void removePersona(std::int64_t id);

    /// Takes out up to `most` simulated shoppers whose keys begin so, with their sessions and
    /// events; returns how many were there to take. Call inside a Transaction.
    std::size_t removeSimulated(std::string_view prefix, std::size_t most);

    struct SessionRow {
        SessionId id{};
        ShopperId shopper{};
        std::int64_t startedAt = 0;  ///< Unix seconds
        bool isSimulated = false;
        std::string detail;  ///< JSON: how a simulation or the service came to it
    };

    /// The shopper's session that began last.
    std::optional<SessionRow> latestSession(ShopperId shopper) const;
    std::optional<SessionRow> session(SessionId id) const;

    struct SessionSize {
        SessionRow session;
        std::size_t events = 0;
    };

    /// The shopper's latest `most` sessions, latest first.
    std::vector<SessionSize> sessionsOf(ShopperId shopper, std::size_t most) const;

    /// The session's events, oldest first.
    std::vector<Event> eventsOf(const SessionRow& session) const;

    /// What the shopper had done before the session began: the latest `most` events, oldest first.
    std::vector<Event> eventsBefore(const SessionRow& session, std::size_t most) const;

    /// All sessions that are not simulated, by id.
    void forEachSession(const std::function<void(const SessionRow&)>& visit) const;

    /// All lists that sessions keep, simulated or not: by shopper, in the order of showing.
    void forEachShownList(
        const std::function<void(const SessionRow&, const ShownList&)>& visit) const;

    std::size_t eventCount() const;
    std::size_t shopperCount() const;
    std::size_t simulatedShopperCount() const;

    /// All events ordered by shopper, time, id.
    void forEach(const std::function<void(const Event&)>& visit) const;

    /// One shopper's events, oldest first.
    std::vector<Event> eventsOf(ShopperId shopper) const;

    /// The latest `most` of them, oldest first.
    std::vector<Event> latestEventsOf(ShopperId shopper, std::size_t most) const;

    std::optional<Shopper> shopper(std::string_view key) const;
    std::optional<Shopper> shopper(ShopperId id) const;
    std::vector<Persona> personas() const;
    std::optional<Persona> persona(std::string_view key) const;

    /// Who stands for the persona: of the shoppers first drawn around it (alike up to a hyphen in
    /// their keys), with at least half the events of the busiest, the one of the nearest taste
    /// (cosine of the weights; the busiest where tastes are not known). Empty: none was drawn.
    std::optional<Shopper> typicalShopperOf(const Persona& persona) const;

    /// Shoppers whose key or name begins with the words, those with most events first.
    struct ShopperRow {
        Shopper shopper;
        std::size_t events = 0;
    };

    std::vector<ShopperRow> findShoppers(std::string_view words, std::size_t limit) const;

  private:
    Database& database_;
};

}  // namespace haberdash
