// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sessions/event.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace haberdash {

/// An event as models see it: the product is a row of the catalog (products by id ascending).
struct PastEvent {
    std::uint32_t row = 0;
    EventKind kind = EventKind::View;
    std::int64_t time = 0;  ///< Unix seconds; 0: not known
};

/// View 1, cart 2, purchase and like 3; a dislike counts against, and has 0.
double kindWeight(EventKind kind) noexcept;

/// One product of a history, whatever happened to it.
struct Recent {
    std::uint32_t row = 0;
    float recency = 1;  ///< decay ^ days before the latest event
    float weight = 0;  ///< recency * kind weight / 3, of the strongest event; the dislike's recency
    bool isDisliked = false;
    std::size_t event = 0;  ///< index of the product's last event in the history
};

// The last word on a product holds: a dislike until a cart, purchase or like takes it back, and
// those until a dislike does. A view is no word.

/// Rows whose last word is a dislike, ascending.
std::vector<std::uint32_t> dislikedRows(std::span<const PastEvent> history);

/// Rows of what was met and is not disliked, ascending, each once.
std::vector<std::uint32_t> chosenRows(std::span<const PastEvent> history);

/// The products of the latest `length` of them, oldest first; no more of a history is read than
/// they need. Ages count from the latest event, so that no clock is needed.
std::vector<Recent> recentProducts(std::span<const PastEvent> history,
                                   std::size_t length,
                                   double decay);

}  // namespace haberdash
