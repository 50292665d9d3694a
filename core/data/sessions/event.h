// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace haberdash {

/// What a shopper did with a product; the numbers are those in the database.
enum class EventKind : std::int64_t { View = 0, Cart = 1, Purchase = 2, Like = 3, Dislike = 4 };

/// "view", "cart", "purchase", "like", "dislike".
const char* wordOf(EventKind kind) noexcept;
std::optional<EventKind> eventKindFrom(std::string_view word) noexcept;

/// Where a data set's own split put an event.
enum class GivenSplit : std::int64_t { Train = 0, Validation = 1, Test = 2 };

struct Event {
    ShopperId shopper{};
    ItemId item{};
    EventKind kind = EventKind::View;
    std::int64_t time = 0;  ///< Unix seconds; 0: not known
    std::optional<SessionId> session;
    std::optional<GivenSplit> split;
    bool isSimulated = false;
};

/// A kind of shopper with known tastes (JSON, see core/learn/simulate).
struct Persona {
    std::int64_t id = 0;
    std::string key;  ///< "minimalist"
    std::string name;
    std::string description;
    std::string taste;
};

struct Shopper {
    ShopperId id{};
    std::string key;   ///< the shop's own id
    std::string name;  ///< may be empty
    std::optional<std::int64_t> persona;
    bool isSimulated = false;
    std::string taste;  ///< ground truth of a simulated shopper (JSON); empty: not known
};

}  // namespace haberdash
