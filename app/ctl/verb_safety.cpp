// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "core/data/labels/label_store.h"
#include "core/data/store/backup.h"
#include "core/data/store/project.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

namespace haberdash::ctl {

namespace {

std::string problemLines(const std::vector<std::string>& problems, const char* allWell) {
    std::string text;
    for (const std::string& problem : problems) {
        text += problem + "\n";
    }
    return text.empty() ? allWell : text;
}

}  // namespace

RunVerb declareBackup(CLI::App& app) {
    const auto folder = addProject(app);
    const auto to = std::make_shared<std::filesystem::path>();
    app.add_option("--to", *to, "The backup's file; without it one under PROJECT/backups");
    return [folder, to](Context& context) {
        Project project = Project::open(*folder, Access::ReadOnly);
        const std::filesystem::path file =
            to->empty()
                ? project.folder() / "backups" /
                      fmt::format("project-{:%Y%m%d-%H%M%S}.db", fmt::gmtime(std::time(nullptr)))
                : *to;
        backUp(project, file, context.monitor);
        context.print({{"ok", true}, {"path", file.string()}, {"problems", Json::array()}},
                      fmt::format("Backed up and checked: {}", file.string()));
    };
}

RunVerb declareRestore(CLI::App& app) {
    const auto folder = addProject(app);
    const auto from = std::make_shared<std::filesystem::path>();
    app.add_option("--from", *from, "The backup's file")->required();
    return [folder, from](Context& context) {
        const std::filesystem::path kept = restoreBackup(*folder, *from, context.monitor);
        context.print(
            {{"ok", true}, {"problems", Json::array()}, {"kept", kept.string()}},
            fmt::format("Restored; the database as it was before is kept as {}", kept.string()));
    };
}

RunVerb declareCheck(CLI::App& app) {
    const auto folder = addProject(app);
    return [folder](Context& context) {
        std::vector<std::string> problems = checkProject(*folder, context.monitor);
        if (problems.empty()) {  // a damaged database would only say so again
            Project project = Project::open(*folder, Access::ReadOnly);
            problems = LabelStore(project.database()).verify();
        }
        context.print({{"ok", problems.empty()}, {"problems", problems}},
                      problemLines(problems, "No problems found."));
    };
}

}  // namespace haberdash::ctl
