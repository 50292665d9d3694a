// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/encoders/gguf.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>

namespace haberdash {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::uint64_t kMostTensors = 10'000;
constexpr std::uint64_t kMostValues = 10'000;
constexpr std::uint64_t kLongestName = 256;
constexpr std::uint32_t kMostDimensions = 4;
constexpr std::uint32_t kString = 8;
constexpr std::uint32_t kArray = 9;

class Reader {
  public:
    Reader(const std::string_view bytes, const std::string& name) : bytes_(bytes), name_(name) {}

    [[noreturn]] void refuse(const std::string& reason) const {
        throw Error(
            ErrorKind::Input,
            fmt::format("{} cannot be read as GGUF: {}; get the file again.", name_, reason));
    }

    template <class Number>
    Number number() {
        Number value{};
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }

    std::string_view take(const std::uint64_t count) {
        if (count > bytes_.size() - at_) {
            refuse("it ends too early");
        }
        const std::string_view part = bytes_.substr(at_, static_cast<std::size_t>(count));
        at_ += static_cast<std::size_t>(count);
        return part;
    }

    std::string_view text() { return take(number<std::uint64_t>()); }

    std::size_t position() const noexcept { return at_; }

    std::size_t size() const noexcept { return bytes_.size(); }

  private:
    std::string_view bytes_;
    const std::string& name_;
    std::size_t at_ = 0;
};

// Bytes of a value of fixed size; 0 for others.
std::uint64_t widthOf(const std::uint32_t type) {
    switch (type) {
        case 0:
        case 1:
        case 7:
            return 1;
        case 2:
        case 3:
            return 2;
        case 4:
        case 5:
        case 6:
            return 4;
        case 10:
        case 11:
        case 12:
            return 8;
        default:
            return 0;
    }
}

void skipArray(Reader& reader) {
    const auto type = reader.number<std::uint32_t>();
    const auto count = reader.number<std::uint64_t>();
    if (count > reader.size()) {
        reader.refuse("a list is longer than the file");
    }
    if (type == kString) {
        for (std::uint64_t i = 0; i < count; ++i) {
            reader.text();
        }
    } else if (const std::uint64_t width = widthOf(type); width > 0) {
        reader.take(count * width);
    } else {
        reader.refuse("it holds a list of an unknown type");
    }
}

// Skips the settings and returns the alignment of the data that they may give.
std::uint64_t readSettings(Reader& reader, const std::uint64_t count) {
    std::uint64_t alignment = 32;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::string_view key = reader.text();
        const auto type = reader.number<std::uint32_t>();
        if (key == "general.alignment" && type == 4) {
            alignment = reader.number<std::uint32_t>();
        } else if (type == kString) {
            reader.text();
        } else if (type == kArray) {
            skipArray(reader);
        } else if (const std::uint64_t width = widthOf(type); width > 0) {
            reader.take(width);
        } else {
            reader.refuse("it holds a setting of an unknown type");
        }
    }
    if (!std::has_single_bit(alignment) || alignment > 4096) {
        reader.refuse("its data has an impossible alignment");
    }
    return alignment;
}

struct Entry {
    std::string name;
    TensorView tensor;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

Entry readEntry(Reader& reader) {
    Entry entry;
    const std::string_view name = reader.text();
    if (name.empty() || name.size() > kLongestName) {
        reader.refuse("a tensor has no name or one that is too long");
    }
    entry.name = name;
    const auto dimensions = reader.number<std::uint32_t>();
    if (dimensions > kMostDimensions) {
        reader.refuse("a tensor has more than four dimensions");
    }
    std::uint64_t count = 1;
    for (std::uint32_t i = 0; i < dimensions; ++i) {
        const auto extent = reader.number<std::uint64_t>();
        if (extent == 0 || extent > reader.size() || count > reader.size() / extent) {
            reader.refuse("a tensor is larger than the file");
        }
        count *= extent;
        entry.tensor.shape.push_back(static_cast<std::size_t>(extent));
    }
    std::ranges::reverse(entry.tensor.shape);  // the file lists the innermost first
    const auto type = reader.number<std::uint32_t>();
    if (type > 1) {
        reader.refuse("it holds numbers that are neither float32 nor float16");
    }
    entry.tensor.dtype = type == 0 ? DType::F32 : DType::F16;
    entry.offset = reader.number<std::uint64_t>();
    entry.size = count * (type == 0 ? 4 : 2);
    return entry;
}

void checkNoOverlap(const Reader& reader, std::vector<Entry>& entries) {
    std::ranges::sort(entries, {}, &Entry::offset);
    for (std::size_t i = 1; i < entries.size(); ++i) {
        if (entries[i - 1].offset + entries[i - 1].size > entries[i].offset) {
            reader.refuse("two tensors overlap");
        }
    }
}

}  // namespace

std::map<std::string, TensorView> parseGguf(const std::string_view bytes, const std::string& name) {
    Reader reader(bytes, name);
    if (reader.take(4) != "GGUF" || reader.number<std::uint32_t>() != 3) {
        reader.refuse("it does not begin as a version 3 file does");
    }
    const auto tensorCount = reader.number<std::uint64_t>();
    const auto settingCount = reader.number<std::uint64_t>();
    if (tensorCount > kMostTensors || settingCount > kMostValues) {
        reader.refuse("it claims too many tensors or settings");
    }
    const std::uint64_t alignment = readSettings(reader, settingCount);
    std::vector<Entry> entries;
    for (std::uint64_t i = 0; i < tensorCount; ++i) {
        entries.push_back(readEntry(reader));
    }
    const std::uint64_t data = (reader.position() + alignment - 1) / alignment * alignment;
    for (Entry& entry : entries) {
        if (entry.offset % alignment != 0 || data > bytes.size() ||
            entry.offset > bytes.size() - data || entry.size > bytes.size() - data - entry.offset) {
            reader.refuse(fmt::format("the numbers of {} are not all there", entry.name));
        }
        entry.tensor.bytes = bytes.substr(static_cast<std::size_t>(data + entry.offset),
                                          static_cast<std::size_t>(entry.size));
    }
    checkNoOverlap(reader, entries);
    std::map<std::string, TensorView> tensors;
    for (Entry& entry : entries) {
        if (!tensors.emplace(std::move(entry.name), std::move(entry.tensor)).second) {
            reader.refuse("two tensors have one name");
        }
    }
    return tensors;
}

}  // namespace haberdash
