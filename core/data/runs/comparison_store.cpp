// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/comparison_store.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <system_error>

namespace haberdash {

namespace {

constexpr std::array kPairFields{"a", "b", "metric"};

std::filesystem::path fileOf(const std::filesystem::path& runsFolder, const std::string& split) {
    return runsFolder / fmt::format("comparisons-{}.json", split);
}

bool isComparison(const Json& json) {
    return json.is_object() && std::ranges::all_of(kPairFields, [&](const char* const field) {
               return json.contains(field) && json[field].is_string();
           });
}

/// Either way round.
bool isOfSamePair(const Json& one, const Json& other) {
    const bool isSameWay = one["a"] == other["a"] && one["b"] == other["b"];
    const bool isReversed = one["a"] == other["b"] && one["b"] == other["a"];
    return one["metric"] == other["metric"] && (isSameWay || isReversed);
}

}  // namespace

void keepComparisons(const std::filesystem::path& runsFolder,
                     const std::string& split,
                     const Json& comparisons) {
    Json kept = Json::array();
    for (const Json& old : keptComparisons(runsFolder, split)) {
        const bool isReplaced = std::ranges::any_of(
            comparisons, [&](const Json& fresh) { return isOfSamePair(old, fresh); });
        if (!isReplaced) {
            kept.push_back(old);
        }
    }
    kept.insert(kept.end(), comparisons.begin(), comparisons.end());
    const Json file = {{"comparisons", kept}};
    writeFileAtomically(fileOf(runsFolder, split), file.dump(2) + '\n');
}

Json keptComparisons(const std::filesystem::path& runsFolder, const std::string& split) {
    const std::filesystem::path file = fileOf(runsFolder, split);
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        return Json::array();
    }
    Json json;
    try {
        json = Json::parse(readFile(file), nullptr, false);
    } catch (const Error&) {
        return Json::array();  // promised: they can be computed again
    }
    Json readable = Json::array();
    if (json.is_object() && json.contains("comparisons")) {
        std::ranges::copy_if(json["comparisons"], std::back_inserter(readable), isComparison);
    }
    return readable;
}

}  // namespace haberdash
