// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/train_options.h"

#include <torch/torch.h>

namespace haberdash {

/// A sum of examples' losses times their weights, and of the weights: processes add up both.
struct WeightedLoss {
    torch::Tensor sum;
    double weight = 0;
};

/// train.loss of a batch; all [B, C], the example's own product first, then those drawn. bce counts
/// each by its weight; bpr and softmax count the examples whose own product was chosen, by its
/// weight: bpr the mean over those drawn, softmax with `logShare` taken off the logits.
WeightedLoss exampleLoss(const TrainOptions& options,
                         const torch::Tensor& logits,
                         const torch::Tensor& labels,
                         const torch::Tensor& weights,
                         const torch::Tensor& logShare);

/// Mean over labels; logits [B, 2], isPair and target [B]. Pairs by Bradley and Terry (1952): the
/// chance that the first comes before the second is sigmoid(s_1 - s_2), and a target of a half, of
/// a tie, pulls it there. Single products by the first logit itself.
torch::Tensor labelLoss(const torch::Tensor& logits,
                        const torch::Tensor& isPair,
                        const torch::Tensor& target);

}  // namespace haberdash
