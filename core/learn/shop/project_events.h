// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sessions/event_store.h"
#include "core/data/store/project.h"
#include "core/learn/shop/event_sink.h"

#include <filesystem>
#include <unordered_map>

namespace haberdash {

/// Events in a project. Those of a shopper belong to a session that remembers whose answers the
/// shopper saw; a pause, or another's answers, begin a new one.
class ProjectEvents final : public EventSink {
  public:
    /// Opens a connection of its own. Throws as Project::open does.
    explicit ProjectEvents(const std::filesystem::path& projectFolder);

    void write(const std::vector<IncomingEvent>& events,
               const std::vector<ServedVisit>& visits) override;

  private:
    struct OpenSession {
        SessionId id{};
        std::string detail;
        std::int64_t latest = 0;
    };

    void writeAll(const std::vector<IncomingEvent>& events, const std::vector<ServedVisit>& visits);
    SessionId sessionOf(ShopperId shopper, const ServedVisit& visit);

    Project project_;
    EventStore events_;
    std::unordered_map<std::int64_t, OpenSession> sessions_;  ///< by shopper
};

}  // namespace haberdash
