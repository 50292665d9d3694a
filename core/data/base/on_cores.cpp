// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/on_cores.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace haberdash {

namespace {

class SharedWork {
  public:
    SharedWork(const std::size_t count,
               const std::function<void(std::size_t)>& work,
               const Monitor& monitor)
        : count_(count), work_(work), monitor_(monitor) {}

    /// Until nothing is left, somebody failed or a stop is asked for; after each piece calls
    /// `report` with what is done.
    void take(const std::function<void(std::size_t)>& report) noexcept {
        try {
            while (!hasFailed_ && !monitor_.isStopping()) {
                const std::size_t index = next_++;
                if (index >= count_) {
                    return;
                }
                work_(index);
                report(++done_);
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            failure_ = failure_ ? failure_ : std::current_exception();
            hasFailed_ = true;
        }
    }

    void rethrow() const {
        if (failure_) {
            std::rethrow_exception(failure_);
        }
    }

  private:
    std::size_t count_;
    const std::function<void(std::size_t)>& work_;
    const Monitor& monitor_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<std::size_t> done_ = 0;
    std::atomic<bool> hasFailed_ = false;
    std::mutex mutex_;
    std::exception_ptr failure_;
};

}  // namespace

void onCores(const std::size_t count,
             const std::function<void(std::size_t)>& work,
             const Monitor& monitor,
             const std::string_view stage) {
    SharedWork shared(count, work, monitor);
    {
        const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
        std::vector<std::jthread> helpers;
        for (std::size_t i = 1; i < std::min(cores, count); ++i) {
            helpers.emplace_back([&shared] { shared.take([](std::size_t) {}); });
        }
        shared.take([&](const std::size_t done) { monitor.step(stage, done, count); });
    }
    shared.rethrow();
    monitor.step(stage, count, count);  // throws where a stop ended it
}

}  // namespace haberdash
