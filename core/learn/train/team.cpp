// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/team.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"

#include <fmt/format.h>

#include <cstdlib>
#include <string_view>

namespace haberdash {

void requireAlike(Team& team, const std::string_view what, const std::string_view own) {
    constexpr std::size_t kDigits = 12;  // what a double holds exactly
    const auto digest =
        static_cast<double>(std::stoull(sha256(own).substr(0, kDigits), nullptr, 16));
    const bool isOther = team.ofFirst(digest) != digest;
    if (team.sumOf(isOther ? 1 : 0) > 0) {  // all of them say so
        throw Error(ErrorKind::Input,
                    fmt::format("The processes have different {}; give all of them the same words "
                                "and the same copy of the project, then start all of them again.",
                                what));
    }
}

void shareFiles(Team& team,
                const std::filesystem::path& folder,
                const std::initializer_list<const char*> names) {
    if (team.size() == 1) {
        return;
    }
    for (const char* const name : names) {
        const std::filesystem::path file = folder / name;
        if (team.ofFirst(std::filesystem::exists(file) ? 1 : 0) == 0) {
            continue;
        }
        std::string bytes = team.rank() == 0 ? readFile(file) : std::string();
        team.ofFirst(bytes);
        if (team.rank() > 0) {
            writeFileAtomically(file, bytes);
        }
    }
}

void requireOneProcess(const std::string_view what) {
    const char* const size = std::getenv("WORLD_SIZE");
    if (size != nullptr && parseInteger(size).value_or(1) > 1) {
        throw Error(ErrorKind::Input,
                    fmt::format("Several processes train one run together, and {}; start one "
                                "process, without WORLD_SIZE.",
                                what));
    }
}

}  // namespace haberdash
