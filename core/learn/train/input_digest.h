// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/model/multimodal.h"

#include <string>
#include <vector>

namespace haberdash {

/// SHA-256 of what a training looks at of the products `items`: their texts' and pictures' vectors
/// as the encoders of the model's spaces gave them, their facts and categories. The same on every
/// processor, as nothing in it was computed here.
std::string inputDigest(Project& project,
                        const ModelFile& model,
                        const ItemInputs& inputs,
                        const std::vector<ItemId>& items);

}  // namespace haberdash
