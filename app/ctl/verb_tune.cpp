// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/train_words.h"
#include "app/ctl/verb.h"
#include "core/learn/train/tune.h"

#include <fmt/format.h>

namespace haberdash::ctl {

namespace {

std::string wordsOf(const Json& options) {
    std::string words;
    for (const auto& [key, value] : options.items()) {
        words += fmt::format("{}{}={}", words.empty() ? "" : " ", key, textOf(value));
    }
    return words.empty() ? "as given" : words;
}

std::string forPeople(const Json& result) {
    std::vector<std::vector<std::string>> rows{
        {"kind", "run", result["metric"].get<std::string>(), "trials", "seconds", "options"}};
    for (const Json& best : result["best"]) {
        rows.push_back({best["kind"].get<std::string>(),
                        best["run"].get<std::string>(),
                        fmt::format("{:.4f}", best["value"].get<double>()),
                        fmt::format("{}", best["trials"].get<int>()),
                        fmt::format("{:.1f}", best["seconds"].get<double>()),
                        wordsOf(best["options"])});
    }
    return table(rows) +
           "The runs are ordinary ones: evaluate judges them, and runs --diff tells what "
           "differs.\n";
}

}  // namespace

RunVerb declareTune(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<TrainWords>();
    const auto options = std::make_shared<TuneOptions>();
    addTrainWords(app, *words);
    app.add_option("--kinds", options->kinds, "Kinds of model, each with the same budget")
        ->delimiter(',')
        ->capture_default_str();
    app.add_option("--trials", options->trials, "Draws of each kind")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    app.add_option("--first-epochs", options->firstEpochs, "Epochs of the first round")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    app.add_option("--rounds", options->rounds, "Rounds, each with a third of the trials")
        ->check(CLI::Range(1, 8))
        ->capture_default_str();
    app.add_option("--seed", options->seed, "Start of the draws")->capture_default_str();
    app.add_option("--name", options->name, "Of the search's record, to go on with it later")
        ->check([](const std::string& name) {
            return name.empty() || name.find('/') != std::string::npos ? "a plain name is needed"
                                                                       : std::string();
        })
        ->capture_default_str();
    return [folder, words, options](Context& context) {
        Project project = Project::open(*folder, Access::ReadWrite);
        refuseUnread(*words, options->kinds);
        const Json result = tune(project, optionsOf(*words), *options, context.monitor);
        context.print(result, forPeople(result));
    };
}

}  // namespace haberdash::ctl
