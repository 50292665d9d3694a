// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/vectors/pairs.h"

#include <algorithm>
#include <cmath>

namespace haberdash {

namespace {

constexpr double kHardShare = 0.5;

/// Of a product's number of shoppers, to the chance that it is drawn.
double exponentOf(const std::string& kind) {
    if (kind == "in-batch") {
        return 1;
    }
    return kind == "popularity" ? 0.75 : 0;
}

}  // namespace

NegativePool::NegativePool(const std::string& kind, const Source& source)
    : kind_(kind), logShare_(source.isKnown.size()) {
    const double exponent = exponentOf(kind_);
    isEven_ = exponent == 0;
    double total = 0;
    for (std::uint32_t row = 0; row < source.isKnown.size(); ++row) {
        if (source.isKnown[row] != 0) {
            total +=
                isEven_ ? 1.0 : std::pow(static_cast<double>(source.shoppers[row]) + 1, exponent);
            pool_.push_back(row);
            ends_.push_back(total);
        }
    }
    for (std::size_t i = 0; i < pool_.size(); ++i) {
        const double share = (ends_[i] - (i > 0 ? ends_[i - 1] : 0.0)) / total;
        logShare_[pool_[i]] = static_cast<float>(std::log(share));
    }
    if (kind_ == "hard") {
        categoryOf_.assign(source.categories.begin(), source.categories.end());
        for (const std::uint32_t row : pool_) {
            if (categoryOf_[row] >= byCategory_.size()) {
                byCategory_.resize(categoryOf_[row] + 1);
            }
            byCategory_[categoryOf_[row]].push_back(row);
        }
        byCategory_.resize(std::max<std::size_t>(
            byCategory_.size(),
            categoryOf_.empty() ? 0 : std::size_t{*std::ranges::max_element(categoryOf_)} + 1));
    }
}

std::uint32_t NegativePool::drawAny(Draws& random, const std::uint32_t chosen) const {
    if (!isEven_) {
        const auto end = std::ranges::upper_bound(ends_, random.unit() * ends_.back());
        return pool_[std::min(static_cast<std::size_t>(end - ends_.begin()), pool_.size() - 1)];
    }
    if (kind_ == "hard" && random.unit() < kHardShare) {
        const std::vector<std::uint32_t>& alike = byCategory_[categoryOf_[chosen]];
        if (alike.size() > 1) {
            return alike[random.below(alike.size())];
        }
    }
    return pool_[random.below(pool_.size())];
}

std::uint32_t NegativePool::draw(Draws& random,
                                 const std::uint32_t chosen,
                                 const std::span<const std::uint32_t> met) const {
    constexpr int kMostTries = 50;  // a shopper who met nearly everything
    std::uint32_t row = 0;
    for (int tries = 0; tries < kMostTries; ++tries) {
        row = drawAny(random, chosen);
        if (!std::ranges::binary_search(met, row)) {
            break;
        }
    }
    return row;
}

float NegativePool::logShare(const std::uint32_t row, const std::uint32_t chosen) const {
    if (kind_ != "hard") {
        return logShare_[row];
    }
    const double even = 1.0 / static_cast<double>(pool_.size());
    const std::size_t alike = byCategory_[categoryOf_[chosen]].size();
    if (alike < 2) {
        return static_cast<float>(std::log(even));
    }
    const double near =
        categoryOf_[row] == categoryOf_[chosen] ? 1.0 / static_cast<double>(alike) : 0.0;
    return static_cast<float>(std::log(kHardShare * near + (1 - kHardShare) * even));
}

PairLoss pairLoss(const float margin) noexcept {
    // log(1 + exp(-x)) without overflow.
    const float away = std::exp(-std::abs(margin));
    const float pull = margin >= 0 ? away / (1 + away) : 1 / (1 + away);
    return {pull, static_cast<double>(std::log1p(away) + std::max(0.0F, -margin))};
}

}  // namespace haberdash
