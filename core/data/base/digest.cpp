// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/digest.h"

#include "core/data/base/error.h"

#include <fmt/format.h>
#include <nettle/sha2.h>

#include <array>
#include <fstream>
#include <vector>

namespace haberdash {

namespace {

class Sha256 {
  public:
    Sha256() { sha256_init(&state_); }

    void add(const char* bytes, const std::size_t size) {
        sha256_update(&state_, size, reinterpret_cast<const std::uint8_t*>(bytes));
    }

    std::string hex() {
        std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
        sha256_digest(&state_, digest.size(), digest.data());
        std::string text;
        text.reserve(2 * digest.size());
        for (const std::uint8_t byte : digest) {
            constexpr std::string_view kDigits = "0123456789abcdef";
            text += kDigits[byte >> 4U];
            text += kDigits[byte & 15U];
        }
        return text;
    }

  private:
    sha256_ctx state_{};
};

}  // namespace

std::string sha256(const std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes.data(), bytes.size());
    return hash.hex();
}

std::string sha256OfFile(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        throw Error(
            ErrorKind::NotFound,
            fmt::format("The file {} cannot be opened; check that it is there and readable.",
                        file.string()));
    }
    Sha256 hash;
    std::vector<char> block(std::size_t{1} << 20U);
    while (stream) {
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        hash.add(block.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad()) {
        throw Error(ErrorKind::Disk,
                    fmt::format("Reading {} failed; check the disk.", file.string()));
    }
    return hash.hex();
}

}  // namespace haberdash
