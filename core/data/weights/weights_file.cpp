// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/weights/weights_file.h"

#include "core/data/weights/pth.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace haberdash {

namespace {

constexpr std::array<std::string_view, 4> kInside{
    "state_dict.", "model_state_dict.", "model_state.", "model."};
constexpr std::string_view kParallel = "module.";

using Tensors = std::map<std::string, TensorView>;

// Those whose names begin with `prefix`, without it.
Tensors inside(const Tensors& tensors, const std::string_view prefix) {
    Tensors result;
    for (auto it = tensors.lower_bound(std::string(prefix));
         it != tensors.end() && it->first.starts_with(prefix);
         ++it) {
        result.emplace(it->first.substr(prefix.size()), it->second);
    }
    return result;
}

Tensors unwrapped(Tensors tensors) {
    for (const std::string_view wrapper : kInside) {
        // A checkpoint keeps the optimizer's numbers beside the model's: those are left out.
        if (Tensors model = inside(tensors, wrapper); !model.empty()) {
            tensors = std::move(model);
            break;
        }
    }
    if (Tensors model = inside(tensors, kParallel); model.size() == tensors.size()) {
        tensors = std::move(model);
    }
    return tensors;
}

}  // namespace

Safetensors openWeights(const std::filesystem::path& file) {
    auto mapped = MappedFile::open(file);
    const std::string_view bytes = mapped->bytes();
    const std::string name = file.string();
    if (looksLikePth(bytes)) {
        return Safetensors::of(unwrapped(parsePth(bytes, name)), std::move(mapped), name);
    }
    const Safetensors whole = Safetensors::parse(bytes, mapped, name);
    return Safetensors::of(unwrapped(whole.tensors()), std::move(mapped), name);
}

}  // namespace haberdash
