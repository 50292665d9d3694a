// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/losses_torch.h"

namespace haberdash {

WeightedLoss exampleLoss(const TrainOptions& options,
                         const torch::Tensor& logits,
                         const torch::Tensor& labels,
                         const torch::Tensor& weights,
                         const torch::Tensor& logShare) {
    if (options.loss == "bce") {
        const torch::Tensor each = torch::binary_cross_entropy_with_logits(
            logits, labels, weights, {}, at::Reduction::None);
        return {each.sum(), weights.sum().item<double>()};
    }
    // Losses of order: only examples that were chosen have drawn ones to come before.
    const torch::Tensor chosen = weights.select(1, 0) * labels.select(1, 0);  // [B]
    torch::Tensor each;
    if (options.loss == "bpr") {
        const torch::Tensor ahead = logits.slice(1, 0, 1) - logits.slice(1, 1);  // [B, C - 1]
        each = -torch::log_sigmoid(ahead).mean(1);
    } else {
        // What is drawn often is met often: without ln q it would count as disliked (Bengio and
        // Senecal 2008).
        each = -torch::log_softmax(logits / options.temperature - logShare, 1).select(1, 0);
    }
    return {(each * chosen).sum(), chosen.sum().item<double>()};
}

torch::Tensor labelLoss(const torch::Tensor& logits,
                        const torch::Tensor& isPair,
                        const torch::Tensor& target) {
    const torch::Tensor ahead = logits.select(1, 0) - isPair * logits.select(1, 1);  // [B]
    return torch::binary_cross_entropy_with_logits(ahead, target);
}

}  // namespace haberdash
