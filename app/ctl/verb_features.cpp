// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "core/learn/encoders/encoders.h"
#include "core/learn/features/extract.h"
#include "core/learn/model/threads.h"

#include <fmt/format.h>

namespace haberdash::ctl {

namespace {

struct Words {
    std::string text;
    std::string image;
};

// What somebody chose for the project stays until they choose again. `word`: of the call; empty:
// none.
FeatureReport extractChosen(Project& project,
                            const Modality modality,
                            const std::string& word,
                            const Monitor& monitor) {
    const std::string key = fmt::format("features.{}.chosen", wordOf(modality));
    const std::string name =
        word.empty() ? project.setting(key).value_or("auto") : resolveEncoder(word);
    FeatureReport report = extractFeatures(project, modality, name, monitor);
    if (!word.empty()) {
        project.setSetting(key, name);
    }
    return report;
}

Json toJson(const FeatureReport& report) {
    return {{"encoder", report.encoder},
            {"dimension", report.dimension},
            {"computed", report.computed},
            {"reused", report.reused},
            {"skipped", report.skipped},
            {"items_per_second", report.itemsPerSecond}};
}

std::vector<std::string> rowOf(const char* modality, const FeatureReport& report) {
    return {modality,
            report.encoder,
            fmt::format("{}", report.dimension),
            fmt::format("{}", report.computed),
            fmt::format("{}", report.reused),
            fmt::format("{}", report.skipped),
            fmt::format("{:.0f}", report.itemsPerSecond)};
}

}  // namespace

RunVerb declareFeatures(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<Words>();
    app.add_option("--text",
                   words->text,
                   "Text encoder: auto, use, tfidf, words, bert:FOLDER, an installed one's name, "
                   "none; use+tfidf joins two. Without it the one chosen before, at first auto");
    app.add_option("--image",
                   words->image,
                   "Picture encoder: auto, mobilenet, inception, descriptors, resnet18:FILE, "
                   "resnet50:FILE, vgg16:FILE, inception_v3:FILE, onnx:FILE, an installed one's "
                   "name, none; mobilenet+descriptors joins two. Without it the one chosen "
                   "before, at first auto");
    return [folder, words](Context& context) {
        // Encoding is made of products large enough for a second core to pay.
        preferThreads(coreCount());
        Project project = Project::open(*folder, Access::ReadWrite);
        Json result = Json::object();
        std::vector<std::vector<std::string>> rows{
            {"modality", "encoder", "dimension", "computed", "reused", "skipped", "per second"}};
        const auto extract = [&](const Modality modality, const std::string& encoder) {
            if (encoder == "none") {
                return;
            }
            const FeatureReport report = extractChosen(project, modality, encoder, context.monitor);
            result[wordOf(modality)] = toJson(report);
            rows.push_back(rowOf(wordOf(modality), report));
        };
        extract(Modality::Text, words->text);
        extract(Modality::Image, words->image);
        context.print(result, table(rows));
    };
}

}  // namespace haberdash::ctl
