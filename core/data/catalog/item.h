// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"

#include <cstdint>
#include <optional>
#include <string>

namespace haberdash {

/// What is known of a product's picture.
enum class PictureState : std::int64_t {
    None = 0,         ///< the catalog names none
    Pending = 1,      ///< named, not read yet
    Ok = 2,           ///< read; thumbnail in thumbs.db under Item::pictureHash
    Missing = 3,      ///< named, but no such file
    Corrupt = 4,      ///< a picture that cannot be decoded
    Unsupported = 5,  ///< not JPEG, PNG or WebP, or beyond the pixel limit
};

/// A product. Text is UTF-8 and plain (HTML was turned into text at import).
struct Item {
    ItemId id{};      ///< row of the database; 0 until stored
    std::string sku;  ///< the shop's own id, unique, leading zeros kept
    std::string title;
    std::string description;
    std::string department;  ///< "Topwear", "Shoes"; empty: not known, as for all facts
    std::string category;    ///< article type: "Tshirts"
    std::string colour;
    std::string brand;
    std::string gender;
    std::string season;
    std::string usage;  ///< "Casual", "Sports"
    std::optional<std::int64_t> year;
    std::optional<double> price;    ///< in the project's currency
    std::string attributes = "{}";  ///< further facts, a flat JSON object of texts
    std::string picturePath;        ///< absolute, or relative to the project folder; may be empty
    PictureState pictureState = PictureState::None;
    std::string pictureHash;      ///< SHA-256 of the file's bytes; empty until read
    std::string textHash;         ///< SHA-256 of title + '\n' + description
    std::int64_t importId = 0;    ///< which import last wrote it; 0: none
    std::int64_t sourceRow = 0;   ///< row (or line) of that import's file, from 1
    std::int64_t importedAt = 0;  ///< Unix seconds
};

}  // namespace haberdash
