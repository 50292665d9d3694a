// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/encoders/tfjs_weights.h"

#include "core/data/base/error.h"
#include "core/data/base/json.h"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

namespace haberdash {

namespace {

[[noreturn]] void refuse(const std::string& name, const std::string& reason) {
    throw Error(
        ErrorKind::Input,
        fmt::format(
            "{} cannot be read as a TensorFlow.js model: {}; get the file again.", name, reason));
}

// Bytes of the tensor at the head of `rest`, which it is cut off from.
TensorView takeTensor(const Json& entry, std::string_view& rest, const std::string& name) {
    const auto type = entry.at("dtype").get<std::string>();
    if (entry.contains("quantization") || (type != "float32" && type != "int32")) {
        refuse(name, "it holds numbers that are neither float32 nor int32");
    }
    TensorView tensor{.dtype = type == "float32" ? DType::F32 : DType::I32};
    std::uint64_t count = 1;
    for (const Json& part : entry.at("shape")) {
        const auto extent = part.get<std::int64_t>();
        if (extent <= 0 || static_cast<std::uint64_t>(extent) > rest.size() ||
            count > rest.size() / static_cast<std::uint64_t>(extent)) {
            refuse(name, "a tensor is larger than the file");
        }
        count *= static_cast<std::uint64_t>(extent);
        tensor.shape.push_back(static_cast<std::size_t>(extent));
    }
    const std::size_t size = static_cast<std::size_t>(count) * 4;
    if (size > rest.size()) {
        refuse(name, "the numbers are not all there");
    }
    tensor.bytes = rest.substr(0, size);
    rest.remove_prefix(size);
    return tensor;
}

}  // namespace

std::map<std::string, TensorView> parseTfjsWeights(const std::string_view modelJson,
                                                   const std::string_view shards,
                                                   const std::string& name) {
    std::map<std::string, TensorView> tensors;
    try {
        const Json model = Json::parse(modelJson);
        std::string_view rest = shards;
        for (const Json& group : model.at("weightsManifest")) {
            for (const Json& entry : group.at("weights")) {
                TensorView tensor = takeTensor(entry, rest, name);
                if (tensor.dtype == DType::F32 &&
                    !tensors.emplace(entry.at("name").get<std::string>(), std::move(tensor))
                         .second) {
                    refuse(name, "two tensors have one name");
                }
            }
        }
        if (!rest.empty()) {
            refuse(name, "there are more numbers than it lists");
        }
    } catch (const Json::exception&) {
        refuse(name, "its list of weights is damaged");
    }
    return tensors;
}

}  // namespace haberdash
