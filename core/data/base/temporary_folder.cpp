// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/temporary_folder.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <cstdlib>
#include <system_error>

namespace haberdash {

TemporaryFolder::TemporaryFolder(const std::string& prefix) {
    const std::filesystem::path place = std::filesystem::temp_directory_path();
    std::string name = (place / (prefix + "XXXXXX")).string();
    if (mkdtemp(name.data()) == nullptr) {
        throw Error(ErrorKind::Disk, fmt::format("No folder can be made in {}.", place.string()));
    }
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace haberdash
