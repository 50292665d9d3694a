// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/event_intake.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace haberdash {

namespace {

constexpr std::size_t kMostEntries = 512;     // of one transaction
constexpr std::size_t kMostVisits = 100'000;  // waiting; further ones are not noted
constexpr auto kVisitDelay = std::chrono::seconds(1);

}  // namespace

EventIntake::EventIntake(std::unique_ptr<EventSink> sink)
    : sink_(std::move(sink)), writer_([this](const std::stop_token& stop) { run(stop); }) {
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
        std::vector<ServedVisit> visits;
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
        const std::optional<Error> failure = write(entries, visits);
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

std::optional<Error> EventIntake::write(const std::vector<Entry>& entries,
                                        const std::vector<ServedVisit>& visits) {
    std::vector<IncomingEvent> events;
    for (const Entry& entry : entries) {
        events.insert(events.end(), entry.events.begin(), entry.events.end());
    }
    try {
        sink_->write(events, visits);
        return std::nullopt;
    } catch (const Error& error) {
        return error;
    } catch (const std::exception& exception) {
        return Error(ErrorKind::Disk, exception.what());
    }
}

}  // namespace haberdash
