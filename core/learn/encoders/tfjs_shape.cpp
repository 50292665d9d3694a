// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/encoders/tfjs_shape.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <cstdint>

namespace haberdash {

void refuseTfjs(const std::string& name, const std::string& reason) {
    throw Error(
        ErrorKind::Input,
        fmt::format(
            "{} cannot be read as a TensorFlow.js model: {}; get the file again.", name, reason));
}

TfjsShape tfjsShape(const Json& entry, const std::size_t most, const std::string& name) {
    TfjsShape shape;
    for (const Json& part : entry.at("shape")) {
        const auto extent = part.get<std::int64_t>();
        if (extent <= 0 || static_cast<std::uint64_t>(extent) > most ||
            shape.count > most / static_cast<std::uint64_t>(extent)) {
            refuseTfjs(name, "a tensor is larger than the file");
        }
        shape.count *= static_cast<std::size_t>(extent);
        shape.extents.push_back(static_cast<std::size_t>(extent));
    }
    return shape;
}

}  // namespace haberdash
