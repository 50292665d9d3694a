// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sessions/sittings.h"

namespace haberdash {

std::vector<std::vector<Event>> sittingsOf(const std::span<const Event> events) {
    std::vector<std::vector<Event>> sittings;
    for (const Event& event : events) {
        if (event.session) {
            continue;
        }
        if (sittings.empty() || event.time - sittings.back().back().time > kSessionPause) {
            sittings.emplace_back();
        }
        sittings.back().push_back(event);
    }
    return sittings;
}

}  // namespace haberdash
