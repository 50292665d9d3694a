// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sessions/event.h"

#include <array>

namespace haberdash {

namespace {

constexpr std::array kWords{"view", "cart", "purchase", "like", "dislike"};

}  // namespace

const char* wordOf(const EventKind kind) noexcept {
    const auto index = static_cast<std::size_t>(kind);
    return index < kWords.size() ? kWords[index] : kWords[0];
}

std::optional<EventKind> eventKindFrom(const std::string_view word) noexcept {
    for (std::size_t index = 0; index < kWords.size(); ++index) {
        if (word == kWords[index]) {
            return static_cast<EventKind>(index);
        }
    }
    return std::nullopt;
}

}  // namespace haberdash
