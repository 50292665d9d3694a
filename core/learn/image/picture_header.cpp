// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/picture_header.h"

#include <cstddef>

namespace haberdash {

namespace {

using namespace std::string_view_literals;

std::uint32_t byteAt(const std::string_view bytes, const std::size_t offset) noexcept {
    return static_cast<unsigned char>(bytes[offset]);
}

std::uint32_t bigEndian16(const std::string_view bytes, const std::size_t offset) noexcept {
    return byteAt(bytes, offset) << 8U | byteAt(bytes, offset + 1);
}

std::uint32_t bigEndian32(const std::string_view bytes, const std::size_t offset) noexcept {
    return bigEndian16(bytes, offset) << 16U | bigEndian16(bytes, offset + 2);
}

std::uint32_t littleEndian24(const std::string_view bytes, const std::size_t offset) noexcept {
    return byteAt(bytes, offset) | byteAt(bytes, offset + 1) << 8U |
           byteAt(bytes, offset + 2) << 16U;
}

bool isFrame(const std::uint32_t marker) noexcept {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// ITU T.81, annex B: segments up to the first scan; the frame's segment holds the size.
PictureHeader readJpeg(const std::string_view bytes) noexcept {
    PictureHeader header{.format = PictureFormat::Jpeg};
    std::size_t at = 2;
    while (at + 4 <= bytes.size() && byteAt(bytes, at) == 0xFF) {
        const std::uint32_t marker = byteAt(bytes, at + 1);
        if (marker == 0xFF) {  // fill byte
            ++at;
            continue;
        }
        const std::size_t length = bigEndian16(bytes, at + 2);
        if (isFrame(marker) && at + 9 <= bytes.size()) {
            header.height = bigEndian16(bytes, at + 5);
            header.width = bigEndian16(bytes, at + 7);
        }
        if (marker == 0xDA) {  // start of scan: its data can hold no end marker but the real one
            header.isWhole = bytes.find("\xFF\xD9"sv, at) != std::string_view::npos;
            break;
        }
        at += 2 + length;
    }
    return header;
}

PictureHeader readPng(const std::string_view bytes) noexcept {
    PictureHeader header{.format = PictureFormat::Png};
    if (bytes.size() >= 24 && bytes.substr(12, 4) == "IHDR"sv) {
        header.width = bigEndian32(bytes, 16);
        header.height = bigEndian32(bytes, 20);
        header.isWhole = bytes.rfind("IEND"sv) != std::string_view::npos;
    }
    return header;
}

PictureHeader readWebp(const std::string_view bytes) noexcept {
    PictureHeader header{.format = PictureFormat::Webp};
    if (bytes.size() < 30) {
        return header;
    }
    const std::size_t length = littleEndian24(bytes, 4) | byteAt(bytes, 7) << 24U;
    header.isWhole = bytes.size() >= length + 8;
    const std::string_view chunk = bytes.substr(12, 4);
    if (chunk == "VP8X"sv) {
        header.width = littleEndian24(bytes, 24) + 1;
        header.height = littleEndian24(bytes, 27) + 1;
    } else if (chunk == "VP8 "sv) {
        header.width = (byteAt(bytes, 26) | byteAt(bytes, 27) << 8U) & 0x3FFFU;
        header.height = (byteAt(bytes, 28) | byteAt(bytes, 29) << 8U) & 0x3FFFU;
    } else if (chunk == "VP8L"sv) {
        const std::uint32_t bits = littleEndian24(bytes, 21) | byteAt(bytes, 24) << 24U;
        header.width = (bits & 0x3FFFU) + 1;
        header.height = (bits >> 14U & 0x3FFFU) + 1;
    }
    return header;
}

}  // namespace

std::optional<PictureHeader> readPictureHeader(const std::string_view bytes) noexcept {
    if (bytes.starts_with("\xFF\xD8\xFF"sv)) {
        return readJpeg(bytes);
    }
    if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) {
        return readPng(bytes);
    }
    if (bytes.starts_with("RIFF"sv) && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP"sv) {
        return readWebp(bytes);
    }
    return std::nullopt;
}

}  // namespace haberdash
