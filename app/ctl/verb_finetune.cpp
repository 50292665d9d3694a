// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/train_words.h"
#include "app/ctl/verb.h"
#include "core/learn/finetune/finetune.h"
#include "core/learn/model/threads.h"

#include <fmt/format.h>

namespace haberdash::ctl {

namespace {

struct Words {
    std::string image = "mobilenet";
    std::string task;
    std::vector<std::string> settings;
};

FinetuneOptions optionsOf(const Words& words) {
    FinetuneOptions options;
    for (const std::string& setting : words.settings) {
        applySetting(describe(options), setting);
    }
    if (!words.task.empty()) {
        setOption(describe(options), "finetune.task", words.task);
    }
    return options;
}

std::string adviceOn(const FinetuneReport& report, const std::string& folder) {
    return report.metricAfter > report.metricBefore
               ? fmt::format(
                     "Use it with: haberdashctl features {} --image {}", folder, report.encoder)
               : "It is no better than the one it was made from; more epochs, pictures or another "
                 "--task may help.";
}

}  // namespace

RunVerb declareFinetune(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<Words>();
    app.add_option("--image", words->image, "The picture encoder to start from")
        ->capture_default_str();
    app.add_option("--task",
                   words->task,
                   "attributes (facts teach), contrastive (texts teach) or views (pictures alone)")
        ->check(CLI::IsMember({"attributes", "contrastive", "views"}));
    app.add_option("--set",
                   words->settings,
                   "KEY=VALUE of an option, such as finetune.epochs=3 or finetune.unfrozen=4");
    return [folder, words](Context& context) {
        preferThreads(coreCount());  // as for features: the products are large
        Project project = Project::open(*folder, Access::ReadWrite);
        const FinetuneReport report =
            finetune(project, words->image, optionsOf(*words), context.monitor);
        context.print(
            {{"encoder", report.encoder},
             {"epochs", report.epochs},
             {"metric", "precision@10"},
             {"metric_before", report.metricBefore},
             {"metric_after", report.metricAfter},
             {"trained", report.trained},
             {"held_out", report.heldOut},
             {"pictures_per_second", report.picturesPerSecond}},
            fmt::format("{}: precision@10 of category among {} held-out pictures {:.4f}, before "
                        "{:.4f}.\n{}",
                        report.encoder,
                        report.heldOut,
                        report.metricAfter,
                        report.metricBefore,
                        adviceOn(report, folder->string())));
    };
}

}  // namespace haberdash::ctl
