// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/net_runner.h"

#include <exception>
#include <omp.h>
#include <utility>

namespace haberdash {

NetRunner::NetRunner(NetPlan plan)
    : plan_(std::move(plan)), workers_(static_cast<std::size_t>(omp_get_max_threads())) {
}

void NetRunner::runOne(Worker& worker,
                       const std::size_t index,
                       const std::function<void(std::size_t, std::span<float>)>& prepare,
                       float* const features) const {
    if (!worker.net) {
        const NetPlan::Step& input = plan_.steps().front();
        worker.net = std::make_unique<ConvNet>(plan_, 1);
        worker.picture.resize(input.channels * input.extent[0] * input.extent[1]);
    }
    prepare(index, worker.picture);
    worker.net->run(worker.picture.data(), features + index * plan_.steps().back().channels);
}

void NetRunner::run(const std::size_t count,
                    const std::function<void(std::size_t, std::span<float>)>& prepare,
                    float* const features) {
    std::exception_ptr failure;
    const auto pictures = static_cast<std::ptrdiff_t>(count);
#pragma omp parallel num_threads(static_cast <int>(workers_.size()))
    {
        // oneDNN plans a layer for as many threads as it is told that there are.
        omp_set_num_threads(1);
        Worker& worker = workers_[static_cast<std::size_t>(omp_get_thread_num())];
#pragma omp for schedule(dynamic)
        for (std::ptrdiff_t i = 0; i < pictures; ++i) {
            try {
                runOne(worker, static_cast<std::size_t>(i), prepare, features);
            } catch (...) {
                // An exception may not leave the region; the first is thrown behind it.
#pragma omp critical(haberdash_net_failure)
                if (!failure) {
                    failure = std::current_exception();
                }
            }
        }
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace haberdash
