// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace haberdash {

/// A text file of any usual encoding, read block by block as UTF-8: a byte order mark decides, then
/// the pattern of zero bytes (UTF-16), then whether the first bytes beyond ASCII are UTF-8, then a
/// guess. UTF-8 passes as it is, broken bytes included: whoever cuts it into rows repairs them and
/// knows the line (see repairUtf8). Memory: one block.
class TextSource {
  public:
    /// Throws Error(NotFound, Disk), or Error(Input) for what is no text file: a folder, a pipe, a
    /// compressed file or a picture.
    explicit TextSource(const std::filesystem::path& file);

    /// Shows text instead of a file; it is copied.
    static TextSource fromText(std::string text);

    ~TextSource();
    TextSource(TextSource&& other) noexcept;
    TextSource& operator=(TextSource&& other) noexcept;

    /// Appends the next block, at least one byte; false at the end. Throws Error(Disk).
    bool appendTo(std::string& buffer);

    /// As far as it is decided: "UTF-8" until the text says otherwise.
    const std::string& encoding() const;

    std::uint64_t bytesRead() const;
    std::uint64_t size() const;  ///< of the file, bytes

  private:
    struct Parts;
    explicit TextSource(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

/// Replaces every broken sequence by U+FFFD; returns how many there were.
std::size_t repairUtf8(std::string& text);

}  // namespace haberdash
