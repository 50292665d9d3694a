// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

namespace haberdash {

/// JSON with its keys in the order written, so that files and answers read as they were composed.
using Json = nlohmann::ordered_json;

}  // namespace haberdash
