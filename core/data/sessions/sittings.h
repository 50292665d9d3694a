// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sessions/event.h"

#include <span>
#include <vector>

namespace haberdash {

/// Sessions of a shopper whose shop recorded none: the events that belong to no stored session, cut
/// where more than half an hour passes without one (the usual time-out of web analytics). `events`
/// of one shopper, oldest first; so are the sittings and what they hold.
std::vector<std::vector<Event>> sittingsOf(std::span<const Event> events);

}  // namespace haberdash
