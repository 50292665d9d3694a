// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/error.h"
#include "core/data/sessions/event_store.h"
#include "core/data/store/project.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace haberdash {

/// What a shopper did, as the shop told it.
struct IncomingEvent {
    std::string user;
    ItemId item{};
    EventKind kind = EventKind::View;
    std::int64_t time = 0;  ///< Unix seconds
    std::string run;        ///< whose answers the shopper sees
    std::string arm;
};

/// The one writer of events while the service runs: whatever waits goes into one transaction, so
/// that many shoppers share the wait for the disk.
///
/// Events of a shopper belong to a session that remembers the run and the arm; a pause of half an
/// hour or another arm begins a new one.
class EventIntake {
  public:
    /// Called from the writing thread, when the events are on the disk or cannot get there.
    using Done = std::function<void(const std::optional<Error>& failure)>;

    /// Opens a connection of its own. Throws as Project::open does.
    explicit EventIntake(const std::filesystem::path& projectFolder);

    /// Writes what still waits.
    ~EventIntake();
    EventIntake(const EventIntake&) = delete;
    EventIntake& operator=(const EventIntake&) = delete;

    void add(std::vector<IncomingEvent> events, Done done);

    /// A shopper was answered: begins a session, so that an arm under which nobody clicks counts
    /// too. Written with the next events, or after a second.
    void noteVisit(const std::string& user,
                   const std::string& run,
                   const std::string& arm,
                   std::int64_t time);

    struct Figures {
        std::uint64_t events = 0;        ///< on the disk
        std::uint64_t transactions = 0;  ///< that took
        std::size_t waiting = 0;
    };

    Figures figures() const;

  private:
    struct Entry {
        std::vector<IncomingEvent> events;
        Done done;
    };

    struct Visit {
        std::string user;
        std::string run;
        std::string arm;
        std::int64_t time = 0;
    };

    struct OpenSession {
        SessionId id{};
        std::string detail;
        std::int64_t latest = 0;
    };

    void run(const std::stop_token& stop);
    void write(const std::vector<Entry>& entries, const std::vector<Visit>& visits);
    SessionId sessionOf(ShopperId shopper, const Visit& visit);

    Project project_;
    EventStore events_;
    std::unordered_map<std::int64_t, OpenSession> sessions_;  ///< by shopper; writing thread only
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Entry> entries_;
    std::vector<Visit> visits_;
    Figures figures_;
    std::jthread writer_;  // last: joined before what it uses goes
};

}  // namespace haberdash
