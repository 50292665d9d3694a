// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/event_intake.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <iterator>
#include <utility>

namespace haberdash {

namespace {

constexpr std::size_t kMostEntries = 512;     // of one transaction
constexpr std::size_t kMostVisits = 100'000;  // waiting; further ones are not noted
constexpr auto kVisitDelay = std::chrono::seconds(1);

template <class Act>
std::optional<Error> failureOf(const Act& act) {
    try {
        act();
        return std::nullopt;
    } catch (const Error& error) {
        return error;
    } catch (const std::exception& exception) {
        return Error(ErrorKind::Disk, exception.what());
    }
}

// True where something is wrong with an entry, false where nothing at all can be written now.
bool isOfOne(const Error& failure) {
    return failure.kind() == ErrorKind::Input || failure.kind() == ErrorKind::NotFound;
}

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

void EventIntake::noteVisit(ServedVisit visit) {
    const std::lock_guard lock(mutex_);
    if (visits_.size() < kMostVisits) {
        visits_.push_back(std::move(visit));
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
            if (entries_.empty() && (visits_.empty() || stop.stop_requested())) {
                if (stop.stop_requested()) {
                    break;
                }
                continue;
            }
            take(entries, visits);
        }
        writeEntries(entries);
        writeVisits(std::move(visits));
    }
    writeVisits(std::exchange(visits_, {}));  // whoever could add some is gone
}

void EventIntake::take(std::vector<Entry>& entries, std::vector<ServedVisit>& visits) {
    const auto count = static_cast<std::ptrdiff_t>(std::min(entries_.size(), kMostEntries));
    std::move(entries_.begin(), entries_.begin() + count, std::back_inserter(entries));
    entries_.erase(entries_.begin(), entries_.begin() + count);
    visits.swap(visits_);
}

// What cannot be written for its own sake fails alone: the others of its batch are written.
void EventIntake::writeEntries(const std::span<const Entry> entries) {
    if (entries.empty()) {
        return;
    }
    std::vector<IncomingEvent> events;
    for (const Entry& entry : entries) {
        events.insert(events.end(), entry.events.begin(), entry.events.end());
    }
    const std::optional<Error> failure = failureOf([&] { sink_->write(events, {}); });
    if (failure && isOfOne(*failure) && entries.size() > 1) {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            writeEntries(entries.subspan(i, 1));
        }
        return;
    }
    settle(entries, failure);
}

void EventIntake::settle(const std::span<const Entry> entries,
                         const std::optional<Error>& failure) {
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

// Visits wait while nothing can be written at all.
void EventIntake::writeVisits(std::vector<ServedVisit> visits) {
    if (visits.empty()) {
        return;
    }
    const std::optional<Error> failure = failureOf([&] { sink_->write({}, visits); });
    if (failure && !isOfOne(*failure)) {
        const std::lock_guard lock(mutex_);
        const std::size_t room = kMostVisits - std::min(kMostVisits, visits_.size());
        visits.resize(std::min(visits.size(), room));
        visits_.insert(visits_.begin(), visits.begin(), visits.end());
    }
}

}  // namespace haberdash
