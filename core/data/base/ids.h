// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <type_traits>

namespace haberdash {

// Rows of the project's database. The shop's own identifier of a product (its "sku", "id" in
// JSON) is text, because shops use leading zeros.
enum class ItemId : std::int64_t {};
enum class ShopperId : std::int64_t {};
enum class SessionId : std::int64_t {};

template <class Id>
requires std::is_enum_v<Id>

constexpr std::int64_t raw(const Id id) noexcept {
    return static_cast<std::int64_t>(id);
}

}  // namespace haberdash
