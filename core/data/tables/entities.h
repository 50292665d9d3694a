// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace haberdash {

/// Code point of a named HTML entity ("eacute"), case-sensitive.
std::optional<char32_t> namedEntity(std::string_view name) noexcept;

}  // namespace haberdash
