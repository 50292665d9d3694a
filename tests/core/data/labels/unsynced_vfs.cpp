// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/data/labels/unsynced_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <new>
#include <random>
#include <set>
#include <sstream>
#include <string>

namespace haberdash::test {

namespace {

constexpr std::size_t kSector = 512;
constexpr const char* kName = "unsynced";

std::string contentOf(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

struct Tracked {
    std::string durable;
    std::set<std::size_t> dirty;  ///< sectors written since the last sync
};

}  // namespace

struct UnsyncedVfs::State {
    sqlite3_vfs* real = nullptr;
    sqlite3_vfs shim{};
    std::map<std::string, Tracked> files;
    std::int64_t operations = 0;
    std::int64_t failAt = 0;
    bool failsForGood = false;
    Fault fault = Fault::IoError;
    std::int64_t cutAt = 0;
    std::filesystem::path cutFolder;
    std::uint64_t seed = 0;
    bool wasCut = false;

    /// SQLITE_OK, or the failure that is due.
    int tick(const int ioError) {
        ++operations;
        if (operations == cutAt) {
            cut();
        }
        const bool isDue =
            failAt > 0 && (failsForGood ? operations >= failAt : operations == failAt);
        if (!isDue) {
            return SQLITE_OK;
        }
        return fault == Fault::DiskFull && ioError == SQLITE_IOERR_WRITE ? SQLITE_FULL : ioError;
    }

    void cut() {
        std::mt19937_64 chance(seed);
        for (const auto& [name, file] : files) {
            const std::string current = contentOf(name);
            std::string kept = file.durable;
            for (const std::size_t sector : file.dirty) {
                const std::size_t start = sector * kSector;
                if (chance() % 2 == 0 || start >= current.size()) {
                    continue;
                }
                const std::size_t size = std::min(kSector, current.size() - start);
                kept.resize(std::max(kept.size(), start + size), '\0');
                std::memcpy(kept.data() + start, current.data() + start, size);
            }
            std::ofstream(cutFolder / std::filesystem::path(name).filename(), std::ios::binary)
                << kept;
        }
        wasCut = true;
    }
};

namespace {

using State = UnsyncedVfs::State;

// The real file's object stands right behind this one.
struct ShimFile {
    sqlite3_file base;
    State* state;
    Tracked* tracked;  ///< nullptr: a temporary file, of no interest
    const char* name;
};

sqlite3_file* realOf(sqlite3_file* const file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<ShimFile*>(file) + 1);
}

ShimFile& shimOf(sqlite3_file* const file) {
    return *reinterpret_cast<ShimFile*>(file);
}

int closeFile(sqlite3_file* file) {
    return realOf(file)->pMethods ? realOf(file)->pMethods->xClose(realOf(file)) : SQLITE_OK;
}

int readFile(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
    const int due = shimOf(file).state->tick(SQLITE_IOERR_READ);
    return due ? due : realOf(file)->pMethods->xRead(realOf(file), to, size, at);
}

int writeFile(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
    ShimFile& shim = shimOf(file);
    if (const int due = shim.state->tick(SQLITE_IOERR_WRITE)) {
        return due;
    }
    const int result = realOf(file)->pMethods->xWrite(realOf(file), from, size, at);
    if (shim.tracked && result == SQLITE_OK) {
        const auto first = static_cast<std::size_t>(at) / kSector;
        const auto last =
            (static_cast<std::size_t>(at) + static_cast<std::size_t>(size) - 1) / kSector;
        for (std::size_t sector = first; sector <= last; ++sector) {
            shim.tracked->dirty.insert(sector);
        }
    }
    return result;
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    const int due = shimOf(file).state->tick(SQLITE_IOERR_TRUNCATE);
    return due ? due : realOf(file)->pMethods->xTruncate(realOf(file), size);
}

int syncFile(sqlite3_file* file, int) {
    ShimFile& shim = shimOf(file);
    if (const int due = shim.state->tick(SQLITE_IOERR_FSYNC)) {
        return due;
    }
    if (shim.tracked) {
        shim.tracked->durable = contentOf(shim.name);
        shim.tracked->dirty.clear();
    }
    return SQLITE_OK;  // nothing of the test itself has to survive
}

int sizeOfFile(sqlite3_file* file, sqlite3_int64* size) {
    return realOf(file)->pMethods->xFileSize(realOf(file), size);
}

int lockFile(sqlite3_file* file, int level) {
    return realOf(file)->pMethods->xLock(realOf(file), level);
}

int unlockFile(sqlite3_file* file, int level) {
    return realOf(file)->pMethods->xUnlock(realOf(file), level);
}

int checkLock(sqlite3_file* file, int* isReserved) {
    return realOf(file)->pMethods->xCheckReservedLock(realOf(file), isReserved);
}

int controlFile(sqlite3_file* file, int operation, void* argument) {
    return realOf(file)->pMethods->xFileControl(realOf(file), operation, argument);
}

int sectorSize(sqlite3_file* file) {
    return realOf(file)->pMethods->xSectorSize(realOf(file));
}

int deviceCharacteristics(sqlite3_file* file) {
    return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file));
}

