// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace haberdash {

/// SHA-256 as 64 lower-case hex digits.
std::string sha256(std::string_view bytes);

/// Of a file's bytes. Throws Error(NotFound or Disk) when it cannot be read.
std::string sha256OfFile(const std::filesystem::path& file);

}  // namespace haberdash
