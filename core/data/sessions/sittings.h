// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sessions/event.h"

#include <cstdint>
#include <span>
#include <vector>

namespace haberdash {

/// A session ends where as many seconds pass without an event: the usual time-out of web analytics.
inline constexpr std::int64_t kSessionPause = 1'800;

/// Sessions of a shopper whose shop recorded none: the events that belong to no stored session, cut
/// at pauses. `events` of one shopper, oldest first; so are the sittings and what they hold.
std::vector<std::vector<Event>> sittingsOf(std::span<const Event> events);

}  // namespace haberdash
