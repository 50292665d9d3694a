// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/image/conv_net.h"
#include "core/learn/image/net_plan.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace haberdash {

/// A network on every core. Each thread takes one picture at a time through a ConvNet of its own: a
/// picture's planes then stay in the core's cache, and no thread waits for another between layers,
/// which costs half the speed on a machine that is not idle. Not thread safe.
class NetRunner {
  public:
    explicit NetRunner(NetPlan plan);

    /// `prepare` fills picture i, [side, side, 3]; features are [count, channels of the last step].
    /// Throws what a thread threw.
    void run(std::size_t count,
             const std::function<void(std::size_t, std::span<float>)>& prepare,
             float* features);

  private:
    struct Worker {
        std::unique_ptr<ConvNet> net;
        std::vector<float> picture;
    };

    void runOne(Worker& worker,
                std::size_t index,
                const std::function<void(std::size_t, std::span<float>)>& prepare,
                float* features) const;

    NetPlan plan_;
    std::vector<Worker> workers_;
};

}  // namespace haberdash
