// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/train_words.h"
#include "app/ctl/verb.h"
#include "core/learn/train/train.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

namespace haberdash::ctl {

namespace {

struct Words {
    TrainWords train;
    std::string resume;
    std::int64_t seeds = 1;
};

Json toResult(const Run& run) {
    return {{"run", run.id},
            {"kind", run.kind},
            {"epochs", run.epochs},
            {"best_epoch", run.bestEpoch},
            {"validation", run.validation},
            {"seconds", run.seconds},
            {"examples_per_second", run.examplesPerSecond}};
}

// Mean and sample deviation of every validation metric over the runs of several seeds.
Json spreadOf(const std::vector<Run>& runs) {
    Json spread = Json::object();
    for (const auto& [key, first] : runs.front().validation) {
        double sum = 0;
        double squares = 0;
        for (const Run& run : runs) {
            const auto found = run.validation.find(key);
            const double value = found == run.validation.end() ? 0.0 : found->second;
            sum += value;
            squares += value * value;
        }
        const double n = static_cast<double>(runs.size());
        const double mean = sum / n;
        const double variance = n > 1 ? std::max(0.0, (squares - n * mean * mean) / (n - 1)) : 0.0;
        spread[key] = {{"mean", mean}, {"deviation", std::sqrt(variance)}};
    }
    return spread;
}

/// A model that looks at less than it was asked to is told apart by nothing else.
std::string missingNote(const Run& run) {
    const Json missing = run.data.is_object() ? run.data.value("missing", Json::array()) : Json();
    std::vector<std::string> names;
    for (const Json& modality : missing) {
        names.push_back(modality.get<std::string>());
    }
    return names.empty() ? std::string()
                         : fmt::format(
                               "No vectors of {} were computed yet, so the model learned "
                               "without; run haberdashctl features, then train again.\n",
                               fmt::join(names, " and "));
}

std::string forPeople(const std::vector<Run>& runs) {
    std::vector<std::vector<std::string>> rows{
        {"run", "kind", "epochs", "best", "seconds", "validation"}};
    for (const Run& run : runs) {
        std::string metrics;
        for (const char* key : {"ndcg@10", "recall@10"}) {
            if (const auto found = run.validation.find(key); found != run.validation.end()) {
                metrics += fmt::format("{} {:.4f}  ", key, found->second);
            }
        }
        rows.push_back({run.id,
                        run.kind,
                        fmt::format("{}", run.epochs),
                        fmt::format("{}", run.bestEpoch),
                        fmt::format("{:.1f}", run.seconds),
                        metrics});
    }
    return table(rows) + missingNote(runs.back());
}

}  // namespace

RunVerb declareTrain(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<Words>();
    addTrainWords(app, words->train);
    app.add_option("--resume",
                   words->resume,
                   "Go on with a run that was cancelled or killed, or with more "
                   "train.epochs with a finished one");
    app.add_option("--seeds", words->seeds, "Train with this many seeds, one run each")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    return [folder, words](Context& context) {
        Project project = Project::open(*folder, Access::ReadWrite);
        TrainOptions options = optionsOf(words->train);
        const std::optional<std::string> resume =
            words->resume.empty() ? std::nullopt : std::optional(words->resume);
        std::vector<Run> runs;
        for (std::int64_t index = 0; index < words->seeds; ++index, ++options.seed) {
            runs.push_back(train(project, options, context.monitor, resume));
        }
        Json result = toResult(runs.back());
        if (runs.size() > 1) {
            result["runs"] = Json::array();
            for (const Run& run : runs) {
                result["runs"].push_back(toResult(run));
            }
            result["spread"] = spreadOf(runs);
        }
        context.print(result, forPeople(runs));
    };
}

}  // namespace haberdash::ctl
