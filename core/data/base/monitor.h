// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace haberdash {

/// A moment of a long operation.
struct Progress {
    std::string stage;      ///< short lower-case noun: "products", "pictures", "epoch 3"
    std::size_t done = 0;   ///< of total
    std::size_t total = 0;  ///< 0: not known yet
    Json detail;            ///< null, or what a stage adds (an epoch's losses and metrics)
};

/// The one channel of a long operation: progress out, stop in. Cheap to copy; a default-made
/// Monitor is silent and never stops. Callable from any one thread at a time.
class Monitor {
  public:
    using Sink = std::function<void(const Progress&)>;

    Monitor() = default;

    Monitor(Sink sink, std::stop_token stop) : sink_(std::move(sink)), stop_(std::move(stop)) {}

    /// Reports and throws Cancelled when a stop was asked for. Throttling is the sink's business:
    /// call it as often as every item.
    void step(std::string_view stage, std::size_t done, std::size_t total) const;

    /// Reports a finished unit with figures of its own; throws Cancelled as step() does.
    void report(const Progress& progress) const;

    /// Throws Cancelled when a stop was asked for; reports nothing.
    void checkStop() const;

    bool isStopping() const noexcept { return stop_.stop_requested(); }

  private:
    Sink sink_;
    std::stop_token stop_;
};

}  // namespace haberdash
