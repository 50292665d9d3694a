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

// Why a model of the modalities named cannot be told from one of fewer; empty: it can.
std::string lackingFeatures(Project& project, const std::string& words) {
    const Modalities named = modalitiesFrom(words);
    std::vector<std::string> missing;
    const auto look = [&](const Modality modality, const bool isNamed, const char* const name) {
        const auto features = isNamed ? loadFeatures(project, modality) : std::nullopt;
        if (isNamed && (!features || features->items.empty())) {
            missing.emplace_back(name);
        }
    };
    look(Modality::Text, named.text, "texts");
    look(Modality::Image, named.image, "pictures");
    return missing.empty() ? std::string()
                           : fmt::format(
                                 "The project {} has no features of {}; compute them first "
                                 "(haberdashctl features).",
                                 project.name(),
                                 fmt::join(missing, " and "));
}

// "all" is of what there is, and the simple models of content, too.
std::string lackingOf(Project& project, const Variant& variant, const AblationOf what) {
    const bool isOfParts = what == AblationOf::Modalities && variant.isLearned &&
                           variant.name != "all" && variant.values.contains("model.modalities");
    return isOfParts ? lackingFeatures(project, variant.values["model.modalities"]) : "";
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
        AblationRow row{
            .name = variant.name, .runs = {}, .lacking = lackingOf(project, variant, what)};
        const std::int64_t times = variant.isLearned ? seeds : 1;
        for (std::int64_t seed = 0; row.lacking.empty() && seed < times; ++seed) {
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
