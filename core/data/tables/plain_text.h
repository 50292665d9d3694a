// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace haberdash {

/// HTML (or text that was never HTML) -> plain UTF-8 text: tags gone, block elements and <br> as
/// line ends, list items on lines of their own, scripts and styles dropped, entities resolved,
/// control characters gone, blanks folded, at most one empty line in a row. Line ends of the source
/// are blanks where the text holds HTML, line ends where it holds none. A '<' that begins no tag
/// stays. Any bytes are safe; time is linear.
std::string plainText(std::string_view html);

/// The same as one line: for titles and facts.
std::string plainLine(std::string_view html);

/// UTF-8 of an entity without & and ;: "eacute", "#233", "#xE9". nullopt when there is none.
std::optional<std::string> entityText(std::string_view name);

}  // namespace haberdash
