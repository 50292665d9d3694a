// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/shared_traffic.h"

#include "core/learn/postgres/shared_schema.h"

namespace haberdash {

namespace {

// Any number but that of exports: those take long, and change nothing here.
constexpr const char* kLock = "SELECT pg_advisory_xact_lock(7403287)";

}  // namespace

SharedTraffic::SharedTraffic(const std::string& address)
    : server_(address, Postgres::Use::Requests) {
}

std::optional<TrafficRecord> SharedTraffic::read() {
    return trafficRecordFrom(sharedSetting(server_, kTrafficSetting).value_or(""));
}

TrafficRecord SharedTraffic::change(const NextTraffic& next) {
    PostgresTransaction transaction(server_);
    server_.run(kLock);
    const std::optional<TrafficRecord> now = read();
    TrafficRecord record = next(now);
    if (record != now) {
        setSharedSetting(server_, kTrafficSetting, textOf(record));
    }
    transaction.commit();
    return record;
}

}  // namespace haberdash
