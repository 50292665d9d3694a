// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/weights/stored_zip.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace haberdash {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::uint32_t kLocalMark = 0x04034B50;
constexpr std::uint32_t kCentralMark = 0x02014B50;
constexpr std::uint32_t kEndMark = 0x06054B50;
constexpr std::uint32_t kEnd64Mark = 0x06064B50;
constexpr std::uint32_t kLocator64Mark = 0x07064B50;
constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kCentralSize = 46;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kEnd64Size = 56;
constexpr std::size_t kLocator64Size = 20;
constexpr std::size_t kLongestDescriptor = 24;  // may follow an entry's data
constexpr std::size_t kMostEntries = 20'000;
constexpr std::size_t kLongestName = 512;

// Four tables, so that four bytes are taken a step.
constexpr auto kChecksumTables = [] {
    std::array<std::array<std::uint32_t, 256>, 4> tables{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) {
            value = (value & 1U) != 0 ? value >> 1U ^ 0xEDB88320U : value >> 1U;
        }
        tables[0][i] = value;
    }
    for (std::size_t t = 1; t < 4; ++t) {
        for (std::size_t i = 0; i < 256; ++i) {
            const std::uint32_t before = tables[t - 1][i];
            tables[t][i] = before >> 8U ^ tables[0][before & 255U];
        }
    }
    return tables;
}();

std::uint32_t checksum(std::string_view bytes) noexcept {
    std::uint32_t value = ~0U;
    for (; bytes.size() >= 4; bytes.remove_prefix(4)) {
        std::uint32_t word = 0;
        std::memcpy(&word, bytes.data(), sizeof word);
        value ^= word;
        value = kChecksumTables[3][value & 255U] ^ kChecksumTables[2][value >> 8U & 255U] ^
                kChecksumTables[1][value >> 16U & 255U] ^ kChecksumTables[0][value >> 24U];
    }
    for (const char byte : bytes) {
        value = kChecksumTables[0][(value ^ static_cast<unsigned char>(byte)) & 255U] ^ value >> 8U;
    }
    return ~value;
}

struct Entry {
    std::string name;
    std::size_t local = 0;  ///< where its local header begins
    std::size_t begin = 0;  ///< of its data
    std::size_t size = 0;
    std::uint32_t checksum = 0;
};

class ZipReader {
  public:
    ZipReader(const std::string_view bytes, const std::string& name) : bytes_(bytes), name_(name) {}

    std::map<std::string, std::string_view> read() {
        findDirectory();
        std::size_t at = directory_;
        while (at < directoryEnd_) {
            readEntry(at);
        }
        checkLayout();
        std::map<std::string, std::string_view> result;
        for (const Entry& entry : entries_) {
            const std::string_view data = bytes_.substr(entry.begin, entry.size);
            if (!result.emplace(entry.name, data).second) {
                refuse("two of its entries have one name");
            }
            if (checksum(data) != entry.checksum) {
                refuse("a checksum is wrong");
            }
        }
        return result;
    }

