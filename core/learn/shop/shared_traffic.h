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

    /// From now on it holds for all. Services that are told the same runs and share take part in
    /// one experiment: where the same traffic holds already, its record stays. -> the one that
    /// holds.
    TrafficRecord tell(const TrafficRecord& record);

  private:
    Postgres server_;
};

}  // namespace haberdash
