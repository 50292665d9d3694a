// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/encoders/prepare.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <system_error>
#include <utility>

namespace haberdash {

namespace {

// Empty when it is not there.
std::filesystem::path located(const std::filesystem::path& root, const std::string_view name) {
    for (const char* const folder : {"",
                                     "dist",
                                     "weights",
                                     "dist/models/inception_v3",
                                     "package",
                                     "package/dist",
                                     "package/weights",
                                     "package/dist/models/inception_v3"}) {
        const std::filesystem::path file = root / folder / name;
        std::error_code ignored;
        if (std::filesystem::is_regular_file(file, ignored)) {
            return file;
        }
    }
    return {};
}

[[noreturn]] void refuseAsMissing(const PinnedFile& pinned, const std::filesystem::path& from) {
    throw Error(ErrorKind::NotFound,
                fmt::format("There is no {} in {}; name the folder of the unpacked package.",
                            pinned.name,
                            from.string()));
}

std::string readPinned(const std::filesystem::path& file, const PinnedFile& pinned) {
    std::string bytes = readFile(file);
    if (sha256(bytes) != pinned.sha256) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is not the file that this program knows (its hash differs); "
                                "download the package again.",
                                file.string()));
    }
    return bytes;
}

// A file alone: the package's, under whatever name, or one of several, whose folder has the others.
std::filesystem::path rootOf(const std::filesystem::path& from,
                             const std::span<const PinnedFile> files) {
    const bool isNamed = std::ranges::any_of(
        files, [&](const PinnedFile& pinned) { return from.filename() == pinned.name; });
    if (!isNamed) {
        refuseAsMissing(files.front(), from);
    }
    return from.parent_path();
}

}  // namespace

std::vector<std::string> readPackage(const std::filesystem::path& from,
                                     const std::span<const PinnedFile> files) {
    const bool isFile = std::filesystem::is_regular_file(from);
    if (isFile && files.size() == 1 && sha256OfFile(from) == files.front().sha256) {
        return {readFile(from)};
    }
    const std::filesystem::path root = isFile ? rootOf(from, files) : from;
    std::vector<std::string> contents;
    for (const PinnedFile& pinned : files) {
        const std::filesystem::path file =
            isFile && from.filename() == pinned.name ? from : located(root, pinned.name);
        if (file.empty()) {
            refuseAsMissing(pinned, from);
        }
        contents.push_back(readPinned(file, pinned));
    }
    return contents;
}

void requireFinite(const std::string& name, const std::vector<float>& values) {
    if (!std::ranges::all_of(values, [](const float value) { return std::isfinite(value); })) {
        throw Error(ErrorKind::Input,
                    fmt::format("The weights {} hold numbers that are not finite; get the file "
                                "again.",
                                name));
    }
}

TensorView viewOfFloats(const std::vector<float>& values, std::vector<std::size_t> shape) {
    return {DType::F32,
            std::move(shape),
            {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)}};
}

EncoderCard finishInstall(EncoderCard card,
                          const std::map<std::string, TensorView>& tensors,
                          std::map<std::string, std::string> metadata) {
    const std::filesystem::path file = encoderWeights(card.name);
    metadata.insert({{"encoder", card.name}, {"source", card.source}, {"licence", card.licence}});
    writeSafetensors(file, tensors, metadata);
    card.weightsSha256 = sha256OfFile(file);
    writeEncoderCard(card);
    return card;
}

std::string ownName(const std::string& architecture, const std::string& sha256) {
    return architecture + "-" + sha256.substr(0, 8);
}

std::string sourceOf(const std::filesystem::path& file) {
    const std::filesystem::path whole = std::filesystem::absolute(file).lexically_normal();
    return "your own file " +
           (whole.has_filename() ? whole.filename() : whole.parent_path().filename()).string();
}

}  // namespace haberdash
