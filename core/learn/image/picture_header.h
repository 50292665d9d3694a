// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace haberdash {

enum class PictureFormat { Jpeg, Png, Webp };

/// What a picture's first bytes say, before any decoder sees it.
struct PictureHeader {
    PictureFormat format = PictureFormat::Jpeg;
    std::uint32_t width = 0;  ///< as stored, before any rotation
    std::uint32_t height = 0;
    bool isWhole = false;  ///< the end of the picture is there, as far as its outer structure tells
};

/// nullopt for what is not JPEG, PNG or WebP by its first bytes. A damaged header gives width 0.
std::optional<PictureHeader> readPictureHeader(std::string_view bytes) noexcept;

}  // namespace haberdash
