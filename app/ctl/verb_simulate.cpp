// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "core/learn/simulate/simulate.h"

#include <fmt/format.h>

namespace haberdash::ctl {

namespace {

std::string wordsOf(const SimulateReport& report) {
    std::vector<std::vector<std::string>> rows{
        {"seed", fmt::format("{}", report.seed)},
        {"sessions (simulated)", fmt::format("{}", report.sessions)},
        {"events", fmt::format("{}", report.events)},
        {"clicks a session", fmt::format("{:.2f}", report.clicksPerSession)}};
    for (const auto& [truth, estimate] : report.parameters) {
        rows.push_back({estimate.name,
                        fmt::format("{:.3f}; as the clicks tell it {:.3f} ({:.3f} to {:.3f})",
                                    truth,
                                    estimate.value,
                                    estimate.low,
                                    estimate.high)});
    }
    return table(rows);
}

}  // namespace

RunVerb declareSimulate(CLI::App& app) {
    const auto folder = addProject(app);
    const auto options = std::make_shared<SimulateOptions>();
    app.add_option("--shoppers", options->shoppers, "How many new shoppers")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}))
        ->capture_default_str();
    app.add_option("--sessions", options->sessions, "Sessions of each shopper, on average")
        ->check(CLI::Range(0.1, 10'000.0))
        ->capture_default_str();
    app.add_option("--policy",
                   options->policy,
                   "What the shoppers are shown by: popularity, random, mixture, or a trained run")
        ->capture_default_str();
    app.add_option("--searched",
                   options->searched,
                   "Share of each list that the shopper's own search finds; the policy shows the "
                   "rest")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    app.add_option("--clicks", options->clicks, "The click model")
        ->check(CLI::IsMember({"position", "cascade", "dependent"}))
        ->capture_default_str();
    app.add_option("--decay",
                   options->parameters.decay,
                   "Of position: rank r is looked at with probability r^-decay")
        ->check(CLI::Range(0.0, 10.0))
        ->capture_default_str();
    app.add_option("--patience",
                   options->parameters.patience,
                   "Of cascade and dependent: goes on to the next rank after no click")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    app.add_option("--persistence",
                   options->parameters.persistence,
                   "Of dependent: goes on after a click at rank r with persistence^r")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    app.add_option(
        "--seed",
        options->seed,
        "The same seed gives the same sessions; without one, the first from 7 on that was "
        "not simulated before");
    return [&app, folder, options](Context& context) {
        refuseOtherClickWords(app, options->clicks);
        Project project = Project::open(*folder, Access::ReadWrite);
        const SimulateReport report = simulate(project, *options, context.monitor);
        context.print(toJson(report), wordsOf(report));
    };
}

}  // namespace haberdash::ctl
