// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/train_words.h"
#include "app/ctl/verb.h"
#include "app/ctl/wrong_words.h"
#include "core/learn/train/ablation.h"
#include "core/learn/train/team.h"
#include "core/learn/train/train.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

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

// Of every validation metric over the runs of several seeds.
Json spreadsOf(const std::vector<Run>& runs) {
    Json spreads = Json::object();
    for (const auto& [key, value] : runs.front().validation) {
        const Spread spread = spreadOf(runs, key);
        spreads[key] = {{"mean", spread.mean}, {"deviation", spread.deviation}};
    }
    return spreads;
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

// What a run that goes on may be told: to train longer. All else is as it began.
TrainOptions longerOf(const TrainWords& words) {
    TrainOptions options;
    options.epochs = 0;
    options.patience = 0;
    for (const std::string& setting : words.settings) {
        const std::string key = setting.substr(0, setting.find('='));
        if (key != "train.epochs" && key != "train.patience") {
            throw WrongWords(
                fmt::format("A run goes on as it began: with --resume, --set takes "
                            "train.epochs and train.patience, not {}.",
                            key));
        }
        applySetting(describe(options), setting);
    }
    return options;
}

std::string spreadForPeople(const std::vector<Run>& runs) {
    std::string line = "mean and deviation over the seeds:";
    for (const char* key : {"ndcg@10", "recall@10"}) {
        const Spread spread = spreadOf(runs, key);
        line += fmt::format("  {} {:.4f} +- {:.4f}", key, spread.mean, spread.deviation);
    }
    return line + '\n';
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
    return table(rows) + (runs.size() > 1 ? spreadForPeople(runs) : std::string()) +
           missingNote(runs.back());
}

}  // namespace

RunVerb declareTrain(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<Words>();
    addTrainWords(app, words->train);
    CLI::Option* const resumed =
        app.add_option("--resume",
                       words->resume,
                       "Go on with a run that was cancelled or killed, or with more "
                       "train.epochs with a finished one");
    CLI::Option* const seeds =
        app.add_option("--seeds", words->seeds, "Train with this many seeds, one run each")
            ->check(CLI::Range(1, 100))
            ->capture_default_str();
    for (CLI::Option* const other :
         {seeds, app.get_option("--preset"), app.get_option("--config")}) {
        resumed->excludes(other);
    }
    return [folder, words](Context& context) {
        Project project = Project::open(*folder, Access::ReadWrite);
        const std::optional<std::string> resume =
            words->resume.empty() ? std::nullopt : std::optional(words->resume);
        TrainOptions options = resume ? longerOf(words->train) : optionsOf(words->train);
        if (!resume) {
            refuseUnread(words->train, {options.kind});
        }
        if (words->seeds > 1) {
            requireOneProcess("--seeds trains several");
        }
        std::vector<Run> runs;
        for (std::int64_t index = 0; index < words->seeds; ++index, ++options.seed) {
            if (words->seeds > 1) {
                reportRun(context.monitor, index + 1, words->seeds);
            }
            runs.push_back(train(project, options, context.monitor, resume));
        }
        if (runs.back().id.empty()) {
            context.print({{"run", nullptr}},
                          "This process has done its share; the first one has the run.\n");
            return;
        }
        Json result = toResult(runs.back());
        if (runs.size() > 1) {
            result["runs"] = Json::array();
            for (const Run& run : runs) {
                result["runs"].push_back(toResult(run));
            }
            result["spread"] = spreadsOf(runs);
        }
        context.print(result, forPeople(runs));
    };
}

}  // namespace haberdash::ctl
