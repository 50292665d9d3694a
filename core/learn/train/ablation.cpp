// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/ablation.h"

#include "core/data/base/error.h"
#include "core/learn/train/team.h"
#include "core/learn/train/train.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace haberdash {

namespace {

struct Variant {
    const char* name;
    const char* kind;
    const char* modalities;
};

constexpr Variant kVariants[] = {{"all", "multimodal", "text,image,facts"},
                                 {"text,image", "multimodal", "text,image"},
                                 {"text", "multimodal", "text"},
                                 {"image", "multimodal", "image"},
                                 {"facts", "multimodal", "facts"},
                                 {"content", "content", "text,image"},
                                 {"popularity", "popularity", "text,image,facts"}};

void noteOn(Project& project, Run& run, const std::string& name) {
    run.note = fmt::format("Ablation: {}", name);
    RunStore(project.runsFolder()).change(run.id, [&run](Run& kept) { kept.note = run.note; });
}

}  // namespace

std::vector<AblationRow> ablate(Project& project,
                                const TrainOptions& options,
                                const std::int64_t seeds,
                                const Monitor& monitor) {
    requireOneProcess("an ablation trains many");
    std::vector<AblationRow> rows;
    for (const Variant& variant : kVariants) {
        AblationRow row{.name = variant.name, .runs = {}, .lacking = {}};
        const bool isLearned = variant.kind == std::string("multimodal");
        for (std::int64_t seed = 0; seed < (isLearned ? seeds : 1); ++seed) {
            TrainOptions own = options;
            own.kind = variant.kind;
            own.modalities = variant.modalities;
            own.seed = options.seed + seed;
            try {
                row.runs.push_back(train(project, own, monitor));
            } catch (const Error& error) {
                if (error.kind() != ErrorKind::Unavailable || row.name == "all") {
                    throw;
                }
                row.lacking = error.what();
                break;
            }
            noteOn(project, row.runs.back(), row.name);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Spread spreadOf(const std::vector<Run>& runs, const std::string& metric) {
    const auto valueOf = [&metric](const Run& run) {
        const auto found = run.validation.find(metric);
        return found == run.validation.end() ? 0.0 : found->second;
    };
    const double n = static_cast<double>(runs.size());
    double sum = 0;
    for (const Run& run : runs) {
        sum += valueOf(run);
    }
    double squares = 0;
    for (const Run& run : runs) {
        squares += (valueOf(run) - sum / n) * (valueOf(run) - sum / n);
    }
    return {sum / n, n > 1 ? std::sqrt(squares / (n - 1)) : 0.0};
}

}  // namespace haberdash
