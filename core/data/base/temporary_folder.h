// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace haberdash {

/// A fresh folder under the system's place for temporary files, which goes with the object and
/// everything in it: of links, not of what they show.
class TemporaryFolder {
  public:
    /// Its name begins with `prefix`. Throws Error(Disk).
    explicit TemporaryFolder(const std::string& prefix = "haberdash-");
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const noexcept { return path_; }

    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

}  // namespace haberdash
