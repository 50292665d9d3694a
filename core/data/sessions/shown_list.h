// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"
#include "core/data/base/json.h"

#include <cstddef>
#include <string>
#include <vector>

namespace haberdash {

/// A list of products as a session showed it, from the top down. Sessions keep theirs in
/// `sessions.detail`: {"lists": [{"items": [item id, …], "clicked": [place from 1, …]}, …]}.
struct ShownList {
    std::vector<ItemId> items;
    std::vector<std::size_t> clicked;  ///< places, from 0, ascending
};

/// What stands under "lists".
Json toJson(const std::vector<ShownList>& lists);

/// Those of a session's detail, in the order in which they were shown. Empty where it keeps none or
/// none that can be read.
std::vector<ShownList> shownListsIn(const std::string& detail);

}  // namespace haberdash
