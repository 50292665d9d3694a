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

// "all" is of what there is; the content of one modality is content, too.
std::string lackingOf(Project& project, const Variant& variant, const AblationOf what) {
    if (what != AblationOf::Modalities || variant.name == "all" ||
        !variant.values.contains("model.modalities")) {
        return {};
    }
    if (!variant.isLearned &&
        (lackingFeatures(project, "text").empty() || lackingFeatures(project, "image").empty())) {
        return {};
    }
    return lackingFeatures(project, variant.values["model.modalities"]);
}

std::int64_t runsOf(Project& project,
                    const std::vector<Variant>& variants,
                    const AblationOf what,
                    const std::int64_t seeds) {
    std::int64_t runs = 0;
    for (const Variant& variant : variants) {
        if (lackingOf(project, variant, what).empty()) {
            runs += variant.isLearned ? seeds : 1;
        }
    }
    return runs;
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
    std::vector<AblationRow> rows;
    const std::vector<Variant> variants = variantsOf(what);
    std::int64_t number = 0;
    const std::int64_t all = runsOf(project, variants, what, seeds);
    for (const Variant& variant : variants) {
        AblationRow row{
            .name = variant.name, .runs = {}, .lacking = lackingOf(project, variant, what)};
        const std::int64_t times = variant.isLearned ? seeds : 1;
        for (std::int64_t seed = 0; row.lacking.empty() && seed < times; ++seed) {
            TrainOptions own = variant.isLearned ? options : floorOptions(options);
            setOptions(describe(own), variant.values);
            own.seed = options.seed + seed;
            try {
                reportRun(monitor, ++number, all);
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
