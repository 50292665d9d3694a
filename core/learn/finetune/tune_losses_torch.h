// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace haberdash {

/// Cross entropy of a fact: logits [n, classes], target [n], -1 where it is not known; mean over
/// the others, of which there is one at least. Targets are smoothed by a tenth (Szegedy et al.
/// 2016).
torch::Tensor factLoss(const torch::Tensor& logits, const torch::Tensor& target);

/// InfoNCE both ways (Radford et al. 2021) of unit rows [n, dim], row for row of one product: each
/// has to find the other among the n.
torch::Tensor pairsLoss(const torch::Tensor& pictures,
                        const torch::Tensor& texts,
                        double temperature);

/// NT-Xent (Chen et al. 2020) of unit rows [2n, dim], of which i and n + i are views of one
/// picture: each has to find the other among the 2n - 1.
torch::Tensor viewsLoss(const torch::Tensor& rows, double temperature);

}  // namespace haberdash
