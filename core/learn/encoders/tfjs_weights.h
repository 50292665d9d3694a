// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Weights of a TensorFlow.js graph model: model.json lists them in order, the shards hold them.

#include "core/data/base/safetensors.h"

#include <map>
#include <string>
#include <string_view>

namespace haberdash {

/// The float32 tensors by name (int32 constants are left out); the views show `shards`, which are
/// the shard files one after the other. Throws Error(Input) when the list does not fit the bytes
/// to the last one, names something twice, or has quantised or other types.
std::map<std::string, TensorView> parseTfjsWeights(std::string_view modelJson,
                                                   std::string_view shards,
                                                   const std::string& name);

}  // namespace haberdash
