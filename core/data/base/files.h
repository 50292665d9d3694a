// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace haberdash {

/// Whole file as bytes. Throws Error(NotFound) where there is none, Error(Disk) when reading fails.
std::string readFile(const std::filesystem::path& file);

/// Replaces `file` by `bytes` so that after a crash at any point there is the old or the new file,
/// whole: temporary file beside it, fsync, rename, fsync of the folder. Makes missing parent
/// folders, leaves no temporary. Throws Error(Disk) with the space needed; Error(Input): a device.
void writeFileAtomically(const std::filesystem::path& file, std::string_view bytes);

/// The same with the bytes produced piece by piece: `produce` calls `put` as often as it likes.
void writeFileAtomically(
    const std::filesystem::path& file,
    const std::function<void(const std::function<void(std::string_view)>& put)>& produce);

/// "12.3 MB", for messages.
std::string sizeText(std::uintmax_t bytes);

/// "the disk at /home is full (1.2 MB free)", for messages about a file on that disk.
std::string diskFullText(const std::filesystem::path& file);

/// Removes what a killed writer left behind in a folder (names that end in ".haberdash-tmp");
/// a file that a living writer holds stays.
void removeStaleTemporaries(const std::filesystem::path& folder) noexcept;

/// A file mapped into memory, read only, as long as the object lives.
class MappedFile {
  public:
    /// Throws Error(NotFound or Disk).
    static std::shared_ptr<const MappedFile> open(const std::filesystem::path& file);

    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::string_view bytes() const noexcept { return {data_, size_}; }

  private:
    MappedFile(const char* data, std::size_t size) noexcept : data_(data), size_(size) {}

    const char* data_;
    std::size_t size_;
};

}  // namespace haberdash
