// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

namespace haberdash {

/// Told in a sentence what an operator should know of a running service. From any thread; empty:
/// nobody listens.
using ShopLog = std::function<void(const std::string& sentence)>;

}  // namespace haberdash
