// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/error.h"
#include "core/learn/shop/event_sink.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace haberdash {

/// The one writer of events while the service runs: whatever waits goes into one transaction, so
/// that many shoppers share the wait for the disk.
class EventIntake {
  public:
    /// Called from the writing thread, when the events are on the disk or cannot get there.
    using Done = std::function<void(const std::optional<Error>& failure)>;

    explicit EventIntake(std::unique_ptr<EventSink> sink);

    /// Writes what still waits.
    ~EventIntake();
    EventIntake(const EventIntake&) = delete;
    EventIntake& operator=(const EventIntake&) = delete;

    void add(std::vector<IncomingEvent> events, Done done);

    /// A shopper was answered: begins a session, so that an arm under which nobody clicks counts
    /// too. Written after the next events, or after a second; nobody waits for it.
    void noteVisit(ServedVisit visit);

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

    void run(const std::stop_token& stop);
    void take(std::vector<Entry>& entries, std::vector<ServedVisit>& visits);
    void writeEntries(std::span<const Entry> entries);
    void writeVisits(std::vector<ServedVisit> visits);
    void settle(std::span<const Entry> entries, const std::optional<Error>& failure);

    std::unique_ptr<EventSink> sink_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Entry> entries_;
    std::vector<ServedVisit> visits_;
    Figures figures_;
    std::jthread writer_;  // last: joined before what it uses goes
};

}  // namespace haberdash
