// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/propensity.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace haberdash {

LooksUntilClicked::LooksUntilClicked(const EventStore& events, const double decay) {
    std::optional<ShopperId> shopper;
    std::map<ItemId, double> soFar;  // of the shopper
    events.forEachShownList([&](const EventStore::SessionRow& session, const ShownList& list) {
        if (shopper != session.shopper) {
            shopper = session.shopper;
            soFar.clear();
        }
        for (std::size_t place = 0; place < list.items.size(); ++place) {
            soFar[list.items[place]] += std::pow(static_cast<double>(place + 1), -decay);
        }
        for (const std::size_t place : list.clicked) {
            looks_.try_emplace({session.id, list.items[place]}, soFar[list.items[place]]);
        }
    });
}

double LooksUntilClicked::of(const SessionId session, const ItemId item) const {
    const auto found = looks_.find({session, item});
    return found == looks_.end() ? 0 : found->second;
}

double inversePropensity(const double looks, const double clip) {
    return looks <= 0 ? 1 : std::min(clip, 1 / looks);
}

}  // namespace haberdash
