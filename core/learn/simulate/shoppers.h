// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A simulation in two steps: what shoppers do is drawn in memory, which takes long, and then stored
// at once, so that nobody who writes to the project meanwhile has to wait.

#include "core/data/base/monitor.h"
#include "core/data/store/project.h"
#include "core/learn/simulate/personas.h"
#include "core/learn/simulate/shopping.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace haberdash {

/// Whom to draw.
struct CrowdPlan {
    std::vector<PersonaKind> personas;  ///< taken in turn
    ShoppingHabits habits;
    std::size_t shoppers = 0;
    std::uint64_t seed = 7;
    std::string prefix;  ///< begins the shoppers' keys: prefix0001, prefix0002, …
};

/// Of the shopper with that index, from 0.
std::string shopperKey(const std::string& prefix, std::size_t index);

struct DrawnShopper {
    std::string key;
    std::string name;
    std::size_t persona = 0;  ///< index into the plan's
    Taste taste;
    std::vector<Visit> visits;
};

/// The same plan over the same market gives the same shoppers.
std::vector<DrawnShopper> drawShoppers(const Market& market,
                                       const CrowdPlan& plan,
                                       const Monitor& monitor);

/// The plan's market: the catalog with the days on which its wares come in.
Market marketOf(Project& project, const CrowdPlan& plan);

/// Writes shoppers, sessions and events, in short turns between which others can write; personas
/// that the project does not have yet are added. All or, where it throws, none: what a process that
/// was killed left half written goes before the next are stored. Returns the number of events.
/// Throws Error(Input) when a shopper of such a key is there already, Error(Locked) while another
/// simulation is being stored.
std::size_t storeShoppers(Project& project,
                          const CrowdPlan& plan,
                          const std::vector<DrawnShopper>& shoppers,
                          const Market& market,
                          const Monitor& monitor);

}  // namespace haberdash
