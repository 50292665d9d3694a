// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/sessions/served_by.h"
#include "core/data/store/project.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace haberdash {

/// Which run answers whom.
struct Traffic {
    std::string run;         ///< the champion
    std::string challenger;  ///< empty: none
    double share = 0;        ///< of the shoppers that the challenger answers, 0 to 1

    bool operator==(const Traffic&) const = default;
};

/// Throws Error(Input) for what cannot serve: a challenger that is the champion itself, or a share
/// without a challenger. `share`: without one a tenth where there is a challenger.
Traffic trafficOf(std::string run, std::string challenger, std::optional<double> share);

/// Those that answer.
std::set<std::string> runsOf(const Traffic& traffic);

/// A shopper's side of an experiment.
struct Arm {
    const char* name = "champion";  ///< or "challenger"
    std::string run;
};

/// The same for the same shopper as long as the two runs are the same; a share that grows takes
/// shoppers over and gives none back. Other pairs of runs divide the shoppers afresh. Without a
/// shopper (an empty key): the champion.
Arm armOf(const Traffic& traffic, std::string_view shopper);

Json toJson(const Traffic& traffic);

/// {"run": "r2", "challenger": "r3", "share": 0.1}. Throws Error(Input).
Traffic trafficFromJson(const Json& json);

/// What was set last, and what it took the place of: kept in the project, so that a service that
/// is started again goes on.
struct TrafficRecord {
    Traffic now;
    std::optional<Traffic> before;
    /// Under which the arms' figures belong together; empty without a challenger. With another
    /// share some shoppers change sides, so that it is another experiment.
    std::string experiment;

    bool operator==(const TrafficRecord&) const = default;
};

/// A record of traffic that begins at `time` (Unix seconds).
TrafficRecord beginningAt(std::int64_t time, Traffic now, std::optional<Traffic> before);

/// What follows on the record that holds; nullopt: none does yet. Throws to refuse.
using NextTraffic = std::function<TrafficRecord(const std::optional<TrafficRecord>& now)>;

/// What holds once a service was started with these words (nullopt: none): an experiment goes on
/// when the words are the same. Throws Error(Input) where nothing was told at all.
TrafficRecord startedWith(const std::optional<Traffic>& words,
                          const std::optional<TrafficRecord>& now);

/// Whose answers the shopper sees.
ServedBy servedBy(const TrafficRecord& record, std::string_view shopper);

/// The name of the setting that holds the record.
inline constexpr const char* kTrafficSetting = "serve.traffic";

std::string textOf(const TrafficRecord& record);

/// nullopt for what is no record, or cannot serve.
std::optional<TrafficRecord> trafficRecordFrom(const std::string& text);

std::optional<TrafficRecord> storedTraffic(Project& project);
void storeTraffic(Project& project, const TrafficRecord& record);

}  // namespace haberdash
