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

/// One row of the table: what is set apart from the options.
struct Variant {
    std::string name;
    Json values;
    bool isLearned = true;  ///< goes by train.seed
};

Json presetValues(const std::string& key) {
    const auto found = std::ranges::find(trainPresets(), key, &Preset::key);
    return found->values;
}

std::vector<Variant> modalityVariants() {
    std::vector<Variant> variants;
    for (const char* const words : {"text,image,facts",
                                    "text,image",
                                    "text,facts",
                                    "image,facts",
                                    "text",
                                    "image",
                                    "facts"}) {
        variants.push_back(
            {.name = variants.empty() ? "all" : words, .values = {{"model.modalities", words}}});
    }
    variants.push_back({.name = "ids", .values = presetValues("bpr-mf")});
    variants.push_back(
        {.name = "item-knn", .values = {{"model.kind", "item-knn"}}, .isLearned = false});
    variants.push_back({.name = "content",
                        .values = {{"model.kind", "content"}, {"model.modalities", "text,image"}},
                        .isLearned = false});
    variants.push_back(
        {.name = "popularity", .values = {{"model.kind", "popularity"}}, .isLearned = false});
    return variants;
}

std::vector<Variant> choiceVariants(const std::string& option) {
    TrainOptions defaults;
    const std::vector<Option> options = describe(defaults);
    const auto found = std::ranges::find(options, option, &Option::key);
    std::vector<Variant> variants;
    for (const std::string& choice : found->choices) {
        variants.push_back({.name = choice, .values = {{option, choice}}});
    }
    return variants;
}

std::vector<Variant> variantsOf(const AblationOf what) {
    switch (what) {
        case AblationOf::Fusions:
            return choiceVariants("model.fusion");
        case AblationOf::Losses:
            return choiceVariants("train.loss");
        case AblationOf::Modalities:
            break;
    }
    return modalityVariants();
}

void noteOn(Project& project, Run& run, const std::string& name) {
    run.note = fmt::format("Ablation: {}", name);
    RunStore(project.runsFolder()).change(run.id, [&run](Run& kept) { kept.note = run.note; });
}

}  // namespace

std::vector<AblationRow> ablate(Project& project,
                                const TrainOptions& options,
                                const AblationOf what,
                                const std::int64_t seeds,
                                const Monitor& monitor) {
    requireOneProcess("an ablation trains many");
    if (options.kind != "multimodal") {
        throw Error(
            ErrorKind::Input,
            fmt::format("An ablation is of the model multimodal, not of {}; leave model.kind "
                        "out.",
                        options.kind));
    }
    std::vector<AblationRow> rows;
    for (const Variant& variant : variantsOf(what)) {
        AblationRow row{.name = variant.name, .runs = {}, .lacking = {}};
        for (std::int64_t seed = 0; seed < (variant.isLearned ? seeds : 1); ++seed) {
            TrainOptions own = options;
            setOptions(describe(own), variant.values);
            own.seed = options.seed + seed;
            try {
                row.runs.push_back(train(project, own, monitor));
            } catch (const Error& error) {
                if (error.kind() != ErrorKind::Unavailable || rows.empty()) {
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
