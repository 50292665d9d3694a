// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/event_intake.h"

#include "core/data/base/json.h"

#include <SQLiteCpp/Exception.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace haberdash {

namespace {

constexpr std::size_t kMostEntries = 512;      // of one transaction
constexpr std::size_t kMostSessions = 50'000;  // remembered; others are looked up again
constexpr std::size_t kMostVisits = 100'000;   // waiting; further ones are not noted
constexpr std::int64_t kSessionPause = 30 * 60;
constexpr auto kVisitDelay = std::chrono::seconds(1);

}  // namespace

EventIntake::EventIntake(const std::filesystem::path& projectFolder)
    : project_(Project::open(projectFolder, Access::ReadWrite)),
      events_(project_.database()),
      writer_([this](const std::stop_token& stop) { run(stop); }) {
}

EventIntake::~EventIntake() = default;

void EventIntake::add(std::vector<IncomingEvent> events, Done done) {
    const std::lock_guard lock(mutex_);
    figures_.waiting += events.size();
    entries_.push_back({std::move(events), std::move(done)});
    changed_.notify_all();
}

void EventIntake::noteVisit(const std::string& user,
                            const std::string& run,
                            const std::string& arm,
                            const std::int64_t time) {
    const std::lock_guard lock(mutex_);
    if (visits_.size() < kMostVisits) {
        visits_.push_back({user, run, arm, time});
    }
}

EventIntake::Figures EventIntake::figures() const {
    const std::lock_guard lock(mutex_);
    return figures_;
}

void EventIntake::run(const std::stop_token& stop) {
    while (true) {
        std::vector<Entry> entries;
        std::vector<Visit> visits;
        {
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, stop, kVisitDelay, [this] { return !entries_.empty(); });
            if (entries_.empty() && visits_.empty()) {
                if (stop.stop_requested()) {
                    return;
                }
                continue;
            }
            const auto count = static_cast<std::ptrdiff_t>(std::min(entries_.size(), kMostEntries));
            std::move(entries_.begin(), entries_.begin() + count, std::back_inserter(entries));
            entries_.erase(entries_.begin(), entries_.begin() + count);
            visits.swap(visits_);
        }
        std::optional<Error> failure;
        try {
            write(entries, visits);
        } catch (const Error& error) {
            failure = error;
        } catch (const SQLite::Exception& exception) {
            failure = errorOf(exception, project_.database().file());
        } catch (const std::exception& exception) {
            failure = Error(ErrorKind::Disk, exception.what());
        }
        if (failure) {
            sessions_.clear();  // some may have been rolled back
        }
        {
            const std::lock_guard lock(mutex_);
            for (const Entry& entry : entries) {
                figures_.waiting -= entry.events.size();
                figures_.events += failure ? 0 : entry.events.size();
            }
            ++figures_.transactions;
        }
        for (const Entry& entry : entries) {
            entry.done(failure);
        }
    }
}

void EventIntake::write(const std::vector<Entry>& entries, const std::vector<Visit>& visits) {
    Transaction transaction(project_.database());
    for (const Visit& visit : visits) {
        sessionOf(events_.shopperOf(visit.user, false), visit);
    }
    for (const Entry& entry : entries) {
        for (const IncomingEvent& incoming : entry.events) {
            const ShopperId shopper = events_.shopperOf(incoming.user, false);
            events_.append(
                {.shopper = shopper,
                 .item = incoming.item,
                 .kind = incoming.kind,
                 .time = incoming.time,
                 .session = sessionOf(shopper,
                                      {incoming.user, incoming.run, incoming.arm, incoming.time})});
        }
    }
    transaction.commit();
}

SessionId EventIntake::sessionOf(const ShopperId shopper, const Visit& visit) {
    const Json detail = {{"source", "service"}, {"run", visit.run}, {"arm", visit.arm}};
    const std::string text = detail.dump();
    if (sessions_.size() > kMostSessions) {
        sessions_.clear();
    }
    OpenSession& open = sessions_[raw(shopper)];
    if (open.detail.empty()) {
        if (const auto stored = events_.latestSession(shopper)) {
            open = {stored->id, stored->detail, stored->startedAt};
        }
    }
    // Events may be told late and out of order: only a step forward can be a pause.
    if (open.detail != text || visit.time > open.latest + kSessionPause) {
        open = {events_.addSession(shopper, visit.time, false, text), text, visit.time};
    }
    open.latest = std::max(open.latest, visit.time);
    return open.id;
}

}  // namespace haberdash
