// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "core/data/base/error.h"
#include "core/learn/encoders/encoders.h"

#include <fmt/format.h>

namespace haberdash::ctl {

namespace {

struct Words {
    std::string install;
    std::filesystem::path from;
    BertChoice bert;
    bool shouldCheck = false;
};

Json toRow(const EncoderState& state) {
    Json row = toJson(state.card);
    row["sha256"] = state.card.sourceSha256;
    row["ready"] = state.isInstalled;
    row["needs_weights"] = state.needsWeights;
    row["damaged"] = state.isDamaged;
    return row;
}

std::string damageText(const Json& rows) {
    std::string text;
    for (const Json& row : rows) {
        if (row["damaged"]) {
            text += fmt::format("{} is damaged: install it again from its source.\n",
                                row["name"].get<std::string>());
        }
    }
    return text;
}

}  // namespace

RunVerb declareEncoders(CLI::App& app) {
    const auto words = std::make_shared<Words>();
    CLI::Option* const install = app.add_option(
        "--install",
        words->install,
        "use, words, mobilenet, inception; from your own files bert, resnet18, resnet50, vgg16, "
        "inception_v3, onnx; auto: told by the file");
    CLI::Option* const from = app.add_option(
        "--from", words->from, "Its weights: a file, a folder or an unpacked package");
    install->needs(from);
    from->needs(install);
    app.add_option(
           "--pooling",
           words->bert.pooling,
           "Of a BERT: its vector is that of the first token (cls) or the mean of all; else "
           "what its folder says")
        ->check(CLI::IsMember({"cls", "mean"}))
        ->needs(install);
    app.add_option("--max-tokens", words->bert.mostTokens, "Of a BERT: tokens read of a text")
        ->check(CLI::Range(3, 4096))
        ->needs(install);
    app.add_flag("--check", words->shouldCheck, "Compare the weights with their hashes");
    return [words](Context& context) {
        Json result = {{"notice", encoderNotice()}};
        if (!words->install.empty()) {
            result["installed"] = installEncoder(words->install, words->from, words->bert).name;
        }
        Json rows = Json::array();
        std::vector<std::vector<std::string>> lines{
            {"name", "for", "dimension", "ready", "licence", "source", "what"}};
        for (const EncoderState& state :
             listEncoders(words->shouldCheck ? HashCheck::Yes : HashCheck::No)) {
            rows.push_back(toRow(state));
            lines.push_back(
                {state.card.name,
                 state.card.modality,
                 state.card.dimension > 0 ? fmt::format("{}", state.card.dimension) : "-",
                 state.isDamaged ? "damaged" : (state.isInstalled ? "yes" : "no"),
                 state.card.licence,
                 state.card.source,
                 state.card.kind});
        }
        result["encoders"] = rows;
        const std::string installed =
            words->install.empty()
                ? std::string()
                : fmt::format("Installed as {}.\n", result["installed"].get<std::string>());
        context.print(result, installed + table(lines) + damageText(rows) + encoderNotice());
    };
}

}  // namespace haberdash::ctl
