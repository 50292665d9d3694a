// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/monitor.h"

#include "core/data/base/error.h"

namespace haberdash {

void Monitor::step(const std::string_view stage,
                   const std::size_t done,
                   const std::size_t total) const {
    checkStop();
    if (sink_) {
        sink_(Progress{std::string(stage), done, total, nullptr});
    }
}

void Monitor::report(const Progress& progress) const {
    checkStop();
    if (sink_) {
        sink_(progress);
    }
}

void Monitor::checkStop() const {
    if (stop_.stop_requested()) {
        throw Cancelled();
    }
}

}  // namespace haberdash
