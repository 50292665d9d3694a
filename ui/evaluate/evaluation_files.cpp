// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evaluate/evaluation_files.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "ui/convert.h"

#include <algorithm>

namespace haberdash::ui {

namespace {

std::filesystem::path fileOf(const std::filesystem::path& runsFolder, const std::string& split) {
    return runsFolder / ("comparisons-" + split + ".json");
}

}  // namespace

std::vector<RunEvaluation> loadEvaluations(const RunStore& store,
                                           const QStringList& runs,
                                           const std::string& split) {
    std::vector<RunEvaluation> evaluations;
    for (const QString& run : runs) {
        if (const auto json = store.evaluation(fromQt(run), split)) {
            RunEvaluation evaluation = runEvaluationFrom(*json);
            evaluation.run = fromQt(run);
            evaluations.push_back(std::move(evaluation));
        }
    }
    return evaluations;
}

std::vector<Comparison> loadComparisons(const std::filesystem::path& runsFolder,
                                        const std::string& split) {
    const std::filesystem::path file = fileOf(runsFolder, split);
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        return {};
    }
    try {
        return comparisonsFrom(Json::parse(readFile(file), nullptr, false));
    } catch (const Error&) {
        return {};  // promised: they can be computed again
    }
}

void keepComparisons(const std::filesystem::path& runsFolder,
                     const std::string& split,
                     const std::vector<Comparison>& fresh) {
    std::vector<Comparison> all = loadComparisons(runsFolder, split);
    std::erase_if(all, [&](const Comparison& old) {
        return std::ranges::any_of(fresh, [&](const Comparison& other) {
            return old.a == other.a && old.b == other.b && old.metric == other.metric;
        });
    });
    all.insert(all.end(), fresh.begin(), fresh.end());
    Json json = {{"comparisons", Json::array()}};
    for (const Comparison& comparison : all) {
        json["comparisons"].push_back(toJson(comparison));
    }
    writeFileAtomically(fileOf(runsFolder, split), json.dump(2) + "\n");
}

std::vector<Comparison> comparisonsBetween(const std::vector<Comparison>& all,
                                           const std::vector<RunEvaluation>& runs,
                                           const std::string& metric) {
    std::vector<Comparison> found;
    for (const RunEvaluation& a : runs) {
        for (const RunEvaluation& b : runs) {
            const auto comparison = std::ranges::find_if(all, [&](const Comparison& candidate) {
                return candidate.metric == metric && fits(candidate, a, b);
            });
            if (comparison != all.end()) {
                found.push_back(*comparison);
            }
        }
    }
    return found;
}

}  // namespace haberdash::ui
