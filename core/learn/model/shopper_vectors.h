// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"
#include "core/data/base/matrix.h"
#include "core/learn/model/model_file.h"

#include <optional>
#include <span>
#include <vector>

namespace haberdash {

/// Vectors of their own of the shoppers that a model knows: zero for one who had no event to learn
/// from.
struct ShopperVectors {
    std::vector<ShopperId> ids;  ///< ascending
    Matrix vectors;              ///< [shoppers, dim]

    /// [dim], of a shopper who has one; empty for anyone else. Borrowed.
    std::span<const float> of(const std::optional<ShopperId>& shopper) const;
};

void putShopperVectors(ModelFile& file, const ShopperVectors& shoppers);

/// Throws Error(Model) when the file has none of that width, or damaged ones.
ShopperVectors shopperVectorsFrom(const ModelFile& file, std::size_t dim);

}  // namespace haberdash
