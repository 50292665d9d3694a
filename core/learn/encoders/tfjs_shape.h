// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <cstddef>
#include <string>
#include <vector>

namespace haberdash {

/// Throws Error(Input): the model in the file `name` cannot be read, for this reason.
[[noreturn]] void refuseTfjs(const std::string& name, const std::string& reason);

struct TfjsShape {
    std::vector<std::size_t> extents;
    std::size_t count = 1;  ///< numbers in the tensor
};

/// The shape of an entry of a list of weights, of which at most `most` numbers can be there. Throws
/// Error(Input) when it asks for more.
TfjsShape tfjsShape(const Json& entry, std::size_t most, const std::string& name);

}  // namespace haberdash
