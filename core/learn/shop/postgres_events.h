// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/postgres/postgres.h"
#include "core/learn/shop/event_sink.h"

#include <string>

namespace haberdash {

/// Events in a PostgreSQL database that several services share (see shared_schema.h).
class PostgresEvents final : public EventSink {
  public:
    /// Throws as Postgres does.
    explicit PostgresEvents(const std::string& address)
        : server_(address, Postgres::Use::Requests) {}

    void write(const std::vector<IncomingEvent>& events,
               const std::vector<ServedVisit>& visits) override;

  private:
    Postgres server_;
};

}  // namespace haberdash