int mapShared(sqlite3_file* file, int page, int size, int extend, void volatile** at) {
    return realOf(file)->pMethods->xShmMap(realOf(file), page, size, extend, at);
}

int lockShared(sqlite3_file* file, int offset, int count, int flags) {
    return realOf(file)->pMethods->xShmLock(realOf(file), offset, count, flags);
}

void barrier(sqlite3_file* file) {
    realOf(file)->pMethods->xShmBarrier(realOf(file));
}

int unmapShared(sqlite3_file* file, int remove) {
    return realOf(file)->pMethods->xShmUnmap(realOf(file), remove);
}

constexpr sqlite3_io_methods kMethods{2,
                                      closeFile,
                                      readFile,
                                      writeFile,
                                      truncateFile,
                                      syncFile,
                                      sizeOfFile,
                                      lockFile,
                                      unlockFile,
                                      checkLock,
                                      controlFile,
                                      sectorSize,
                                      deviceCharacteristics,
                                      mapShared,
                                      lockShared,
                                      barrier,
                                      unmapShared,
                                      nullptr,
                                      nullptr};

State& stateOf(sqlite3_vfs* const vfs) {
    return *static_cast<State*>(vfs->pAppData);
}

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    State& state = stateOf(vfs);
    auto* const shim = new (file) ShimFile{{nullptr}, &state, nullptr, name};
    if (name) {
        const auto [place, isNew] = state.files.try_emplace(name);
        if (isNew) {
            place->second.durable = contentOf(name);
        }
        shim->tracked = &place->second;
    }
    const int result = state.real->xOpen(state.real, name, realOf(file), flags, outFlags);
    shim->base.pMethods = realOf(file)->pMethods ? &kMethods : nullptr;
    return result;
}

int deleteFile(sqlite3_vfs* vfs, const char* name, int syncFolder) {
    State& state = stateOf(vfs);
    if (const int due = state.tick(SQLITE_IOERR_DELETE)) {
        return due;
    }
    state.files.erase(name);
    return state.real->xDelete(state.real, name, syncFolder);
}

}  // namespace

UnsyncedVfs::UnsyncedVfs() : state_(std::make_unique<State>()) {
    state_->real = sqlite3_vfs_find(nullptr);
    state_->shim = *state_->real;
    state_->shim.zName = kName;
    state_->shim.pNext = nullptr;
    state_->shim.pAppData = state_.get();
    state_->shim.szOsFile = static_cast<int>(sizeof(ShimFile)) + state_->real->szOsFile;
    state_->shim.xOpen = openFile;
    state_->shim.xDelete = deleteFile;
    // The rest of the usual file system's functions look at their own data.
    state_->shim.xAccess = [](sqlite3_vfs* vfs, const char* name, int flags, int* result) {
        return stateOf(vfs).real->xAccess(stateOf(vfs).real, name, flags, result);
    };
    state_->shim.xFullPathname = [](sqlite3_vfs* vfs, const char* name, int size, char* to) {
        return stateOf(vfs).real->xFullPathname(stateOf(vfs).real, name, size, to);
    };
    sqlite3_vfs_register(&state_->shim, 1);
}

UnsyncedVfs::~UnsyncedVfs() {
    sqlite3_vfs_unregister(&state_->shim);
    sqlite3_vfs_register(state_->real, 1);
}

std::int64_t UnsyncedVfs::operations() const {
    return state_->operations;
}

void UnsyncedVfs::failAt(const std::int64_t at, const bool forGood, const Fault fault) {
    state_->failAt = at;
    state_->failsForGood = forGood;
    state_->fault = fault;
}

void UnsyncedVfs::failNoMore() {
    state_->failAt = 0;
}

void UnsyncedVfs::cutAt(const std::int64_t at,
                        const std::filesystem::path& folder,
                        const std::uint64_t seed) {
    state_->cutAt = at;
    state_->cutFolder = folder;
    state_->seed = seed;
    state_->wasCut = false;
}

bool UnsyncedVfs::wasCut() const {
    return state_->wasCut;
}

}  // namespace haberdash::test
