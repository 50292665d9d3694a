// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/history.h"

#include <algorithm>
#include <cmath>

namespace haberdash {

namespace {

constexpr double kStrongest = 3;
constexpr double kSecondsADay = 86400;

}  // namespace

double kindWeight(const EventKind kind) noexcept {
    switch (kind) {
        case EventKind::View:
            return 1;
        case EventKind::Cart:
            return 2;
        case EventKind::Purchase:
        case EventKind::Like:
            return kStrongest;
        case EventKind::Dislike:
            return 0;
    }
    return 0;
}

std::vector<Recent> recentProducts(const std::span<const PastEvent> history,
                                   const std::size_t length,
                                   const double decay) {
    std::int64_t latest = 0;
    for (const PastEvent& event : history) {
        latest = std::max(latest, event.time);
    }
    // From the newest back, so that no more of a long history is read than is kept.
    std::vector<Recent> recents;
    for (std::size_t back = history.size(); back > 0; --back) {
        const PastEvent& event = history[back - 1];
        const double days =
            event.time == 0 ? 0.0 : static_cast<double>(latest - event.time) / kSecondsADay;
        const auto recency = static_cast<float>(std::pow(decay, days));
        const auto weight = recency * static_cast<float>(kindWeight(event.kind) / kStrongest);
        const auto known = std::ranges::find(recents, event.row, &Recent::row);
        if (known != recents.end()) {
            known->weight = known->isDisliked ? known->weight : std::max(known->weight, weight);
        } else if (recents.size() < length) {
            const bool isDisliked = event.kind == EventKind::Dislike;
            recents.push_back(
                {event.row, recency, isDisliked ? recency : weight, isDisliked, back - 1});
        } else {
            break;
        }
    }
    std::ranges::reverse(recents);
    return recents;
}

}  // namespace haberdash
