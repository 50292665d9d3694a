// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/shared_traffic.h"

namespace haberdash {

SharedTraffic::SharedTraffic(const std::string& address)
    : server_(address, Postgres::Use::Requests) {
}

std::optional<TrafficRecord> SharedTraffic::read() {
    const auto rows =
        server_.read("SELECT value FROM haberdash.settings WHERE key = $1", {kTrafficSetting}).rows;
    return rows.empty() ? std::nullopt : trafficRecordFrom(rows[0].at(0).value_or(""));
}

TrafficRecord SharedTraffic::tell(const TrafficRecord& record) {
    PostgresTransaction transaction(server_);
    server_.run("LOCK TABLE haberdash.settings IN SHARE ROW EXCLUSIVE MODE");
    const std::optional<TrafficRecord> first = read();
    if (first && first->now == record.now) {
        return *first;
    }
    server_.run(
        "INSERT INTO haberdash.settings VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2",
        {kTrafficSetting, textOf(record)});
    transaction.commit();
    return record;
}

}  // namespace haberdash
