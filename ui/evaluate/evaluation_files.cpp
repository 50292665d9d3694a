// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evaluate/evaluation_files.h"

#include "core/data/runs/comparison_store.h"
#include "ui/convert.h"
#include "ui/train/words.h"

#include <algorithm>

namespace haberdash::ui {

std::vector<RunEvaluation> loadEvaluations(const RunStore& store,
                                           const QStringList& runs,
                                           const std::string& split) {
    std::vector<RunEvaluation> evaluations;
    for (const QString& run : runs) {
        if (const auto json = store.evaluation(fromQt(run), split)) {
            RunEvaluation evaluation = runEvaluationFrom(*json);
            evaluation.run = fromQt(run);
            evaluation.model = modelName(store.run(evaluation.run));
            evaluations.push_back(std::move(evaluation));
        }
    }
    return evaluations;
}

std::vector<Comparison> loadComparisons(const std::filesystem::path& runsFolder,
                                        const std::string& split) {
    return comparisonsFrom({{"comparisons", keptComparisons(runsFolder, split)}});
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
