// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace haberdash {

/// The value whose number is the word's place in `words`; empty: it is none of them.
template <class Enum, std::size_t Size>
std::optional<Enum> enumFrom(const std::array<const char*, Size>& words,
                             const std::string_view word) noexcept {
    for (std::size_t index = 0; index < Size; ++index) {
        if (word == words[index]) {
            return static_cast<Enum>(index);
        }
    }
    return std::nullopt;
}

}  // namespace haberdash
