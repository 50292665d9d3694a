// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/matrix.h"
#include "core/learn/metrics/draws.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

/// Who met what in training.
struct Pairs {
    std::size_t items = 0;
    std::vector<std::size_t> begins{0};  ///< where each shopper's rows begin; one more at the end
    std::vector<std::uint32_t> rows;     ///< of each shopper ascending, without repeats

    std::size_t shoppers() const noexcept { return begins.size() - 1; }

    std::span<const std::uint32_t> rowsOf(const std::size_t shopper) const noexcept {
        return std::span(rows).subspan(begins[shopper], begins[shopper + 1] - begins[shopper]);
    }
};

/// What counterexamples are drawn from, by train.negatives: `uniform` over the products that
/// training knows; `popularity`, flattened by an exponent of 0.75 (Mikolov et al. 2013) so that
/// rare products are met too; `in-batch`, by popularity as it is, which is how often a product is
/// among the others of a batch; `hard`, half of them evenly from the category of the product that
/// was chosen and half evenly from all, so that a model learns the fine differences without
/// forgetting the coarse ones.
class NegativePool {
  public:
    struct Source {
        std::span<const std::uint8_t> isKnown;      ///< by row
        std::span<const float> shoppers;            ///< by row, how many met it in training
        std::span<const std::uint32_t> categories;  ///< by row; read for `hard` only
    };

    NegativePool(const std::string& kind, const Source& source);

    /// A row that is not among `met` (ascending), unless hardly any other is left.
    std::uint32_t draw(Draws& random,
                       std::uint32_t chosen,
                       std::span<const std::uint32_t> met) const;

    /// ln of the chance that one draw beside `chosen` gives `row`, before what was met is left out.
    float logShare(std::uint32_t row, std::uint32_t chosen) const;

    std::span<const std::uint32_t> rows() const noexcept { return pool_; }

  private:
    std::uint32_t drawAny(Draws& random, std::uint32_t chosen) const;

    std::string kind_;
    std::vector<std::uint32_t> pool_;
    std::vector<double> ends_;  ///< cumulated chances, unless they are even
    bool isEven_ = true;
    std::vector<float> logShare_;
    std::vector<std::uint32_t> categoryOf_;
    std::vector<std::vector<std::uint32_t>> byCategory_;
};

/// -> 1 / (1 + exp(-x)) of minus the margin: how much a pair still pulls in BPR (Rendle et al.
/// 2009), and its loss.
struct PairLoss {
    float pull = 0;
    double loss = 0;
};

PairLoss pairLoss(float margin) noexcept;

}  // namespace haberdash
