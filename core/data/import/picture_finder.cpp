// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/import/picture_finder.h"

#include "core/data/tables/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace haberdash {

namespace {

namespace fs = std::filesystem;

FoundPicture refused(const std::string_view name, const char* why) {
    return {FoundPicture::State::Refused,
            {},
            fmt::format("The picture \"{}\" {}.", name.substr(0, 200), why)};
}

std::string_view firstName(const std::string_view names) {
    return trimmed(names.substr(0, names.find_first_of("\n|;")));
}

bool isAddress(const std::string_view name) {
    return name.starts_with("http://") || name.starts_with("https://") || name.starts_with("//");
}

std::string_view fileNameOfAddress(std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    return address.substr(address.find_last_of('/') + 1);
}

bool climbs(const fs::path& name) {
    return std::ranges::any_of(name, [](const fs::path& part) { return part == ".."; });
}

}  // namespace

PictureFinder::PictureFinder(std::vector<fs::path> roots) {
    for (const fs::path& root : roots) {
        std::error_code error;
        const fs::path real = fs::canonical(root, error);
        if (!error && fs::is_directory(real, error) &&
            std::ranges::find(roots_, real) == roots_.end()) {
            roots_.push_back(real);
        }
    }
}

bool PictureFinder::isInsideRoot(const fs::path& real) const {
    return std::ranges::any_of(roots_, [&](const fs::path& root) {
        const auto ends = std::ranges::mismatch(root, real);
        return ends.in1 == root.end() && ends.in2 != real.end();
    });
}

FoundPicture PictureFinder::look(const fs::path& root, const fs::path& name) const {
    const fs::path expected = name.is_absolute() ? name : root / name;
    std::error_code error;
    const fs::path real = fs::canonical(expected, error);
    if (error) {
        return {FoundPicture::State::Missing, expected.lexically_normal(), {}};
    }
    if (!isInsideRoot(real)) {
        return refused(name.string(), "leads out of the folder of pictures");
    }
    const fs::file_status status = fs::status(real, error);
    if (error || status.type() != fs::file_type::regular) {
        return refused(name.string(), "is no regular file");
    }
    return {FoundPicture::State::Found, real, {}};
}

FoundPicture PictureFinder::find(const std::string_view names) const {
    if (isUnknown(names)) {
        return {};
    }
    std::string_view name = firstName(names);
    if (name.empty()) {
        return {};
    }
    if (isAddress(name)) {
        name = fileNameOfAddress(name);
        if (name.empty()) {
            return {FoundPicture::State::Missing, {}, {}};
        }
    }
    if (name.find('\0') != std::string_view::npos || name.size() > 4000) {
        return refused(name.substr(0, name.find('\0')), "has a name that no file can have");
    }
    std::string slashed(name);
    std::ranges::replace(slashed, '\\', '/');
    const fs::path path = fs::path(slashed).lexically_normal();
    if (climbs(path)) {
        return refused(name, "leads out of the folder of pictures");
    }
    if (path.is_absolute()) {
        const bool isInside = isInsideRoot(path);
        return isInside ? look({}, path) : refused(name, "lies outside of the folder of pictures");
    }
    FoundPicture first;
    for (const fs::path& root : roots_) {
        FoundPicture found = look(root, path);
        if (found.state == FoundPicture::State::Found) {
            return found;
        }
        if (first.state == FoundPicture::State::None ||
            found.state == FoundPicture::State::Refused) {
            first = std::move(found);
        }
    }
    if (first.state == FoundPicture::State::None) {
        first.state = FoundPicture::State::Missing;
    }
    return first;
}

FoundPicture PictureFinder::findByStem(const fs::path& stem) const {
    FoundPicture first;
    for (const char* const ending : {".jpg", ".jpeg", ".png", ".webp", ".JPG", ".PNG"}) {
        FoundPicture found = find(stem.string() + ending);
        if (found.state != FoundPicture::State::Missing) {
            return found;
        }
        if (first.state == FoundPicture::State::None) {
            first = std::move(found);
        }
    }
    return first;
}

}  // namespace haberdash
