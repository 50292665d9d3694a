// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/traffic.h"

#include "core/data/base/error.h"
#include "core/learn/metrics/draws.h"
#include "core/learn/service/request.h"

#include <fmt/format.h>

#include <utility>

namespace haberdash {

namespace {

// FNV-1a: of this there is one everywhere and for ever.
std::uint64_t hashOf(const std::string_view text) noexcept {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char letter : text) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
    }
    return hash;
}

}  // namespace

std::set<std::string> runsOf(const Traffic& traffic) {
    std::set<std::string> runs{traffic.run, traffic.challenger};
    runs.erase("");
    return runs;
}

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

TrafficRecord beginningAt(const std::int64_t time, Traffic now, std::optional<Traffic> before) {
    TrafficRecord record{.now = std::move(now), .before = std::move(before), .experiment = {}};
    if (!record.now.challenger.empty()) {
        record.experiment = fmt::format("{}-{}-{}", record.now.run, record.now.challenger, time);
    }
    return record;
}

ServedBy servedBy(const TrafficRecord& record, const std::string_view shopper) {
    const Arm arm = armOf(record.now, shopper);
    return {.run = arm.run, .arm = arm.name, .experiment = record.experiment};
}

std::string textOf(const TrafficRecord& record) {
    Json json = {{"now", toJson(record.now)}};
    if (record.before) {
        json["before"] = toJson(*record.before);
    }
    if (!record.experiment.empty()) {
        json["experiment"] = record.experiment;
    }
    return json.dump();
}

std::optional<TrafficRecord> trafficRecordFrom(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("now")) {
        return std::nullopt;
    }
    TrafficRecord record{.now = trafficFromJson(json["now"]),
                         .before = std::nullopt,
                         .experiment = optionalText(json, "experiment").value_or("")};
    if (json.contains("before")) {
        record.before = trafficFromJson(json["before"]);
    }
    return record;
}

std::optional<TrafficRecord> storedTraffic(Project& project) {
    return trafficRecordFrom(project.setting(kTrafficSetting).value_or(""));
}

void storeTraffic(Project& project, const TrafficRecord& record) {
    project.setSetting(kTrafficSetting, textOf(record));
}

}  // namespace haberdash
