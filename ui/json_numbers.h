// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <optional>
#include <string>

namespace haberdash::ui {

/// The number of that name; empty where there is none, or no object.
inline std::optional<double> optionalNumberAt(const Json& object, const std::string& key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() && found->is_number()
               ? std::optional(found->get<double>())
               : std::nullopt;
}

/// The number of that name; `otherwise` where there is none, or no object.
inline double numberAt(const Json& object, const std::string& key, const double otherwise = 0) {
    return optionalNumberAt(object, key).value_or(otherwise);
}

}  // namespace haberdash::ui
