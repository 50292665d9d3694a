// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// One RFC 4180 row with CRLF. A cell that a spreadsheet would run as a formula (it begins with
/// one of = + - @ tab CR, and is no number) or that begins with an apostrophe gets an apostrophe
/// in front; unguardCell() takes it off again.
std::string csvRow(const std::vector<std::string>& cells);

/// What the cell was before csvRow() guarded it; any other text unchanged.
std::string_view unguardCell(std::string_view cell) noexcept;

}  // namespace haberdash
