// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sessions/served_by.h"

#include "core/data/base/json.h"

namespace haberdash {

namespace {

std::string textIn(const Json& json, const char* const name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

std::string detailOf(const ServedBy& served) {
    Json detail = {{"source", "service"}, {"run", served.run}, {"arm", served.arm}};
    if (!served.experiment.empty()) {
        detail["experiment"] = served.experiment;
    }
    return detail.dump();
}

std::optional<ServedBy> servedByIn(const std::string& detail) {
    const Json json = Json::parse(detail, nullptr, false);
    if (!json.is_object() || textIn(json, "source") != "service") {
        return std::nullopt;
    }
    return ServedBy{textIn(json, "run"), textIn(json, "arm"), textIn(json, "experiment")};
}

}  // namespace haberdash
