// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/store/database.h"

#include <optional>
#include <string>

namespace haberdash {

/// A picture as the window shows it: JPEG bytes that the engine made from the original.
struct StoredPicture {
    std::string hash;  ///< SHA-256 of the original's bytes
    int width = 0;     ///< of the original, pixels
    int height = 0;
    std::string thumb;    ///< longer side at most kThumbSide
    std::string preview;  ///< longer side at most kPreviewSide; empty where the thumb is as good
};

inline constexpr int kThumbSide = 288;
inline constexpr int kPreviewSide = 1024;

/// The table `pictures` of thumbs.db.
class ThumbStore {
  public:
    /// Borrows a connection to thumbs.db.
    explicit ThumbStore(Database& database);

    bool has(const std::string& hash) const;
    void put(const StoredPicture& picture);

    /// JPEG bytes; empty when not there.
    std::string thumb(const std::string& hash) const;

    /// The preview, or the thumb where there is none.
    std::string preview(const std::string& hash) const;

    /// Size of the original; nullopt when not there.
    struct Size {
        int width = 0;
        int height = 0;
    };

    std::optional<Size> originalSize(const std::string& hash) const;

  private:
    Database& database_;
};

}  // namespace haberdash
