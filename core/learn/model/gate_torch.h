// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace haberdash {

/// tokens [n, M dim], weight [M, M dim], bias [M] -> each row's tokens by their shares [n, dim]
/// (gate.h has the formula), with gradients for all three.
torch::Tensor gatedSum(const torch::Tensor& tokens,
                       const torch::Tensor& weight,
                       const torch::Tensor& bias);

}  // namespace haberdash
