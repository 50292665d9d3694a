// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/line_reader.h"
#include "app/ctl/verb.h"
#include "core/learn/service/service.h"

#include <optional>
#include <string>

namespace haberdash::ctl {

RunVerb declareEngine(CLI::App& app) {
    const auto folder = addProject(app);
    return [folder](Context& context) {
        Service service(*folder);
        LineReader lines(context.stop);
        while (const std::optional<std::string> line = lines.next()) {
            if (line->empty()) {
                continue;
            }
            const Json request = Json::parse(*line, nullptr, false);
            if (request.is_discarded()) {
                putLine({{"id", nullptr},
                         {"ok", false},
                         {"error",
                          {{"kind", "input"},
                           {"message", "The line is not JSON; send one JSON object a line."}}}});
                continue;
            }
            putLine(service.answer(request));
        }
    };
}

}  // namespace haberdash::ctl
