// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/finetune/tune_losses_torch.h"

namespace haberdash {

torch::Tensor factLoss(const torch::Tensor& logits, const torch::Tensor& target) {
    constexpr double kSmoothing = 0.1;
    return torch::nn::functional::cross_entropy(
        logits,
        target,
        torch::nn::functional::CrossEntropyFuncOptions().ignore_index(-1).label_smoothing(
            kSmoothing));
}

torch::Tensor pairsLoss(const torch::Tensor& pictures,
                        const torch::Tensor& texts,
                        const double temperature) {
    const torch::Tensor scores = pictures.mm(texts.t()) / temperature;  // [n, n]
    const torch::Tensor own = torch::arange(scores.size(0));
    return (torch::nn::functional::cross_entropy(scores, own) +
            torch::nn::functional::cross_entropy(scores.t(), own)) /
           2;
}

torch::Tensor viewsLoss(const torch::Tensor& rows, const double temperature) {
    const std::int64_t n = rows.size(0) / 2;
    torch::Tensor scores = rows.mm(rows.t()) / temperature;  // [2n, 2n]
    scores = scores - 1e9 * torch::eye(2 * n);               // not with itself
    const torch::Tensor other = torch::cat({torch::arange(n, 2 * n), torch::arange(n)});
    return torch::nn::functional::cross_entropy(scores, other);
}

}  // namespace haberdash