  private:
    [[noreturn]] void refuseCompressed() const {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is not a weights file that can be trusted: it holds compressed "
                                "entries, as a TorchScript program does, which opening would run. "
                                "In Python, save the weights alone: "
                                "safetensors.torch.save_file(model.state_dict(), "
                                "\"weights.safetensors\").",
                                name_));
    }

    [[noreturn]] void refuse(const std::string& reason) const {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is not a weights file that can be trusted: {}; make or fetch "
                                "it again.",
                                name_,
                                reason));
    }

    template <class Number>
    Number number(const std::size_t at) const {
        if (at > bytes_.size() || bytes_.size() - at < sizeof(Number)) {
            refuse("it ends too early");
        }
        Number value{};
        std::memcpy(&value, bytes_.data() + at, sizeof value);
        return value;
    }

    std::string_view part(const std::uint64_t at, const std::uint64_t size) const {
        if (at > bytes_.size() || size > bytes_.size() - at) {
            refuse("it ends too early");
        }
        return bytes_.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(size));
    }

    void findDirectory() {
        if (bytes_.size() < kEndSize) {
            refuse("it ends too early");
        }
        const std::size_t end = bytes_.size() - kEndSize;
        if (number<std::uint32_t>(end) != kEndMark || number<std::uint16_t>(end + 20) != 0) {
            refuse("it does not end as an archive does, or only a part of it is there");
        }
        std::uint64_t size = number<std::uint32_t>(end + 12);
        std::uint64_t offset = number<std::uint32_t>(end + 16);
        std::uint64_t count = number<std::uint16_t>(end + 10);
        directoryEnd_ = end;
        if (end >= kLocator64Size + kEnd64Size &&
            number<std::uint32_t>(end - kLocator64Size) == kLocator64Mark) {
            directoryEnd_ = end - kLocator64Size - kEnd64Size;
            if (number<std::uint32_t>(directoryEnd_) != kEnd64Mark ||
                number<std::uint64_t>(end - kLocator64Size + 8) != directoryEnd_) {
                refuse("its end is damaged");
            }
            count = number<std::uint64_t>(directoryEnd_ + 32);
            size = number<std::uint64_t>(directoryEnd_ + 40);
            offset = number<std::uint64_t>(directoryEnd_ + 48);
        }
        if (offset > directoryEnd_ || size != directoryEnd_ - offset) {
            refuse("its table of contents does not lie at its end");
        }
        directory_ = static_cast<std::size_t>(offset);
        if (count > kMostEntries || count * kCentralSize > size) {
            refuse("it claims too many entries");
        }
        count_ = static_cast<std::size_t>(count);
    }

    void readEntry(std::size_t& at) {
        if (directoryEnd_ - at < kCentralSize || number<std::uint32_t>(at) != kCentralMark) {
            refuse("its table of contents is damaged");
        }
        const auto flags = number<std::uint16_t>(at + 8);
        const auto method = number<std::uint16_t>(at + 10);
        if ((flags & 1U) != 0 || method != 0) {
            refuseCompressed();
        }
        Entry entry{.checksum = number<std::uint32_t>(at + 16)};
        std::uint64_t stored = number<std::uint32_t>(at + 20);
        std::uint64_t size = number<std::uint32_t>(at + 24);
        const std::size_t nameSize = number<std::uint16_t>(at + 28);
        const std::size_t extraSize = number<std::uint16_t>(at + 30);
        const std::size_t commentSize = number<std::uint16_t>(at + 32);
        std::uint64_t local = number<std::uint32_t>(at + 42);
        at += kCentralSize;
        if (nameSize + extraSize + commentSize > directoryEnd_ - at || nameSize > kLongestName) {
            refuse("its table of contents is damaged");
        }
        entry.name = bytes_.substr(at, nameSize);
        widen(bytes_.substr(at + nameSize, extraSize), {&size, &stored, &local});
        at += nameSize + extraSize + commentSize;
        if (size != stored) {
            refuseCompressed();
        }
        place(entry, local, size);
        entries_.push_back(std::move(entry));
        if (entries_.size() > count_) {
            refuse("it has more entries than it says");
        }
    }

    // Numbers that are all ones stand in the extra field with 64 bits, in this order.
    void widen(std::string_view extra, const std::array<std::uint64_t*, 3> numbers) const {
        std::string_view wide;
        while (extra.size() >= 4) {
            std::uint16_t id = 0;
            std::uint16_t size = 0;
            std::memcpy(&id, extra.data(), sizeof id);
            std::memcpy(&size, extra.data() + 2, sizeof size);
            extra.remove_prefix(4);
            if (size > extra.size()) {
                refuse("its table of contents is damaged");
            }
            if (id == 1) {
                wide = extra.substr(0, size);
            }
            extra.remove_prefix(size);
        }
        for (std::uint64_t* const value : numbers) {
            if (*value != 0xFFFFFFFFU) {
                continue;
            }
            if (wide.size() < sizeof *value) {
                refuse("its table of contents is damaged");
            }
            std::memcpy(value, wide.data(), sizeof *value);
            wide.remove_prefix(sizeof *value);
        }
    }

    void place(Entry& entry, const std::uint64_t local, const std::uint64_t size) const {
        part(local, kLocalSize);
        entry.local = static_cast<std::size_t>(local);
        const std::size_t nameSize = number<std::uint16_t>(entry.local + 26);
        const std::size_t extraSize = number<std::uint16_t>(entry.local + 28);
        if (number<std::uint32_t>(entry.local) != kLocalMark ||
            part(local + kLocalSize, nameSize) != entry.name) {
            refuse("an entry does not lie where its table of contents says");
        }
        entry.begin = entry.local + kLocalSize + nameSize + extraSize;
        if (entry.begin > directory_ || size > directory_ - entry.begin) {
            refuse("an entry lies outside the file");
        }
        entry.size = static_cast<std::size_t>(size);
    }

    void checkLayout() {
        if (entries_.size() != count_) {
            refuse("it has fewer entries than it says");
        }
        std::ranges::sort(entries_, {}, &Entry::local);
        std::size_t reached = 0;
        for (const Entry& entry : entries_) {
            checkGap(reached, entry.local);
            reached = entry.begin + entry.size;
        }
        checkGap(reached, directory_);
    }

    void checkGap(const std::size_t reached, const std::size_t next) const {
        if (next < reached) {
            refuse("its entries overlap");
        }
        if (next - reached > kLongestDescriptor) {
            refuse("it has bytes between its entries");
        }
    }

    std::string_view bytes_;
    const std::string& name_;
    std::size_t directory_ = 0;
    std::size_t directoryEnd_ = 0;
    std::size_t count_ = 0;
    std::vector<Entry> entries_;
};

}  // namespace

bool looksLikeZip(const std::string_view bytes) noexcept {
    return bytes.starts_with("PK\x03\x04");
}

std::map<std::string, std::string_view> readStoredZip(const std::string_view bytes,
                                                      const std::string& name) {
    return ZipReader(bytes, name).read();
}

}  // namespace haberdash
