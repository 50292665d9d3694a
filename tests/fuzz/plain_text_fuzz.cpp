// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as HTML: no crash, valid UTF-8 stays valid, no control characters and no line ends
// where one line was asked for.
#include "core/data/tables/plain_text.h"
#include "core/data/tables/text_source.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, const std::size_t size) {
    std::string html(reinterpret_cast<const char*>(data), size);
    haberdash::plainText(html);
    haberdash::repairUtf8(html);
    std::string text = haberdash::plainText(html);
    const std::string line = haberdash::plainLine(html);
    const auto isControl = [](const char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n') || byte == 0x7F;
    };
    if (haberdash::repairUtf8(text) != 0 || std::ranges::any_of(text, isControl) ||
        std::ranges::any_of(line, isControl) || line.find('\n') != std::string::npos) {
        std::abort();
    }
    return 0;
}
