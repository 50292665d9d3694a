// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Runs a NetPlan through oneDNN: planes stay in the layout that the processor's kernels like best
// from the first convolution to the last, additions and ReLU happen where the sums are made, and
// memory is shared between planes that are not alive together.

#include "core/learn/image/net_plan.h"

#include <cstddef>
#include <memory>

namespace haberdash {

/// A plan made ready for batches of one size. Not thread safe.
class ConvNet {
  public:
    /// Copies what it needs of the plan. Throws Error(Model) when oneDNN cannot run it.
    ConvNet(const NetPlan& plan, std::size_t batch);
    ~ConvNet();
    ConvNet(ConvNet&&) noexcept;
    ConvNet& operator=(ConvNet&&) noexcept;

    std::size_t batch() const noexcept;

    /// pictures [batch, side, side, 3] -> features [batch, channels of the last step]
    void run(const float* pictures, float* features);

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace haberdash
