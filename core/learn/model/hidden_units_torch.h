// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace haberdash {

/// relu(x), each number left out with the chance `dropout` in [0, 1) and the others raised to make
/// up for it; draws from LibTorch's generator.
torch::Tensor reluDropped(const torch::Tensor& x, double dropout);

/// The weights of the head `mlp`.
struct MlpHead {
    torch::Tensor product;  ///< [H, 3 dim]: of z, of u * z and of |u - z|, beside each other
    torch::Tensor out;      ///< [1, H]
    torch::Tensor outBias;  ///< [1]
    double dropout = 0;     ///< in [0, 1), of the hidden units
};

/// u [B, dim], what the hidden units take from it alone (bias with it) [B, H], z [B, C, dim] ->
/// logits [B, C] (hidden_units.h has the formula), with gradients for all of them and for the
/// weights. One product of matrices and one pass over the hidden units, where LibTorch's own
/// operations make three and nine. Dropout draws from LibTorch's generator.
torch::Tensor mlpLogits(const torch::Tensor& u,
                        const torch::Tensor& fromUser,
                        const torch::Tensor& z,
                        const MlpHead& head);

}  // namespace haberdash
