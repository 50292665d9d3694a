// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/project_events.h"

#include "core/data/base/error.h"
#include "core/data/sessions/sittings.h"

#include <SQLiteCpp/Exception.h>

#include <algorithm>

namespace haberdash {

namespace {

constexpr std::size_t kMostSessions = 50'000;  // remembered; others are looked up again

}  // namespace

ProjectEvents::ProjectEvents(const std::filesystem::path& projectFolder)
    : project_(Project::open(projectFolder, Access::ReadWrite)), events_(project_.database()) {
}

void ProjectEvents::write(const std::vector<IncomingEvent>& events,
                          const std::vector<ServedVisit>& visits) {
    try {
        guarded(project_.database(), [&] { writeAll(events, visits); });
    } catch (const std::exception&) {
        sessions_.clear();  // some may have been rolled back
        throw;
    }
}

void ProjectEvents::writeAll(const std::vector<IncomingEvent>& events,
                             const std::vector<ServedVisit>& visits) {
    Transaction transaction(project_.database());
    for (const ServedVisit& visit : visits) {
        sessionOf(events_.shopperOf(visit.user, false), visit);
    }
    for (const IncomingEvent& incoming : events) {
        const ShopperId shopper = events_.shopperOf(incoming.user, false);
        events_.append(
            {.shopper = shopper,
             .item = incoming.item,
             .kind = incoming.kind,
             .time = incoming.time,
             .session = sessionOf(shopper, {incoming.user, incoming.served, incoming.time})});
    }
    transaction.commit();
}

SessionId ProjectEvents::sessionOf(const ShopperId shopper, const ServedVisit& visit) {
    const std::string detail = detailOf(visit.served);
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
    if (open.detail != detail || visit.time > open.latest + kSessionPause) {
        open = {events_.addSession(shopper, visit.time, false, detail), detail, visit.time};
    }
    open.latest = std::max(open.latest, visit.time);
    return open.id;
}

}  // namespace haberdash
