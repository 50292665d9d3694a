// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/feature_file.h"

#include "core/data/base/error.h"
#include "core/data/base/safetensors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace haberdash {

namespace {

constexpr std::size_t kHashBytes = 32;
constexpr std::string_view kDigits = "0123456789abcdef";

std::string hexOf(const std::string_view bytes) {
    std::string text;
    text.reserve(2 * bytes.size());
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += kDigits[value >> 4U];
        text += kDigits[value & 15U];
    }
    return text;
}

void appendBytes(std::string& bytes, const std::string_view hex) {
    for (std::size_t i = 0; i < 2 * kHashBytes; i += 2) {
        const std::size_t high = kDigits.find(i < hex.size() ? hex[i] : '0');
        const std::size_t low = kDigits.find(i + 1 < hex.size() ? hex[i + 1] : '0');
        bytes += static_cast<char>((high & 15U) << 4U | (low & 15U));
    }
}

std::string valueOf(const Safetensors& file, const std::string& key) {
    const auto found = file.metadata().find(key);
    return found == file.metadata().end() ? std::string() : found->second;
}

}  // namespace

std::filesystem::path featureFile(const Project& project,
                                  const Modality modality,
                                  const std::string& encoder) {
    return project.featuresFolder() / fmt::format("{}-{}.safetensors", wordOf(modality), encoder);
}

std::optional<Modality> modalityOfFile(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    for (const Modality modality : {Modality::Text, Modality::Image}) {
        if (name.starts_with(fmt::format("{}-", wordOf(modality)))) {
            return modality;
        }
    }
    return std::nullopt;
}

HashedTable readFeatureFile(const std::filesystem::path& file, const Modality modality) {
    const Safetensors stored = Safetensors::open(file);
    const TensorView& hashes = stored.tensor("hashes");
    HashedTable result{{.encoder = valueOf(stored, "encoder"),
                        .fingerprint = valueOf(stored, "fingerprint"),
                        .modality = modality,
                        .items = stored.integers("items"),
                        .vectors = stored.matrix("vectors")},
                       {}};
    const std::size_t rows = result.table.items.size();
    const bool fits = result.table.vectors.rows() == rows && hashes.dtype == DType::U8 &&
                      hashes.bytes.size() == rows * kHashBytes &&
                      std::ranges::is_sorted(result.table.items, std::less_equal()) &&
                      valueOf(stored, "modality") == wordOf(modality);
    if (!fits) {
        throw Error(ErrorKind::Model,
                    fmt::format("The features in {} do not fit together; compute them again.",
                                file.string()));
    }
    result.hashes.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        result.hashes.push_back(hexOf(hashes.bytes.substr(row * kHashBytes, kHashBytes)));
    }
    return result;
}

void writeFeatureFile(const std::filesystem::path& file, const HashedTable& table) {
    std::string hashes;
    hashes.reserve(table.hashes.size() * kHashBytes);
    for (const std::string& hash : table.hashes) {
        appendBytes(hashes, hash);
    }
    writeSafetensors(file,
                     {{"vectors", viewOf(table.table.vectors)},
                      {"items", viewOf(table.table.items)},
                      {"hashes", TensorView{DType::U8, {table.hashes.size(), kHashBytes}, hashes}}},
                     {{"encoder", table.table.encoder},
                      {"fingerprint", table.table.fingerprint},
                      {"modality", wordOf(table.table.modality)}});
}

}  // namespace haberdash
