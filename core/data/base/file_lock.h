// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

namespace haberdash {

/// A file held by one process; the hold dies with its process, however that ends. Asking whether a
/// file is held takes nothing: it never gets in the way of one who wants to hold it.
class FileLock {
  public:
    /// Makes the file where there is none. Empty when another holds it, in this process too, and
    /// where it cannot be written.
    static std::optional<FileLock> acquire(const std::filesystem::path& file);

    /// The same, waiting up to `patience` for another to let go.
    static std::optional<FileLock> acquireWithin(const std::filesystem::path& file,
                                                 std::chrono::milliseconds patience);

    /// Held together with any number of others who share it, and with none who acquired it. Empty
    /// as above.
    static std::optional<FileLock> share(const std::filesystem::path& file);

    /// By one or by several. True as well where the file system cannot tell.
    static bool isHeld(const std::filesystem::path& file);

    ~FileLock();
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&&) = delete;

  private:
    explicit FileLock(int descriptor) noexcept : descriptor_(descriptor) {}

    int descriptor_;
};

}  // namespace haberdash
