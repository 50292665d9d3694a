// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/postgres/postgres.h"
#include "core/learn/shop/traffic.h"

#include <optional>
#include <string>

namespace haberdash {

/// The traffic of all services of one database. One thread at a time. Throws as Postgres does.
class SharedTraffic {
  public:
    explicit SharedTraffic(const std::string& address);

    /// nullopt: none was told yet.
    std::optional<TrafficRecord> read();

    /// From now on what `next` makes of what holds. Nobody else changes it in between. What `next`
    /// throws leaves it. -> the one that holds.
    TrafficRecord change(const NextTraffic& next);

  private:
    Postgres server_;
};

}  // namespace haberdash
