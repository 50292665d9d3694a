// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/shop_metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace haberdash {

void ShopMetrics::observe(const std::string_view route,
                          const unsigned status,
                          const std::chrono::nanoseconds duration) {
    const auto found = std::ranges::find(kRoutes, route);
    Route& target = found == kRoutes.end()
                        ? routes_.back()
                        : routes_[static_cast<std::size_t>(found - kRoutes.begin())];
    const double seconds = std::chrono::duration<double>(duration).count();
    const auto bucket =
        static_cast<std::size_t>(std::ranges::lower_bound(kBounds, seconds) - kBounds.begin());
    ++target.buckets[bucket];
    target.nanoseconds += static_cast<std::uint64_t>(duration.count());
    ++target.statuses[std::min<std::size_t>(status / 100, target.statuses.size() - 1)];
}

std::string ShopMetrics::text(const std::string_view others) const {
    std::string text =
        "# HELP haberdash_requests_total Requests by route and class of status.\n"
        "# TYPE haberdash_requests_total counter\n";
    auto out = std::back_inserter(text);
    for (std::size_t r = 0; r < kRoutes.size(); ++r) {
        for (std::size_t hundreds = 2; hundreds < routes_[r].statuses.size(); ++hundreds) {
            if (const std::uint64_t count = routes_[r].statuses[hundreds]) {
                fmt::format_to(out,
                               "haberdash_requests_total{{route=\"{}\",status=\"{}xx\"}} {}\n",
                               kRoutes[r],
                               hundreds,
                               count);
            }
        }
    }
    text +=
        "# HELP haberdash_request_seconds Time from a request's arrival to its answer.\n"
        "# TYPE haberdash_request_seconds histogram\n";
    for (std::size_t r = 0; r < kRoutes.size(); ++r) {
        std::uint64_t sum = 0;
        for (std::size_t b = 0; b < routes_[r].buckets.size(); ++b) {
            sum += routes_[r].buckets[b];
            const std::string bound = b < kBounds.size() ? fmt::format("{}", kBounds[b]) : "+Inf";
            fmt::format_to(out,
                           "haberdash_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n",
                           kRoutes[r],
                           bound,
                           sum);
        }
        fmt::format_to(out,
                       "haberdash_request_seconds_sum{{route=\"{0}\"}} {1}\n"
                       "haberdash_request_seconds_count{{route=\"{0}\"}} {2}\n",
                       kRoutes[r],
                       static_cast<double>(routes_[r].nanoseconds) * 1e-9,
                       sum);
    }
    text += others;
    return text;
}

std::size_t residentBytes() {
    std::ifstream stream("/proc/self/statm");
    std::size_t pages = 0;
    std::size_t resident = 0;
    stream >> pages >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace haberdash
