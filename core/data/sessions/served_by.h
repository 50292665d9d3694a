// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace haberdash {

/// Whose answers of the recommendation service a shopper saw. A session that the service began
/// keeps it in its detail: {"source": "service", "run", "arm", "experiment"?}.
struct ServedBy {
    std::string run;
    std::string arm;         ///< "champion" or "challenger"
    std::string experiment;  ///< in which the two are compared; empty: there was no challenger

    bool operator==(const ServedBy&) const = default;
};

/// Equal texts for equal values.
std::string detailOf(const ServedBy& served);

/// nullopt for the detail of a session that the service did not begin.
std::optional<ServedBy> servedByIn(const std::string& detail);

}  // namespace haberdash
