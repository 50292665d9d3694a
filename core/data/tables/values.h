// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sessions/event.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace haberdash {

// The words of shops' files as values.

std::string_view trimmed(std::string_view text) noexcept;

/// Letters A-Z to lower case, everything that is no letter or digit dropped; other languages'
/// letters stay: what column names are compared by.
std::string comparable(std::string_view text);

/// True for what means "not known": empty, NA, N/A, NaN, null, None, -.
bool isUnknown(std::string_view text) noexcept;

struct PriceReading {
    std::optional<double> value;  ///< >= 0
    std::string currency;         ///< ISO 4217 when the text names it: "EUR" for "39,90 €"
    std::string fault;            ///< not empty: something stands there that is no price
};

/// "1,299.00", "1.299,00 €", "Rs. 799", "US$ 5". Unknown gives neither value nor fault.
PriceReading readPrice(std::string_view text);

/// ISO 4217 of the currency that a text names ("price_eur", "Preis (€)"); empty: none.
std::string currencyIn(std::string_view text);

/// Unix seconds of a number (seconds, milliseconds or microseconds by its size) or of a date:
/// 2018-09-20, 2018-09-20T10:11:12Z, 2018-09-20 10:11:12+02:00, 20.09.2018, 2018/09/20. UTC where
/// no zone is named.
std::optional<std::int64_t> readTime(std::string_view text);

/// "purchase", and the words of other systems: buy, order, add_to_cart, click, pv, fav, ...
std::optional<EventKind> readEventKind(std::string_view text);

}  // namespace haberdash
