// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <string>

namespace haberdash::ui {

/// The number of that name; `otherwise` where there is none, or no object.
inline double numberAt(const Json& object, const std::string& key, const double otherwise = 0) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() && found->is_number() ? found->get<double>()
                                                                             : otherwise;
}

}  // namespace haberdash::ui
