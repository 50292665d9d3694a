// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "core/learn/image/pictures.h"
#include "core/learn/simulate/sample.h"

#include <fmt/format.h>

namespace haberdash::ctl {

RunVerb declareSample(CLI::App& app) {
    const auto folder = addProject(app);
    const auto options = std::make_shared<SampleOptions>();
    app.add_option("--products", options->products, "How many products")
        ->check(CLI::Range(10, 200'000))
        ->capture_default_str();
    app.add_option("--shoppers", options->shoppers, "How many simulated shoppers")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    app.add_option("--seed", options->seed, "The same seed gives the same project")
        ->capture_default_str();
    return [folder, options](Context& context) {
        // A sample that was cancelled goes on; makeSample() refuses a project of anything else.
        const bool isBegun = std::filesystem::exists(*folder / "project.db");
        Project project =
            isBegun ? Project::open(*folder, Access::ReadWrite) : Project::create(*folder);
        const SampleReport report = makeSample(project, *options, context.monitor);
        const PictureReport pictures = readPictures(project, context.monitor);
        context.print({{"products", report.products},
                       {"shoppers", report.shoppers},
                       {"events", report.events},
                       {"sessions", report.sessions},
                       {"pictures", pictures.read + pictures.reused}},
                      table({{"products", fmt::format("{}", report.products)},
                             {"shoppers (simulated)", fmt::format("{}", report.shoppers)},
                             {"sessions", fmt::format("{}", report.sessions)},
                             {"events", fmt::format("{}", report.events)}}));
    };
}

}  // namespace haberdash::ctl
