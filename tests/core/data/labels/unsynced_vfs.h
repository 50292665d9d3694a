// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace haberdash::test {

/// While it lives, SQLite's default file system: the usual one, which also remembers what of each
/// file was synced, and fails where it is told to. Opens are not counted as operations; reads,
/// writes, truncations, syncs and deletions are.
class UnsyncedVfs {
  public:
    enum class Fault { IoError, DiskFull };

    UnsyncedVfs();
    ~UnsyncedVfs();
    UnsyncedVfs(const UnsyncedVfs&) = delete;
    UnsyncedVfs& operator=(const UnsyncedVfs&) = delete;

    /// Operations so far.
    std::int64_t operations() const;

    /// Operation number `at` (from 1) fails, or all from there on.
    void failAt(std::int64_t at, bool forGood, Fault fault);
    void failNoMore();

    /// At operation number `at`, before it takes effect, what a power cut would leave is written to
    /// `folder`: synced 512-byte sectors for certain, each later one by chance.
    void cutAt(std::int64_t at, const std::filesystem::path& folder, std::uint64_t seed);

    /// What cutAt() waited for has happened.
    bool wasCut() const;

    struct State;

  private:
    std::unique_ptr<State> state_;
};

}  // namespace haberdash::test
