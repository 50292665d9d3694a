// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/traffic.h"

#include "core/data/base/clock.h"
#include "core/data/base/error.h"
#include "core/learn/metrics/draws.h"
#include "core/learn/service/request.h"

#include <fmt/format.h>

#include <utility>

namespace haberdash {

namespace {

constexpr double kUsualShare = 0.1;

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

Traffic trafficOf(std::string run, std::string challenger, const std::optional<double> share) {
    if (challenger == run) {
        throw Error(ErrorKind::Input, "The challenger has to be another run than the champion.");
    }
    const bool isAlone = challenger.empty();
    if (isAlone && share) {
        throw Error(ErrorKind::Input, "A share is that of a challenger; name one beside it.");
    }
    return {.run = std::move(run),
            .challenger = std::move(challenger),
            .share = isAlone ? 0 : share.value_or(kUsualShare)};
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
    return trafficOf(
        textField(json, "run"),
        optionalText(json, "challenger").value_or(""),
        isGiven(json, "share") ? std::optional(shareField(json, "share", 0)) : std::nullopt);
}

TrafficRecord beginningAt(const std::int64_t time, Traffic now, std::optional<Traffic> before) {
    TrafficRecord record{.now = std::move(now), .before = std::move(before), .experiment = {}};
    if (!record.now.challenger.empty()) {
        record.experiment = fmt::format("{}-{}-{}", record.now.run, record.now.challenger, time);
    }
    return record;
}

TrafficRecord startedWith(const std::optional<Traffic>& words,
                          const std::optional<TrafficRecord>& now) {
    if (!words && !now) {
        throw Error(ErrorKind::Input, "No run was chosen yet; name one with --run.");
    }
    if (!now || (words && *words != now->now)) {
        return beginningAt(unixNow(), *words, now ? std::optional(now->now) : std::nullopt);
    }
    if (!now->now.challenger.empty() && now->experiment.empty()) {
        return beginningAt(unixNow(), now->now, now->before);
    }
    return *now;
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
    try {
        TrafficRecord record{.now = trafficFromJson(json["now"]),
                             .before = std::nullopt,
                             .experiment = optionalText(json, "experiment").value_or("")};
        if (json.contains("before")) {
            record.before = trafficFromJson(json["before"]);
        }
        return record;
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::optional<TrafficRecord> storedTraffic(Project& project) {
    return trafficRecordFrom(project.setting(kTrafficSetting).value_or(""));
}

void storeTraffic(Project& project, const TrafficRecord& record) {
    project.setSetting(kTrafficSetting, textOf(record));
}

}  // namespace haberdash
