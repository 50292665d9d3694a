// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/shared_traffic.h"

#include "core/learn/postgres/postgres.h"

namespace haberdash {

TrafficRecord agreedTraffic(const std::string& address, const TrafficRecord& own) {
    if (own.experiment.empty()) {
        return own;
    }
    Postgres server(address, Postgres::Use::Requests);
    PostgresTransaction transaction(server);
    server.run("LOCK TABLE haberdash.settings IN SHARE ROW EXCLUSIVE MODE");
    const auto rows =
        server.run("SELECT value FROM haberdash.settings WHERE key = $1", {kTrafficSetting}).rows;
    const auto first = rows.empty() ? std::nullopt : trafficRecordFrom(rows[0].at(0).value_or(""));
    if (first && first->now == own.now) {
        return *first;
    }
    server.run(
        "INSERT INTO haberdash.settings VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2",
        {kTrafficSetting, textOf(own)});
    transaction.commit();
    return own;
}

}  // namespace haberdash
