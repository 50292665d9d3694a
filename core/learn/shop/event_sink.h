// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"
#include "core/data/sessions/event.h"
#include "core/data/sessions/served_by.h"

#include <cstdint>
#include <string>
#include <vector>

namespace haberdash {

/// What a shopper did, as the shop told it.
struct IncomingEvent {
    std::string user;
    ItemId item{};
    EventKind kind = EventKind::View;
    std::int64_t time = 0;  ///< Unix seconds
    ServedBy served;
};

/// A shopper was answered.
struct ServedVisit {
    std::string user;
    ServedBy served;
    std::int64_t time = 0;  ///< Unix seconds
};

/// Where events are kept. One thread at a time.
class EventSink {
  public:
    virtual ~EventSink() = default;

    /// All of it is on the disk when this returns, or nothing when it throws.
    virtual void write(const std::vector<IncomingEvent>& events,
                       const std::vector<ServedVisit>& visits) = 0;
};

}  // namespace haberdash
