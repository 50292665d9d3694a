// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace haberdash {

// Numbers in text, whatever the locale says. The whole text must be the number.
std::optional<std::int64_t> parseInteger(std::string_view text) noexcept;
std::optional<double> parseDecimal(std::string_view text) noexcept;

/// The shortest text that parseDecimal() reads back to the same value.
std::string toText(double value);

}  // namespace haberdash
