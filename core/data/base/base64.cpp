// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/base64.h"

#include <array>
#include <cstdint>

namespace haberdash {

namespace {

constexpr std::string_view kLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNone = 0xFF;

constexpr std::array<std::uint8_t, 256> valuesOfLetters() {
    std::array<std::uint8_t, 256> values{};
    values.fill(kNone);
    for (std::size_t i = 0; i < kLetters.size(); ++i) {
        values[static_cast<unsigned char>(kLetters[i])] = static_cast<std::uint8_t>(i);
    }
    return values;
}

constexpr std::array<std::uint8_t, 256> kValues = valuesOfLetters();

}  // namespace

std::optional<std::string> fromBase64(const std::string_view text) {
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') {
        ++padding;
    }
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isPadding = i + padding >= text.size();
        const std::uint8_t value = isPadding ? 0 : kValues[static_cast<unsigned char>(text[i])];
        if (value == kNone) {
            return std::nullopt;
        }
        bits = bits << 6U | value;
        if (i % 4 == 3) {
            bytes += static_cast<char>(bits >> 16U & 0xFFU);
            bytes += static_cast<char>(bits >> 8U & 0xFFU);
            bytes += static_cast<char>(bits & 0xFFU);
            bits = 0;
        }
    }
    bytes.resize(bytes.size() - padding);
    return bytes;
}

std::string toBase64(const std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t bits = 0;
        for (std::size_t j = 0; j < 3; ++j) {
            const bool isThere = i + j < bytes.size();
            bits = bits << 8U | (isThere ? static_cast<unsigned char>(bytes[i + j]) : 0U);
        }
        text += kLetters[bits >> 18U & 63U];
        text += kLetters[bits >> 12U & 63U];
        text += i + 1 < bytes.size() ? kLetters[bits >> 6U & 63U] : '=';
        text += i + 2 < bytes.size() ? kLetters[bits & 63U] : '=';
    }
    return text;
}

}  // namespace haberdash
