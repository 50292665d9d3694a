// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// GGUF, version 3: the container that the image encoder's weights come in. Only read, and only
// once, to convert it; a strict reader all the same, since the file came over a network.

#include "core/data/base/safetensors.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// Tensors of a GGUF file by name, shapes outermost first, float32 or float16; the views show
/// `bytes`. Throws Error(Input) with what is wrong: lengths beyond the file, more than four
/// dimensions, sizes that overflow, other number types, duplicate names, overlapping or unaligned
/// data.
std::map<std::string, TensorView> parseGguf(std::string_view bytes, const std::string& name);

}  // namespace haberdash
