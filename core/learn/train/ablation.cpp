// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/ablation.h"

#include "core/data/base/error.h"
#include "core/learn/features/feature_table.h"
#include "core/learn/model/item_inputs.h"
#include "core/learn/train/team.h"
#include "core/learn/train/train.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace haberdash {

namespace {

/// One row of the table: what is set apart from the options.
struct Variant {
    std::string name;
    Json values;
    bool isLearned = true;  ///< goes by train.seed
    std::string lacking;    ///< why it is not trained; empty: it is
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

bool hasFeatures(Project& project, const Modality modality) {
    const auto features = loadFeatures(project, modality);
    return features && !features->items.empty();
}

// A model of modalities without features could not be told from one of fewer. "all" is of what
// there is; the content of one modality is content, too.
void markLacking(Project& project, std::vector<Variant>& variants) {
    const bool hasTexts = hasFeatures(project, Modality::Text);
    const bool hasPictures = hasFeatures(project, Modality::Image);
    for (Variant& variant : variants) {
        if (variant.name == "all" || !variant.values.contains("model.modalities") ||
            (!variant.isLearned && (hasTexts || hasPictures))) {
            continue;
        }
        const Modalities named = modalitiesFrom(variant.values["model.modalities"]);
        std::vector<const char*> missing;
        if (named.text && !hasTexts) {
            missing.push_back("texts");
        }
        if (named.image && !hasPictures) {
            missing.push_back("pictures");
        }
        if (!missing.empty()) {
            variant.lacking = fmt::format(
                "The project {} has no features of {}; compute them first (haberdashctl features).",
                project.name(),
                fmt::join(missing, " and "));
        }
    }
}

std::vector<Variant> variantsOf(Project& project, const AblationOf what) {
    switch (what) {
        case AblationOf::Fusions:
            return choiceVariants("model.fusion");
        case AblationOf::Losses:
            return choiceVariants("train.loss");
        case AblationOf::Modalities:
            break;
    }
    std::vector<Variant> variants = modalityVariants();
    markLacking(project, variants);
    return variants;
}

// How many runs a variant is.
std::int64_t timesOf(const Variant& variant, const std::int64_t seeds) {
    return !variant.lacking.empty() ? 0 : variant.isLearned ? seeds : 1;
}

// The simple models as they are by themselves, over the same data: what makes the learned one small
// or quick is not to weaken what it is measured by.
TrainOptions floorOptions(TrainOptions options) {
    TrainOptions own;
    own.metric = options.metric;
    own.threads = options.threads;
    const Json values = optionsToJson(describe(options));
    for (const auto& [key, value] : values.items()) {
        if (key.starts_with("data.")) {
            setOptions(describe(own), {{key, value}});
        }
    }
    return own;
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
    const std::vector<Variant> variants = variantsOf(project, what);
    std::int64_t all = 0;
    for (const Variant& variant : variants) {
        all += timesOf(variant, seeds);
    }
    std::vector<AblationRow> rows;
    std::int64_t number = 0;
    for (const Variant& variant : variants) {
        AblationRow row{.name = variant.name, .runs = {}, .lacking = variant.lacking};
        for (std::int64_t seed = 0; seed < timesOf(variant, seeds); ++seed) {
            TrainOptions own = variant.isLearned ? options : floorOptions(options);
            setOptions(describe(own), variant.values);
            own.seed = options.seed + seed;
            reportRun(monitor, ++number, all);
            row.runs.push_back(train(project, own, monitor));
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
