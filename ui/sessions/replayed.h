// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/catalog/item_store.h"
#include "ui/recommend/ranking.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <optional>
#include <vector>

namespace haberdash::ui {

/// What one model shows at one moment of a session.
struct ReplayedList {
    std::vector<RankedItem> items;
    std::optional<std::size_t> rank;  ///< from 1, of the product that comes next
    double clicks = 0;                ///< simulated, of this list
};

/// The moment before an event, or after all of them.
struct ReplayedStep {
    std::size_t event = 0;  ///< its number in the session, from 1; 0: after all
    bool isSeen = false;    ///< its product is of the history already
    std::vector<ReplayedList> lists;
    std::size_t overlap = 0;
    std::optional<double> tau;
};

struct ReplayedFigure {
    double mean = 0;
    double low = 0;
    double high = 0;
};

/// An answer to the engine's `replay`.
struct Replayed {
    QStringList runs;
    int k = 0;
    std::size_t earlier = 0;  ///< events that the shopper had before the session
    bool isByTaste = false;   ///< clicks are simulated from a known taste, else from the session
    QStringList learned;      ///< of the runs, those that learned from the stored session
    std::vector<ReplayedStep> steps;  ///< the last one is after all events
    std::vector<ReplayedFigure> clicks;
    std::vector<double> reciprocalRanks;  ///< empty: nothing new came next
    std::vector<double> likings;  ///< share of the catalog that the taste likes less than what is
                                  ///< shown; empty: no taste is known
    std::optional<ReplayedFigure> advantage;  ///< of the second run's clicks over the first's

    /// Before the event of that number; where it was taken out, before the next one that was not.
    /// nullptr without steps.
    const ReplayedStep* stepBefore(std::size_t event) const;
};

/// Products that the catalog no longer has are left out.
Replayed replayedFrom(const Json& result, const ItemStore& items);

}  // namespace haberdash::ui
