// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/tables/rows.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace haberdash {

inline constexpr const char* kReasonColumn = "haberdash_reason";
inline constexpr const char* kLineColumn = "haberdash_line";  ///< a line that could not be cut

/// The rejected rows of one file, as CSV beside the project, in the columns of the original. The
/// file takes its name only with finish(); a second import of the same file replaces it.
class Rejects {
  public:
    /// The most rows that are kept: more than anybody mends by hand.
    static constexpr std::size_t kMostRows = 100000;

    Rejects(const std::filesystem::path& projectFolder, const std::filesystem::path& source);
    ~Rejects();
    Rejects(const Rejects&) = delete;
    Rejects& operator=(const Rejects&) = delete;

    /// Throws Error(Disk).
    void add(const Row& row, const RowReader& reader, const std::string& reason);

    /// Empty when nothing was rejected: then a file of an earlier import is removed.
    std::filesystem::path finish();

  private:
    std::filesystem::path file_;
    std::filesystem::path temporary_;
    std::filesystem::path origin_;  ///< where the rows' pictures lie
    std::ofstream stream_;
    std::size_t rows_ = 0;
};

/// The folder that a rejects file's original lay in; `file`'s own folder for every other file.
std::filesystem::path originalFolder(const std::filesystem::path& file);

}  // namespace haberdash
