// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "core/data/base/error.h"
#include "core/learn/features/encoders.h"

#include <fmt/format.h>

namespace haberdash::ctl {

namespace {

struct Words {
    std::string install;
    std::filesystem::path from;
};

Json toRow(const EncoderState& state) {
    Json row = toJson(state.card);
    row["sha256"] = state.card.sourceSha256;
    row["ready"] = state.isInstalled;
    row["needs_weights"] = state.needsWeights;
    return row;
}

}  // namespace

RunVerb declareEncoders(CLI::App& app) {
    const auto words = std::make_shared<Words>();
    CLI::Option* const install = app.add_option("--install", words->install, "An encoder's name");
    CLI::Option* const from =
        app.add_option("--from", words->from, "Its weights: a file, or an unpacked package");
    install->needs(from);
    from->needs(install);
    return [words](Context& context) {
        if (!words->install.empty()) {
            installEncoder(words->install, words->from);
        }
        Json rows = Json::array();
        std::vector<std::vector<std::string>> lines{
            {"name", "for", "dimension", "ready", "licence", "what"}};
        for (const EncoderState& state : listEncoders()) {
            rows.push_back(toRow(state));
            lines.push_back(
                {state.card.name,
                 state.card.modality,
                 state.card.dimension > 0 ? fmt::format("{}", state.card.dimension) : "-",
                 state.isInstalled ? "yes" : "no",
                 state.card.licence.empty() ? "-" : state.card.licence,
                 state.card.kind});
        }
        context.print({{"encoders", rows}, {"notice", encoderNotice()}},
                      table(lines) + encoderNotice());
    };
}

}  // namespace haberdash::ctl
