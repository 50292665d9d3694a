// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Writes PyTorch weights files byte by byte, whole ones and broken ones.

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash::test {

template <class Number>
std::string raw(const Number value) {
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

inline std::uint32_t slowChecksum(const std::string_view bytes) {
    std::uint32_t value = ~0U;
    for (const char byte : bytes) {
        value ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            value = (value & 1U) != 0 ? value >> 1U ^ 0xEDB88320U : value >> 1U;
        }
    }
    return ~value;
}

struct ZipPart {
    std::string name;
    std::string data;
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    std::string behind;            ///< bytes between this entry and the next
    std::uint32_t wrongSum = 0;    ///< is xored into the checksum
    std::uint32_t wrongPlace = 0;  ///< is added to the place in the table of contents
};

inline std::string zipped(const std::vector<ZipPart>& parts,
                          const std::uint16_t extraCount = 0,
                          const std::string& extraField = "") {
    std::string file;
    std::string directory;
    for (const ZipPart& part : parts) {
        const std::string fields = raw(part.flags) + raw(part.method) + raw(std::uint32_t{0}) +
                                   raw(slowChecksum(part.data) ^ part.wrongSum) +
                                   raw(static_cast<std::uint32_t>(part.data.size())) +
                                   raw(static_cast<std::uint32_t>(part.data.size())) +
                                   raw(static_cast<std::uint16_t>(part.name.size()));
        directory +=
            raw(std::uint32_t{0x02014B50}) + raw(std::uint16_t{20}) + raw(std::uint16_t{20}) +
            fields + raw(static_cast<std::uint16_t>(extraField.size())) +
            std::string(2 + 2 + 2 + 4, '\0') +
            raw(static_cast<std::uint32_t>(file.size()) + part.wrongPlace) + part.name + extraField;
        file += raw(std::uint32_t{0x04034B50}) + raw(std::uint16_t{20}) + fields +
                raw(std::uint16_t{0}) + part.name + part.data + part.behind;
    }
    const auto count = static_cast<std::uint16_t>(parts.size() + extraCount);
    const std::string end = raw(std::uint32_t{0x06054B50}) + raw(std::uint32_t{0}) + raw(count) +
                            raw(count) + raw(static_cast<std::uint32_t>(directory.size())) +
                            raw(static_cast<std::uint32_t>(file.size())) + raw(std::uint16_t{0});
    return file + directory + end;
}

/// Pieces of pickles.
inline std::string text(const std::string& word) {
    return "X" + raw(static_cast<std::uint32_t>(word.size())) + word;
}

inline std::string number(const std::int64_t value) {
    return "\x8A\x08" + raw(value);
}

inline std::string storage(const std::string& key,
                           const std::int64_t count,
                           const std::string& type = "ctorch\nFloatStorage\n",
                           const std::string& last = "") {
    return "(" + text("storage") + type + text(key) + text("cpu") + number(count) + last + "tQ";
}

inline std::string numbers(const std::vector<std::int64_t>& values) {
    std::string bytes = "(";
    for (const std::int64_t value : values) {
        bytes += number(value);
    }
    return bytes + "t";
}

inline std::string tensor(const std::string& storageBytes,
                          const std::int64_t offset,
                          const std::vector<std::int64_t>& shape,
                          const std::vector<std::int64_t>& strides) {
    return "ctorch._utils\n_rebuild_tensor_v2\n(" + storageBytes + number(offset) + numbers(shape) +
           numbers(strides) + "\x89" + "ccollections\nOrderedDict\n)RtR";
}

inline std::string pickled(const std::string& body) {
    return "\x80\x02" + body + ".";
}

/// A dict of one entry "w".
inline std::string dictOf(const std::string& value) {
    return pickled("}" + text("w") + value + "s");
}

inline std::string archive(const std::string& pickle, std::vector<ZipPart> more = {}) {
    more.insert(more.begin(), {"m/data.pkl", pickle});
    return zipped(more);
}

inline std::string floats(const std::vector<float>& values) {
    std::string bytes;
    for (const float value : values) {
        bytes += raw(value);
    }
    return bytes;
}

inline std::string legacy(const std::string& pickle,
                          const std::string& keys,
                          const std::string& data) {
    const std::string head(
        "\x80\x02\x8A\x0A\x6C\xFC\x9C\x46\xF9\x20\x6A\xA8\x50\x19\x2E\x80\x02\x4D\xE9\x03\x2E", 21);
    return head + pickled("}" + text("little_endian") + "\x88" + "s") + pickle + keys + data;
}

}  // namespace haberdash::test
