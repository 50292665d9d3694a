// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/catalog/item_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/simulate/replay.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace haberdash {

/// The fields of a `replay` request, see ARCHITECTURE.md.
struct ReplayFields {
    std::vector<std::string> runs;     ///< one or two
    ReplayRequest replay;              ///< without the taste, which needs the catalog
    std::vector<std::size_t> numbers;  ///< of replay.session's events, from 1
    std::optional<SessionId> session;  ///< the stored one that it began with
    std::int64_t startedAt = 0;        ///< Unix seconds; 0: not known
    std::optional<Shopper> shopper;    ///< whose session it is
    std::string taste;                 ///< the shopper's or persona's (JSON); empty: not known
    bool isSimulated = false;          ///< the session
};

/// Throws Error(Input) that names a wrong field, Error(NotFound) for an unknown session, shopper,
/// persona or product.
ReplayFields replayFieldsOf(const Json& request, const ItemStore& items, const EventStore& events);

/// Whether a run with this record ("data" of run.json) learned from the session, and so knows
/// it: it was stored by then, and began before the run's training data end. nullopt: it cannot be
/// told.
std::optional<bool> hasLearnedFrom(const ReplayFields& fields, const Json& runData);

/// Leaves out the events for which `isKnown` does not hold.
void keepKnown(ReplayFields& fields, const std::function<bool(ItemId)>& isKnown);

/// The answer. `rowOf` says a product: {id, title, …}.
Json toJson(const ReplayReport& report,
            const ReplayFields& fields,
            const std::function<Json(ItemId)>& rowOf);

}  // namespace haberdash
