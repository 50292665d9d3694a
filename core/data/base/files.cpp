// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/files.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace haberdash {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kTemporarySuffix = ".haberdash-tmp";

/// Owns a descriptor.
class Descriptor {
  public:
    explicit Descriptor(const int number = -1) noexcept : number_(number) {}

    ~Descriptor() { close(); }

    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }

    int number() const noexcept { return number_; }

    bool isOpen() const noexcept { return number_ >= 0; }

    /// 0, or the errno that a network file system may hold back until closing.
    int close() noexcept {
        const int result = isOpen() ? ::close(std::exchange(number_, -1)) : 0;
        return result == 0 ? 0 : errno;
    }

  private:
    int number_;
};

Descriptor openDescriptor(const fs::path& file, const int flags, const mode_t mode = 0) {
    int number = -1;
    do {
        number = ::open(file.c_str(), flags | O_CLOEXEC, mode);
    } while (number < 0 && errno == EINTR);
    return Descriptor(number);
}

/// The folder on which the disk of `file` is mounted: what a person can free space on.
fs::path diskOf(const fs::path& file) {
    std::error_code ignored;
    fs::path at = fs::absolute(file, ignored).parent_path();

    struct stat here {};

    while (::stat(at.c_str(), &here) != 0 && at.has_relative_path()) {
        at = at.parent_path();
    }
    while (at.has_relative_path()) {
        struct stat above {};

        if (::stat(at.parent_path().c_str(), &above) != 0 || above.st_dev != here.st_dev) {
            break;
        }
        at = at.parent_path();
    }
    return at;
}

[[noreturn]] void throwWriteError(const fs::path& file, const int code, const std::size_t needed) {
    const fs::path disk = diskOf(file);
    if (code == ENOSPC || code == EDQUOT) {
        std::error_code ignored;
        const fs::space_info space = fs::space(disk, ignored);
        throw Error(ErrorKind::Disk,
                    fmt::format("{} cannot be written because the disk at {} is full: it needs {}, "
                                "{} are free; make room and try again.",
                                file.string(),
                                disk.string(),
                                sizeText(needed),
                                sizeText(ignored ? 0 : space.available)));
    }
    if (code == EFBIG) {
        throw Error(
            ErrorKind::Disk,
            fmt::format("{} cannot be written on the disk at {}: a file of {} is larger than "
                        "allowed there; raise the limit or choose another disk.",
                        file.string(),
                        disk.string(),
                        sizeText(needed)));
    }
    throw Error(ErrorKind::Disk,
                fmt::format("{} cannot be written on the disk at {} ({}); check the folder's "
                            "permissions and the disk.",
                            file.string(),
                            disk.string(),
                            std::system_category().message(code)));
}

[[noreturn]] void throwReadError(const fs::path& file, const int code) {
    if (code == ENOENT || code == ENOTDIR) {
        throw Error(ErrorKind::NotFound,
                    fmt::format("There is no file {}; check the path.", file.string()));
    }
    throw Error(ErrorKind::Disk,
                fmt::format("{} cannot be read ({}); check its permissions and the disk.",
                            file.string(),
                            std::system_category().message(code)));
}

/// The file that is written beside its target. Removed unless it took the target's place.
class Temporary {
  public:
    explicit Temporary(const fs::path& target) : target_(target) {
        std::error_code failure;
        // To take the place of a device would take it away from everybody.
        if (fs::is_other(target, failure)) {
            throw Error(ErrorKind::Input,
                        fmt::format("{} is no file that can be replaced; name another one.",
                                    target.string()));
        }
        failure.clear();
        fs::create_directories(folder(), failure);
        if (failure) {
            throwWriteError(target_, failure.value(), 0);
        }
        path_ = target_;
        path_ += fmt::format(".{}-{}{}", ::getpid(), ::gettid(), kTemporarySuffix);
        open();
    }

    ~Temporary() {
        if (!isDone_) {
            ::unlink(path_.c_str());
        }
    }

    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

    void put(std::string_view bytes) {
        written_ += bytes.size();
        while (!bytes.empty()) {
            const ssize_t count = ::write(descriptor_.number(), bytes.data(), bytes.size());
            if (count < 0 && errno != EINTR) {
                fail(errno);
            }
            if (count == 0) {
                fail(ENOSPC);
            }
            bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
        }
    }

    void finish() {
        if (::fsync(descriptor_.number()) != 0) {
            fail(errno);
        }
        if (::rename(path_.c_str(), target_.c_str()) != 0) {
            fail(errno);
        }
        isDone_ = true;
        if (const int code = descriptor_.close(); code != 0) {
            fail(code);
        }
        const Descriptor folderDescriptor = openDescriptor(folder(), O_RDONLY | O_DIRECTORY);
        // Some file systems cannot sync a folder and say EINVAL; the file itself is safe there.
        if (folderDescriptor.isOpen() && ::fsync(folderDescriptor.number()) != 0 &&
            errno != EINVAL) {
            fail(errno);
        }
    }

