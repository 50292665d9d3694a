// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/numbers.h"

#include <array>
#include <charconv>
#include <cmath>

namespace haberdash {

namespace {

template <class Number>
std::optional<Number> parseWhole(const std::string_view text) noexcept {
    Number value{};
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc{} || result.ptr != end) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

std::optional<std::int64_t> parseInteger(const std::string_view text) noexcept {
    return parseWhole<std::int64_t>(text);
}

std::optional<double> parseDecimal(const std::string_view text) noexcept {
    const std::optional<double> value = parseWhole<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::string toText(const double value) {
    std::array<char, 32> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

}  // namespace haberdash
