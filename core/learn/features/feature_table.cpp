// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/feature_table.h"

#include "core/data/base/error.h"
#include "core/learn/features/feature_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace haberdash {

const char* wordOf(const Modality modality) noexcept {
    return modality == Modality::Text ? "text" : "image";
}

std::optional<std::size_t> FeatureTable::rowOf(const ItemId item) const {
    const auto found = std::ranges::lower_bound(items, raw(item));
    if (found == items.end() || *found != raw(item)) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - items.begin());
}

std::optional<FeatureTable> loadFeatures(Project& project, const Modality modality) {
    const std::optional<std::string> encoder =
        project.setting(fmt::format("features.{}", wordOf(modality)));
    if (!encoder || !std::filesystem::exists(featureFile(project, modality, *encoder))) {
        return std::nullopt;
    }
    return readFeatureFile(featureFile(project, modality, *encoder), modality).table;
}

FeatureTable loadFeatures(Project& project, const Modality modality, const std::string& encoder) {
    const std::filesystem::path file = featureFile(project, modality, encoder);
    if (!std::filesystem::exists(file)) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("The {} features \"{}\" were not computed yet; run haberdashctl "
                                "features on the project.",
                                wordOf(modality),
                                encoder));
    }
    return readFeatureFile(file, modality).table;
}

}  // namespace haberdash
