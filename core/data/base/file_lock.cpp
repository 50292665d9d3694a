// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/file_lock.h"

#include <cerrno>
#include <fcntl.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace haberdash {

namespace {

// Of the open file, not of the process: two holders within one process are two, and closing some
// other descriptor of the file lets nothing go.
struct flock wholeFile(const short type) {
    struct flock request {};

    request.l_type = type;
    request.l_whence = SEEK_SET;
    return request;
}

/// One try: a descriptor that holds the file; -1 where another holds it, and waiting may help; -2
/// where the file cannot be had at all.
constexpr int kHeld = -1;
constexpr int kUnwritable = -2;

int tryToHold(const std::filesystem::path& file, const short type) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor < 0) {
        return kUnwritable;
    }
    struct flock request = wholeFile(type);
    if (::fcntl(descriptor, F_OFD_SETLK, &request) == 0) {
        return descriptor;
    }
    const bool isHeld = errno == EAGAIN || errno == EACCES;
    ::close(descriptor);
    return isHeld ? kHeld : kUnwritable;
}

}  // namespace

std::optional<FileLock> FileLock::acquire(const std::filesystem::path& file) {
    return acquireWithin(file, std::chrono::milliseconds(0));
}

std::optional<FileLock> FileLock::acquireWithin(const std::filesystem::path& file,
                                                const std::chrono::milliseconds patience) {
    constexpr std::chrono::milliseconds kPause(5);
    const auto end = std::chrono::steady_clock::now() + patience;
    int descriptor = tryToHold(file, F_WRLCK);
    while (descriptor == kHeld && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(kPause);
        descriptor = tryToHold(file, F_WRLCK);
    }
    return descriptor < 0 ? std::nullopt : std::optional(FileLock(descriptor));
}

std::optional<FileLock> FileLock::share(const std::filesystem::path& file) {
    const int descriptor = tryToHold(file, F_RDLCK);
    return descriptor < 0 ? std::nullopt : std::optional(FileLock(descriptor));
}

bool FileLock::isHeld(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0) {
        return false;
    }
    struct flock request = wholeFile(F_WRLCK);
    const bool isFree =
        ::fcntl(descriptor, F_OFD_GETLK, &request) == 0 && request.l_type == F_UNLCK;
    ::close(descriptor);
    return !isFree;
}

FileLock::~FileLock() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {
}

}  // namespace haberdash
