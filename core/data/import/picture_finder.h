// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

struct FoundPicture {
    enum class State {
        None,     ///< nothing was named
        Found,    ///< a regular file inside a root
        Missing,  ///< named, but no such file
        Refused   ///< named, but outside of the roots, or no regular file; never opened
    };
    State state = State::None;
    std::filesystem::path path;  ///< Found: real path; Missing: where it was expected
    std::string reason;          ///< of Refused: one sentence
};

/// Finds the pictures that rows name, never outside of its roots: names with "..", absolute paths,
/// and links that lead out are refused, and so is all that is no regular file. Looks at names
/// only; opens nothing.
class PictureFinder {
  public:
    /// `roots` are tried in order. Folders that do not exist find nothing.
    explicit PictureFinder(std::vector<std::filesystem::path> roots);

    /// A name as a row gives it: a path relative to a root, the path of a file inside a root, a
    /// bare file name, or an address (of which the file name is looked for). Several names
    /// separated by line ends, | or ; mean the first.
    FoundPicture find(std::string_view name) const;

    /// `stem` with the usual endings: .jpg .jpeg .png .webp, also in capitals. `expected` is where
    /// it is said to be Missing.
    FoundPicture findByStem(const std::filesystem::path& stem) const;

  private:
    FoundPicture look(const std::filesystem::path& root, const std::filesystem::path& name) const;
    bool isInsideRoot(const std::filesystem::path& real) const;

    std::vector<std::filesystem::path> roots_;  ///< real paths
};

}  // namespace haberdash
