// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/store/project.h"

#include <optional>
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

    bool operator==(const TrafficRecord&) const = default;
};

std::optional<TrafficRecord> storedTraffic(Project& project);
void storeTraffic(Project& project, const TrafficRecord& record);

}  // namespace haberdash
