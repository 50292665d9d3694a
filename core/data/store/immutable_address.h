// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace haberdash {

/// "file:" address under which SQLite takes the file as never changing: it is read without a lock
/// and without a trace beside it, also in a folder in which nothing can be written. Opened by
/// SQLITE_OPEN_READONLY | SQLITE_OPEN_URI.
inline std::string immutableAddress(const std::filesystem::path& file) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string address = "file:";
    for (const char letter : std::filesystem::absolute(file).string()) {
        if (std::string_view("%?#").find(letter) != std::string_view::npos) {
            const auto code = static_cast<unsigned char>(letter);
            address += {'%', kHex[code >> 4U], kHex[code & 0xFU]};
        } else {
            address += letter;
        }
    }
    return address + "?immutable=1";
}

}  // namespace haberdash
