// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "app/ctl/wrong_words.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"
#include "core/data/runs/train_options.h"
#include "core/learn/train/train.h"

#include <fmt/format.h>

#include <cmath>

namespace haberdash::ctl {

namespace {

struct Words {
    std::vector<std::string> settings;
    std::filesystem::path config;
    std::string preset;
    std::string resume;
    std::int64_t seeds = 1;
};

void applyPreset(TrainOptions& options, const std::string& key) {
    for (const Preset& preset : trainPresets()) {
        if (preset.key == key) {
            setOptions(describe(options), preset.values);
            return;
        }
    }
    std::string known;
    for (const Preset& preset : trainPresets()) {
        known += known.empty() ? preset.key : ", " + preset.key;
    }
    throw WrongWords(fmt::format("There is no preset \"{}\"; the presets are {}.", key, known));
}

void set(TrainOptions& options, const std::string& setting) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) {
        throw WrongWords(fmt::format("--set takes KEY=VALUE, not \"{}\".", setting));
    }
    try {
        setOption(describe(options), setting.substr(0, equals), setting.substr(equals + 1));
    } catch (const Error& error) {
        throw WrongWords(error.what());
    }
}

TrainOptions optionsOf(const Words& words) {
    TrainOptions options;
    if (!words.preset.empty()) {
        applyPreset(options, words.preset);
    }
    if (!words.config.empty()) {
        const Json json = Json::parse(readFile(words.config), nullptr, false);
        if (json.is_discarded()) {
            throw Error(ErrorKind::Input,
                        fmt::format("{} is not JSON; a configuration file is an object such as "
                                    "{{\"train.epochs\": 20}}.",
                                    words.config.string()));
        }
        setOptions(describe(options), json);
    }
    for (const std::string& setting : words.settings) {
        set(options, setting);
    }
    return options;
}

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
    return table(rows);
}

}  // namespace

RunVerb declareTrain(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<Words>();
    app.add_option("--set", words->settings, "KEY=VALUE of an option");
    app.add_option("--config", words->config, "JSON file of options");
    app.add_option("--preset", words->preset, "A named set of options, before --config and --set");
    app.add_option("--resume", words->resume, "Go on with a run that was cancelled or killed");
    app.add_option("--seeds", words->seeds, "Train with this many seeds, one run each")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    return [folder, words](Context& context) {
        Project project = Project::open(*folder, Access::ReadWrite);
        TrainOptions options = optionsOf(*words);
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
