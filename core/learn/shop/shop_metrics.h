// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace haberdash {

/// Counts and durations by route, as Prometheus reads them. Any thread.
class ShopMetrics {
  public:
    static constexpr std::array kRoutes{
        "recommend", "similar", "explain", "events", "products", "pictures", "traffic", "other"};

    void observe(std::string_view route, unsigned status, std::chrono::nanoseconds duration);

    /// Lines of the text format, with one more line each for what `others` says.
    std::string text(std::string_view others) const;

  private:
    /// Upper bounds of the histogram's buckets, in seconds.
    static constexpr std::array kBounds{
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0};

    struct Route {
        std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> buckets{};
        std::atomic<std::uint64_t> nanoseconds{};
        std::array<std::atomic<std::uint64_t>, 6> statuses{};  ///< by hundreds
    };

    std::array<Route, kRoutes.size()> routes_;
};

/// Resident memory of this process in bytes; 0 where the system does not tell.
std::size_t residentBytes();

}  // namespace haberdash
