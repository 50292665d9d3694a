// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "core/data/runs/option_kinds.h"
#include "core/data/runs/run_store.h"
#include "core/data/store/project.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ctime>

namespace haberdash::ctl {

namespace {

Json toRow(const Run& run) {
    Json row = toJson(run);
    row["run"] = run.id;
    row["metrics"] = run.validation;
    return row;
}

// The settings that the run's kind reads.
Json settingsOf(const Run& run) {
    Json settings = Json::object();
    for (const auto& [key, value] : run.config.items()) {
        if (readsOption(run.kind, key)) {
            settings[key] = value;
        }
    }
    return settings;
}

// The keys of two flat objects whose values differ, as {key: [left, right]}.
Json differences(const Json& left, const Json& right) {
    Json changed = Json::object();
    for (const auto& [key, value] : left.items()) {
        if (!right.contains(key) || right[key] != value) {
            changed[key] = {value, right.contains(key) ? right[key] : Json(nullptr)};
        }
    }
    for (const auto& [key, value] : right.items()) {
        if (!left.contains(key)) {
            changed[key] = {nullptr, value};
        }
    }
    return changed;
}

void printDifference(const Context& context, const Run& left, const Run& right) {
    const Json config = differences(settingsOf(left), settingsOf(right));
    const Json metrics = differences(left.validation, right.validation);
    std::vector<std::vector<std::string>> rows{{"", left.id, right.id}};
    for (const Json* part : {&config, &metrics}) {
        for (const auto& [key, pair] : part->items()) {
            rows.push_back({key, textOf(pair[0]), textOf(pair[1])});
        }
    }
    const Json result = {{"runs", {toRow(left), toRow(right)}},
                         {"config", config},
                         {"metrics", metrics},
                         {"same_dataset", left.dataset == right.dataset}};
    context.print(result, rows.size() == 1 ? "These runs differ in nothing." : table(rows));
}

std::string simulatedText(const std::vector<std::string>& simulated, const std::size_t all) {
    if (simulated.empty()) {
        return {};
    }
    return simulated.size() == all
               ? "All learned from simulated shoppers.\n"
               : fmt::format("Learned from simulated shoppers: {}.\n", fmt::join(simulated, ", "));
}

void printAll(const Context& context, const RunStore& store) {
    Json result = {{"runs", Json::array()}};
    std::vector<std::vector<std::string>> rows{
        {"run", "kind", "state", "created", "best", "ndcg@10", "seconds", "note"}};
    std::vector<std::string> simulated;
    for (const Run& run : store.all()) {
        if (simulatedIn(run.data).value_or(false)) {
            simulated.push_back(run.id);
        }
        const Json& row = result["runs"].emplace_back(toRow(run));
        const auto metric = run.validation.find("ndcg@10");
        rows.push_back(
            {run.id,
             run.kind,
             row["state"].get<std::string>(),
             fmt::format("{:%Y-%m-%d %H:%M}",
                         fmt::localtime(static_cast<std::time_t>(run.created))),
             fmt::format("{}/{}", run.bestEpoch, run.epochs),
             metric == run.validation.end() ? "-" : fmt::format("{:.4f}", metric->second),
             fmt::format("{:.1f}", run.seconds),
             run.note.substr(0, run.note.find('\n'))});
    }
    context.print(result,
                  rows.size() == 1 ? "No runs yet; make one with haberdashctl train."
                                   : table(rows) + simulatedText(simulated, rows.size() - 1));
}

}  // namespace

RunVerb declareRuns(CLI::App& app) {
    const auto folder = addProject(app);
    const auto pair = std::make_shared<std::vector<std::string>>();
    const auto doomed = std::make_shared<std::vector<std::string>>();
    CLI::Option* const diff =
        app.add_option("--diff", *pair, "Two runs: only what differs")->expected(2);
    app.add_option("--delete", *doomed, "Delete these runs with their models and figures")
        ->excludes(diff);
    return [folder, pair, doomed](Context& context) {
        const Project project = Project::open(*folder, Access::ReadOnly);
        const RunStore store(project.runsFolder());
        for (const std::string& id : *doomed) {
            store.remove(id);
        }
        if (pair->empty()) {
            printAll(context, store);
        } else {
            printDifference(context, store.run(pair->front()), store.run(pair->back()));
        }
    };
}

}  // namespace haberdash::ctl
