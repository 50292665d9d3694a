// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"

#include <cstddef>
#include <functional>
#include <string_view>

namespace haberdash {

/// Does work(0) to work(count - 1), each once, on as many threads as there are cores; begun in
/// order, ended in any. The calling thread works too and is the only one that reports, to
/// `monitor` under `stage`. Ends early and throws what the first failure threw, or Cancelled.
/// `work` has to be callable from several threads at once.
void onCores(std::size_t count,
             const std::function<void(std::size_t)>& work,
             const Monitor& monitor,
             std::string_view stage);

}  // namespace haberdash
