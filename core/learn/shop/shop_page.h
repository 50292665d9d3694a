// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace haberdash {

/// A file of resources/service that the program carries: "index.html", "openapi.json", …; empty
/// when there is none of that name.
std::string_view shopPage(std::string_view name);

}  // namespace haberdash
