// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sessions/event.h"

#include "core/data/base/enum_words.h"

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
    return enumFrom<EventKind>(kWords, word);
}

}  // namespace haberdash
