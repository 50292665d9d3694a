// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/net_plan.h"

#include <cassert>

namespace haberdash {

namespace {

Extent reduced(const Extent in, const Extent kernel, const std::size_t stride, const Extent pad) {
    return {(in[0] + 2 * pad[0] - kernel[0]) / stride + 1,
            (in[1] + 2 * pad[1] - kernel[1]) / stride + 1};
}

}  // namespace

NetPlan::Plane NetPlan::add(Step step) {
    steps_.push_back(std::move(step));
    return steps_.size() - 1;
}

NetPlan::Plane NetPlan::input(const std::size_t side) {
    return add({.kind = Kind::Input, .channels = 3, .extent = {side, side}});
}

NetPlan::Plane NetPlan::convolve(const Plane in, Convolution convolution) {
    assert(steps_[in].channels == convolution.shape.in);
    Step step{.kind = Kind::Convolution, .from = {in}, .channels = convolution.shape.out};
    step.extent = reduced(
        steps_[in].extent, convolution.shape.kernel, convolution.stride, convolution.padding);
    if (convolution.addend) {
        step.from.push_back(*convolution.addend);
    }
    step.convolution = std::move(convolution);
    return add(std::move(step));
}

NetPlan::Plane NetPlan::pool(const Plane in, const Pool& pool) {
    Step step{.kind = Kind::Pool, .from = {in}, .channels = steps_[in].channels, .pool = pool};
    step.extent = reduced(
        steps_[in].extent, {pool.kernel, pool.kernel}, pool.stride, {pool.padding, pool.padding});
    return add(std::move(step));
}

NetPlan::Plane NetPlan::join(const std::vector<Plane>& planes) {
    Step step{.kind = Kind::Join, .from = planes, .extent = steps_[planes.front()].extent};
    for (const Plane plane : planes) {
        assert(steps_[plane].extent == step.extent);
        step.channels += steps_[plane].channels;
    }
    return add(std::move(step));
}

NetPlan::Plane NetPlan::globalMean(const Plane in) {
    return add({.kind = Kind::GlobalMean, .from = {in}, .channels = steps_[in].channels});
}

double NetPlan::operations() const noexcept {
    double sum = 0;
    for (const Step& step : steps_) {
        if (step.convolution) {
            const ConvShape& shape = step.convolution->shape;
            sum += 2.0 * static_cast<double>(shape.out * shape.in) *
                   static_cast<double>(shape.kernel[0] * shape.kernel[1]) *
                   static_cast<double>(step.extent[0] * step.extent[1]);
        }
    }
    return sum;
}

}  // namespace haberdash
