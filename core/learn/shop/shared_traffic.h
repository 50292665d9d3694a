// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/shop/traffic.h"

#include <string>

namespace haberdash {

/// Services of one database that are told the same runs and share take part in one experiment: the
/// record of who came first. Where that is another, `own`, which the database holds from then on.
/// Throws as Postgres does.
TrafficRecord agreedTraffic(const std::string& address, const TrafficRecord& own);

}  // namespace haberdash
