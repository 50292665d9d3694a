// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace haberdash {

/// Sums of rows: z [n, dim], places [B * L] (int64, into z), weight [B, L] -> [B, dim]. Most places
/// are padding with weight 0, which costs nothing here: neither the rows nor their gradients are
/// ever laid out as [B, L, dim].
torch::Tensor weightedRows(const torch::Tensor& z,
                           const torch::Tensor& places,
                           const torch::Tensor& weight);

/// The same over the sum of an example's weights; zero where it has none.
torch::Tensor weightedMeans(const torch::Tensor& z,
                            const torch::Tensor& places,
                            const torch::Tensor& weight);

}  // namespace haberdash