  private:
    fs::path folder() const { return target_.has_parent_path() ? target_.parent_path() : "."; }

    /// The lock tells removeStaleTemporaries() of another process that the writer is alive. It may
    /// have removed the file between its making and its locking: then it is made again.
    void open() {
        struct stat made {};

        do {
            descriptor_ = openDescriptor(path_, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0666);
            if (!descriptor_.isOpen()) {
                fail(errno);
            }
            if (::flock(descriptor_.number(), LOCK_EX) != 0 && errno != ENOLCK &&
                errno != EOPNOTSUPP) {
                fail(errno);
            }
            if (::fstat(descriptor_.number(), &made) != 0) {
                fail(errno);
            }
        } while (made.st_nlink == 0);
    }

    [[noreturn]] void fail(const int code) const { throwWriteError(target_, code, written_); }

    fs::path target_;
    fs::path path_;
    Descriptor descriptor_;
    std::size_t written_ = 0;
    bool isDone_ = false;
};

}  // namespace

std::string sizeText(const std::uintmax_t bytes) {
    constexpr double kKilo = 1000;
    double value = static_cast<double>(bytes);
    if (value < kKilo) {
        return fmt::format("{} bytes", bytes);
    }
    for (const char* const unit : {"kB", "MB", "GB"}) {
        value /= kKilo;
        if (value < kKilo) {
            return fmt::format("{:.1f} {}", value, unit);
        }
    }
    return fmt::format("{:.1f} TB", value / kKilo);
}

std::string diskFullText(const fs::path& file) {
    const fs::path disk = diskOf(file);
    std::error_code ignored;
    const fs::space_info space = fs::space(disk, ignored);
    return fmt::format(
        "the disk at {} is full ({} free)", disk.string(), sizeText(ignored ? 0 : space.available));
}

std::string readFile(const fs::path& file) {
    const Descriptor descriptor = openDescriptor(file, O_RDONLY);
    if (!descriptor.isOpen()) {
        throwReadError(file, errno);
    }

    struct stat status {};

    std::string bytes;
    if (::fstat(descriptor.number(), &status) == 0 && status.st_size > 0) {
        bytes.reserve(static_cast<std::size_t>(status.st_size) + 1);
    }
    constexpr std::size_t kBlock = 1U << 16U;
    while (true) {
        const std::size_t filled = bytes.size();
        bytes.resize(filled + kBlock);
        const ssize_t count = ::read(descriptor.number(), bytes.data() + filled, kBlock);
        bytes.resize(filled + (count > 0 ? static_cast<std::size_t>(count) : 0));
        if (count == 0) {
            return bytes;
        }
        if (count < 0 && errno != EINTR) {
            throwReadError(file, errno);
        }
    }
}

void writeFileAtomically(const fs::path& file, const std::string_view bytes) {
    Temporary temporary(file);
    temporary.put(bytes);
    temporary.finish();
}

void writeFileAtomically(
    const fs::path& file,
    const std::function<void(const std::function<void(std::string_view)>& put)>& produce) {
    Temporary temporary(file);
    produce([&](const std::string_view bytes) { temporary.put(bytes); });
    temporary.finish();
}

void removeStaleTemporaries(const fs::path& folder) noexcept {
    try {
        for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
            if (!entry.path().string().ends_with(kTemporarySuffix)) {
                continue;
            }
            const Descriptor descriptor =
                openDescriptor(entry.path(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
            if (descriptor.isOpen() && ::flock(descriptor.number(), LOCK_EX | LOCK_NB) == 0) {
                ::unlink(entry.path().c_str());
            }
        }
    } catch (const std::exception&) {
        return;  // Tidying up is a courtesy: a folder that cannot be listed is left as it is.
    }
}

std::shared_ptr<const MappedFile> MappedFile::open(const fs::path& file) {
    const Descriptor descriptor = openDescriptor(file, O_RDONLY | O_NONBLOCK);

    struct stat status {};

    if (!descriptor.isOpen() || ::fstat(descriptor.number(), &status) != 0) {
        throwReadError(file, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        throwReadError(file, EISDIR);
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    const void* data = nullptr;
    if (size > 0) {
        data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor.number(), 0);
        if (data == MAP_FAILED) {
            throwReadError(file, errno);
        }
    }
    return std::shared_ptr<const MappedFile>(new MappedFile(static_cast<const char*>(data), size));
}

MappedFile::~MappedFile() {
    if (size_ > 0) {
        ::munmap(const_cast<char*>(data_), size_);
    }
}

}  // namespace haberdash
