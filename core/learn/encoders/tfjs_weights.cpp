// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/encoders/tfjs_weights.h"

#include "core/data/base/json.h"
#include "core/learn/encoders/tfjs_shape.h"

#include <fmt/format.h>

#include <utility>

namespace haberdash {

namespace {

// Bytes of the tensor at the head of `rest`, which it is cut off from.
TensorView takeTensor(const Json& entry, std::string_view& rest, const std::string& name) {
    const auto type = entry.at("dtype").get<std::string>();
    if (entry.contains("quantization") || (type != "float32" && type != "int32")) {
        refuseTfjs(name, "it holds numbers that are neither float32 nor int32");
    }
    TensorView tensor{.dtype = type == "float32" ? DType::F32 : DType::I32};
    TfjsShape shape = tfjsShape(entry, rest.size() / sizeof(float), name);
    tensor.shape = std::move(shape.extents);
    const std::size_t size = shape.count * sizeof(float);
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
                    refuseTfjs(name, "two tensors have one name");
                }
            }
        }
        if (!rest.empty()) {
            refuseTfjs(name, "there are more numbers than it lists");
        }
    } catch (const Json::exception&) {
        refuseTfjs(name, "its list of weights is damaged");
    }
    return tensors;
}

}  // namespace haberdash
