// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/traffic.h"

#include "core/data/base/error.h"
#include "core/learn/metrics/draws.h"
#include "core/learn/service/request.h"

#include <cstdint>

namespace haberdash {

namespace {

constexpr const char* kSetting = "serve.traffic";

// FNV-1a: of this there is one everywhere and for ever.
std::uint64_t hashOf(const std::string_view text) noexcept {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char letter : text) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
    }
    return hash;
}

}  // namespace

Arm armOf(const Traffic& traffic, const std::string_view shopper) {
    if (!traffic.challenger.empty() && !shopper.empty() &&
        unitHash(hashOf(traffic.run + '/' + traffic.challenger), hashOf(shopper)) < traffic.share) {
        return {"challenger", traffic.challenger};
    }
    return {"champion", traffic.run};
}

Json toJson(const Traffic& traffic) {
    Json json = {{"run", traffic.run}};
    if (!traffic.challenger.empty()) {
        json["challenger"] = traffic.challenger;
        json["share"] = traffic.share;
    }
    return json;
}

Traffic trafficFromJson(const Json& json) {
    Traffic traffic{.run = textField(json, "run"),
                    .challenger = optionalText(json, "challenger").value_or("")};
    traffic.share = shareField(json, "share", traffic.challenger.empty() ? 0 : 0.1);
    if (traffic.challenger.empty()) {
        traffic.share = 0;
    } else if (traffic.challenger == traffic.run) {
        throw Error(ErrorKind::Input, "The challenger has to be another run than the champion.");
    }
    return traffic;
}

std::optional<TrafficRecord> storedTraffic(Project& project) {
    const Json json = Json::parse(project.setting(kSetting).value_or(""), nullptr, false);
    if (!json.is_object() || !json.contains("now")) {
        return std::nullopt;
    }
    TrafficRecord record{.now = trafficFromJson(json["now"])};
    if (json.contains("before")) {
        record.before = trafficFromJson(json["before"]);
    }
    return record;
}

void storeTraffic(Project& project, const TrafficRecord& record) {
    Json json = {{"now", toJson(record.now)}};
    if (record.before) {
        json["before"] = toJson(*record.before);
    }
    project.setSetting(kSetting, json.dump());
}

}  // namespace haberdash
