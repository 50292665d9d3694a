// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace haberdash {

/// RFC 4648 with its padding and nothing between; nullopt for anything else.
std::optional<std::string> fromBase64(std::string_view text);

std::string toBase64(std::string_view bytes);

}  // namespace haberdash
