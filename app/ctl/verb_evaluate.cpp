// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "core/data/base/error.h"
#include "core/data/runs/run_store.h"
#include "core/learn/eval/arms.h"
#include "core/learn/eval/evaluate.h"
#include "core/learn/eval/report.h"
#include "core/learn/simulate/judge.h"

#include <fmt/format.h>

#include <algorithm>

namespace haberdash::ctl {

namespace {

struct Words {
    std::vector<std::string> runs;
    std::vector<std::size_t> cutoffs{5, 10, 20};
    EvaluateOptions options;
    std::filesystem::path report;
    bool comparesArms = false;
    ArmOptions arms;
    std::optional<std::uint64_t> crowd;
};

std::string metricTable(const Json& result) {
    std::vector<std::vector<std::string>> rows{{"metric"}};
    for (const Json& run : result["runs"]) {
        rows.front().push_back(
            fmt::format("{} {}", run["run"].get<std::string>(), run.value("kind", std::string())));
    }
    for (const auto& [key, ignored] : result["runs"][0]["metrics"].items()) {
        std::vector<std::string> row{key};
        for (const Json& run : result["runs"]) {
            const Json& value = run["metrics"][key];
            row.push_back(fmt::format("{:.4f} ({:.4f} to {:.4f})",
                                      value["mean"].get<double>(),
                                      value["low"].get<double>(),
                                      value["high"].get<double>()));
        }
        rows.push_back(row);
    }
    return table(rows) + fmt::format("Over the {} shoppers.\n", result["split"].get<std::string>());
}

// Figures under the convention of the literature: nothing is known but training.
std::string otherMaskLines(const Json& result) {
    std::string text;
    for (const Json& run : result["runs"]) {
        std::string figures;
        for (const char* metric : {"recall", "ndcg"}) {
            for (const Json& k : result["k"]) {
                const std::string key = fmt::format("{}@{}", metric, k.get<int>());
                if (run["metrics_train_masked"].contains(key)) {
                    figures += fmt::format(
                        "  {} {:.4f}", key, run["metrics_train_masked"][key].get<double>());
                }
            }
        }
        if (!figures.empty()) {
            text += fmt::format("{} as if nothing were known but training:{}\n",
                                run["run"].get<std::string>(),
                                figures);
        }
    }
    return text;
}

/// All, or those in one metric.
std::string comparisonLines(const Json& result, const std::string& metric = {}) {
    std::string text;
    for (const Json& row : result["comparisons"]) {
        if (!metric.empty() && row["metric"] != metric) {
            continue;
        }
        text += fmt::format("{} - {}  {}  {:+.4f} ({:+.4f} to {:+.4f}), p {:.4f}",
                            row["b"].get<std::string>(),
                            row["a"].get<std::string>(),
                            row["metric"].get<std::string>(),
                            row["difference"].get<double>(),
                            row["low"].get<double>(),
                            row["high"].get<double>(),
                            row["p"].get<double>());
        if (row.contains("p_holm")) {
            text += fmt::format(", Holm {:.4f}", row["p_holm"].get<double>());
        }
        text += '\n';
    }
    return text;
}

/// Differences in NDCG, at 10 where that was asked for.
std::string mainComparisons(const Json& result, const std::vector<std::size_t>& cutoffs) {
    const bool hasTen = std::ranges::find(cutoffs, 10U) != cutoffs.end();
    const std::string text =
        comparisonLines(result, fmt::format("ndcg@{}", hasTen ? 10 : cutoffs.front()));
    return text.empty() ? text : text + "Differences in other metrics are in --json.\n";
}

std::string intervalText(const Json& value) {
    return fmt::format("{:.3f} ({:.3f} to {:.3f})",
                       value["mean"].get<double>(),
                       value["low"].get<double>(),
                       value["high"].get<double>());
}

std::string armTable(const Json& result) {
    if (result["experiment"].is_null()) {
        return "No experiment was held yet; hold one with serve --challenger.\n";
    }
    std::vector<std::vector<std::string>> rows{
        {"run", "shoppers", "sessions", "acts a shopper", "share converted"}};
    for (const Json& arm : result["arms"]) {
        rows.push_back({arm["run"].get<std::string>(),
                        fmt::format("{}", arm["shoppers"].get<std::size_t>()),
                        fmt::format("{}", arm["sessions"].get<std::size_t>()),
                        intervalText(arm["acts"]),
                        intervalText(arm["converted"])});
    }
    // Of the form CHAMPION-CHALLENGER-TIME.
    std::string text = fmt::format("Experiment {} (champion, challenger, when it began)\n",
                                   result["experiment"].get<std::string>()) +
                       table(rows) + comparisonLines(result);
    if (const auto crossed = result["crossed"].get<std::size_t>(); crossed > 0) {
        text += fmt::format("Left out: {} shoppers who met both runs.\n", crossed);
    }
    if (const std::size_t others = result["experiments"].size() - 1; others > 0) {
        text +=
            fmt::format("{} more to choose from with --experiment; --json names them.\n", others);
    }
    return text;
}

std::string likingTable(const Json& result) {
    std::vector<std::vector<std::string>> rows{{"run", "NDCG@10 by true liking"}};
    for (const Json& run : result["runs"]) {
        rows.push_back({run["run"].get<std::string>(), intervalText(run["metrics"].front())});
    }
    rows.push_back({"by chance", fmt::format("{:.3f}", result["chance"].get<double>())});
    return table(rows) + comparisonLines(result) +
           fmt::format("Over {} simulated shoppers; their own taste has 1.\n",
                       result["shoppers"].get<std::size_t>());
}

std::vector<Run> runsOf(const Project& project, const std::vector<std::string>& ids) {
    const RunStore store(project.runsFolder());
    std::vector<Run> runs;
    for (const std::string& id : ids) {
        runs.push_back(store.run(id));
    }
    return runs;
}

}  // namespace

RunVerb declareEvaluate(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<Words>();
    CLI::Option_group* const what = app.add_option_group("what", "What to compare");
    what->add_option("--run", words->runs, "A run; give it again for each further one");
    CLI::Option* const arms = what->add_flag(
        "--arms", words->comparesArms, "What shoppers did under the runs that served them");
    what->require_option(1);
    app.add_option("--experiment",
                   words->arms.experiment,
                   "Of several experiments that were served, another than the latest")
        ->needs(arms);
    CLI::Option* const taste = app.add_option(
        "--taste",
        words->crowd,
        "Judge by what the shoppers simulated with this seed truly like, in the place of "
        "what they did");
    app.add_option("--split", words->options.split, "Which held-out part")
        ->check(CLI::IsMember({"validation", "test"}))
        ->capture_default_str()
        ->excludes(taste);
    app.add_option("--k", words->cutoffs, "Cut-offs: 5,10,20")
        ->delimiter(',')
        ->check(CLI::Range(1, 1000))
        ->excludes(taste);
    app.add_option(
           "--protocol", words->options.protocol, "The split's protocol, checked against the runs'")
        ->check(CLI::IsMember({"global-time", "leave-last", "ratio", "cold-items", "given"}))
        ->excludes(taste);
    app.add_option("--gain",
                   words->options.gain,
                   "What NDCG gives for a product: the same for all, or by what the shopper did")
        ->check(CLI::IsMember({"binary", "linear", "exp"}))
        ->capture_default_str()
        ->excludes(taste);
    app.add_option("--trec", words->options.trecFolder, "Folder for TREC qrels and run files")
        ->excludes(taste);
    app.add_option("--report", words->report, "Folder for a report: HTML, CSV and configuration")
        ->excludes(taste);
    return [folder, words](Context& context) {
        Project project = Project::open(*folder, Access::ReadWrite);
        if (words->comparesArms) {
            const Json compared = compareArms(project, words->arms);
            context.print(compared, armTable(compared));
            return;
        }
        if (words->crowd) {
            const Json judged =
                judgeByTaste(project, words->runs, *words->crowd, {}, context.monitor);
            context.print(judged, likingTable(judged));
            return;
        }
        words->options.cutoffs = words->cutoffs;
        Json result = evaluate(project, words->runs, words->options, context.monitor);
        std::string text = words->options.gain == "binary"
                               ? std::string()
                               : fmt::format("NDCG with {} gain.\n", words->options.gain);
        text +=
            metricTable(result) + otherMaskLines(result) + mainComparisons(result, words->cutoffs);
        if (std::ranges::any_of(result["runs"],
                                [](const Json& run) { return run.value("simulated", false); })) {
            text += "Measured on simulated shoppers.\n";
        }
        for (const Json& note : result["notes"]) {
            text += note.get<std::string>() + '\n';
        }
        if (!words->report.empty()) {
            const std::filesystem::path page =
                writeReport(words->report, project.name(), result, runsOf(project, words->runs));
            result["report"] = page.string();
            text += fmt::format("Report: {}\n", page.string());
        }
        context.print(result, text);
    };
}

}  // namespace haberdash::ctl
