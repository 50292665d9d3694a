// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/train_words.h"
#include "app/ctl/verb.h"
#include "core/data/base/enum_words.h"
#include "core/learn/train/ablation.h"

#include <fmt/format.h>

#include <algorithm>

namespace haberdash::ctl {

namespace {

struct Words {
    TrainWords train;
    std::string of = kAblationWords.front();
    std::int64_t seeds = 1;
};

Json toJson(const AblationRow& row, const std::string& metric) {
    Json runs = Json::array();
    for (const Run& run : row.runs) {
        runs.push_back(run.id);
    }
    Json json = {{"name", row.name}, {"runs", std::move(runs)}};
    if (row.runs.empty()) {
        json["lacking"] = row.lacking;
    } else {
        const Spread spread = spreadOf(row.runs, metric);
        json["mean"] = spread.mean;
        json["deviation"] = spread.deviation;
    }
    return json;
}

std::string forPeople(const std::vector<AblationRow>& rows, const std::string& metric) {
    std::vector<std::vector<std::string>> lines{{"variant", metric, "deviation", "runs"}};
    for (const AblationRow& row : rows) {
        if (row.runs.empty()) {
            lines.push_back({row.name, "-", "-", row.lacking});
            continue;
        }
        const Spread spread = spreadOf(row.runs, metric);
        const std::string runs = row.runs.size() == 1
                                     ? row.runs.front().id
                                     : row.runs.front().id + " to " + row.runs.back().id;
        lines.push_back({row.name,
                         fmt::format("{:.4f}", spread.mean),
                         row.runs.size() > 1 ? fmt::format("{:.4f}", spread.deviation) : "-",
                         runs});
    }
    return table(lines);
}

}  // namespace

RunVerb declareAblate(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<Words>();
    addTrainWords(app, words->train);
    app.add_option(
           "--of", words->of, "What differs: what is looked at, how it is fused, or the loss")
        ->check(CLI::IsMember(kAblationWords))
        ->capture_default_str();
    app.add_option("--seeds", words->seeds, "Train each with this many seeds")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    return [folder, words](Context& context) {
        Project project = Project::open(*folder, Access::ReadWrite);
        refuseUnread(words->train, {"multimodal"});
        const TrainOptions options = optionsOf(words->train);
        const std::vector<AblationRow> rows =
            ablate(project,
                   options,
                   *enumFrom<AblationOf>(kAblationWords, words->of),
                   words->seeds,
                   context.monitor);
        Json variants = Json::array();
        for (const AblationRow& row : rows) {
            variants.push_back(toJson(row, options.metric));
        }
        context.print(
            {{"of", words->of}, {"metric", options.metric}, {"variants", std::move(variants)}},
            forPeople(rows, options.metric));
    };
}

}  // namespace haberdash::ctl
